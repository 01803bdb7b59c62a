"""The report of a run: one page, a workbook, and tables for machines, all from one set of facts."""
