"""Entity List of the Bureau of Industry and Security (15 CFR Part 744, Supplement No. 4)."""
