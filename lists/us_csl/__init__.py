"""Consolidated Screening List of the US government (trade.gov)."""
