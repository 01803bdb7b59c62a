"""Files of any make as rows of text with the line each row starts on."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from screening.counterparties.mapping import Mapping
from screening.errors import InputError
from screening.text_encoding import decode

if TYPE_CHECKING:
    import _csv

_EXCEL = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_DELIMITERS = ",\t;"
_MAX_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A file as text.

    Attributes:
        header: Headings of the columns, blanks at the ends removed.
        rows: Line number and cells of each row below the header; rows may have other lengths than the header.
        encoding: How the text was encoded, or the kind of file.
    """

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str


def read_table(path: Path, mapping: Mapping) -> Table:
    """A CSV (comma, tab, semicolon), Parquet or Excel file as text.

    Raises:
        InputError: There is no such file, it is empty, of no known kind, or its encoding can't be told.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    if path.stat().st_size == 0:
        raise InputError(f"{path}: the file is empty; export the counterparties again")
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _from_frame(path, _read_parquet(path), "Parquet")
    if suffix in _EXCEL:
        return _from_frame(path, _read_excel(path, mapping.sheet), "Excel")
    return _read_text(path, mapping)


def _read_text(path: Path, mapping: Mapping) -> Table:
    text, encoding = decode(path.read_bytes(), encoding=mapping.encoding, where=str(path))
    first_line = text.split("\n", 1)[0]
    delimiter = mapping.delimiter or max(_DELIMITERS, key=first_line.count)
    csv.field_size_limit(_MAX_CELL)
    if len(delimiter) != 1:
        raise InputError(
            f"{path}: a delimiter is one character, not {delimiter!r}; mend [file] delimiter in the mapping"
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = _numbered(reader, path)
    first = next(rows, None)
    if first is None:
        raise InputError(f"{path}: the file holds no header row")
    return Table([heading.strip() for heading in first[1]], rows, encoding)


def _numbered(reader: "_csv.Reader", path: Path) -> Iterator[tuple[int, list[str]]]:
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"{path}, row {start}: not readable as CSV ({error}); look for a quotation mark that is not closed"
            ) from error
        if row:
            yield start, row


def _read_parquet(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(f"{path}: not readable as Parquet: {error}") from error


def _read_excel(path: Path, sheet: str | None) -> pl.DataFrame:
    try:
        return pl.read_excel(path, sheet_name=sheet, infer_schema_length=0, raise_if_empty=False, drop_empty_rows=False)
    except Exception as error:
        raise InputError(f"{path}: not readable as Excel: {error}") from error


def _from_frame(path: Path, frame: pl.DataFrame, kind: str) -> Table:
    if not frame.width:
        raise InputError(f"{path}: the {kind} file holds no columns")
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested()]
    text = frame.select(
        pl.col(name).list.join(" | ") if frame.schema[name] == pl.List(pl.String) else pl.col(name).cast(pl.String)
        for name in frame.columns
        if name not in nested or frame.schema[name] == pl.List(pl.String)
    )
    rows = (
        (number, ["" if cell is None else cell for cell in row])
        for number, row in enumerate(text.iter_rows(), 2)
        if any(cell is not None for cell in row) or kind != "Excel"
    )
    return Table([heading.strip() for heading in text.columns], rows, kind)
