"""Tables of a report for machines: Parquet exactly, CSV safe to open in a spreadsheet."""

import csv
from pathlib import Path
from typing import Any

import polars as pl

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """The frame as Parquet."""
    frame.write_parquet(path, compression="zstd", statistics=False)


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """The frame as CSV in UTF-8; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        writer.writerows([safe_cell(cell) for cell in row] for row in frame.iter_rows())


def safe_cell(cell: Any) -> Any:
    """The cell as it may stand in a CSV file."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def display_width(text: str) -> int:
    """Width of a text in columns of Latin letters; Chinese, Japanese and Korean characters take two."""
    return sum(2 if "\u1100" <= character <= "\uffdc" else 1 for character in text)
