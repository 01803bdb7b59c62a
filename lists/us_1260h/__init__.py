"""Chinese military companies of section 1260H (US Department of Defense)."""
