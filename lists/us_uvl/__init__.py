"""Unverified List of BIS (15 CFR Part 744, Supplement No. 6)."""
