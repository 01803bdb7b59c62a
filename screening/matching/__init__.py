"""Matching: names -> candidates -> features -> score -> decision. Functions from frames to frames, no side effects."""
