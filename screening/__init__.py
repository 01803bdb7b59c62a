"""Screening of counterparties against export-control and sanctions lists."""

__version__ = "0.1.0"
