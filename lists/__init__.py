"""The register of lists: one folder a list, with its declaration, its parser and its curated tables."""
