"""Tuning: labelled pairs of names, scored as a run scores them, and what each threshold would have done."""
