"""China's Watch List (关注名单)."""
