"""15 CFR Part 744 in the eCFR's XML: tables of its supplements, and the grammar of their cells."""
