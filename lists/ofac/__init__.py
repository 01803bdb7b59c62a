"""What the lists of OFAC share: the files without headings, and the remarks that hold most of the facts."""
