"""MOF's CSV file (shisantouketsu*.csv, from 2026): one header, one row a party, numbers in place of programmes."""

import csv
import io
from collections.abc import Iterator

from lists.jp_mof_asset_freeze.columns import KINDS, LIST_ID, TABLE, Field, Record, cells, known_headings
from screening.errors import ListError


def read_table(content: bytes) -> list[Record]:
    """Rows of the file, in its order.

    Raises:
        ListError: The file has other headings, or a row has another length or is neither of a person nor of an
            organisation; with its row.
    """
    lines = _lines(content)
    _, first = next(lines, (0, []))
    headings = known_headings(first, TABLE, where=LIST_ID)
    missing = [heading for heading in TABLE if heading not in headings]
    if missing:
        raise ListError(
            f"{LIST_ID}: there is no heading {', '.join(missing)}; check that it is MOF's file as published"
        )
    return [_record(headings, row, number) for number, row in lines]


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Line on which each row begins, and its cells."""
    try:
        text = content.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        number = 1
        for row in reader:
            if any(cell.strip() for cell in row):
                yield number, row
            number = reader.line_num + 1
    except (UnicodeDecodeError, csv.Error) as error:
        raise ListError(f"{LIST_ID}: not a CSV table in UTF-8: {error}; fetch the file again") from error


def _record(headings: list[str], row: list[str], number: int) -> Record:
    where = f"{LIST_ID}, row {number}"
    if len(row) != len(headings):
        raise ListError(f"{where}: {len(row)} cells, expected {len(headings)}")
    found = cells(headings, row, TABLE)
    told = {cell.field: cell.text for cell in found}
    kind, section = told.get(Field.KIND, ""), told.get(Field.SECTION, "")
    if kind not in KINDS:
        raise ListError(f"{where}: 個人・団体 says {kind!r}; it is known to say {' or '.join(KINDS)}")
    if not section:
        raise ListError(f"{where}: 区分 is empty")
    # the file gives no titles, and MOF renumbers when it puts a programme in between, so the number stays a number
    return Record(where, f"区分{section}", KINDS[kind], found)
