"""MOF's workbook (shisantouketsu*.xlsx, to 2026): a sheet a programme; title rows, headings, then a row a party."""

import io
import logging
import re
from collections.abc import Iterator, Sequence

import polars as pl

from lists.jp_mof_asset_freeze.columns import (
    IGNORED_SHEETS,
    LIST_ID,
    SHEETS,
    WORKBOOK,
    Field,
    Record,
    cells,
    key,
    known_headings,
    plain,
)
from screening.errors import ListError

logger = logging.getLogger(__name__)

_FIRST_HEADING = "告示日付"
_MAX_TITLE_ROWS = 10
_NUMBER = re.compile(r"^\d+\.?")
_OF_A_PARTY = frozenset(
    {Field.ALIAS, Field.FORMER, Field.WEAK, Field.BIRTH, Field.NATIONALITY, Field.PASSPORT, Field.NATIONAL_ID}
)
"""What a row says only if there is a party on it: without a name such a row has lost it."""
_REMOVED = frozenset({"削除", "(削除)", "解除", "(解除)", "欠番", "(欠番)", "-"})

Row = tuple[str, ...]


def read_workbook(content: bytes) -> list[Record]:
    """Rows of every sheet that lists parties, in the order of the workbook.

    A sheet or heading that the tables do not know refuses the workbook, and the snapshot before it stays in force with
    every party that it has, which the report says. To read the other sheets and leave that one out would drop the
    parties of a programme, and to read it unknown would guess what its columns mean; a line in `columns.py` mends both.

    Raises:
        ListError: With the sheet, and the heading or row.
    """
    records: list[Record] = []
    for title, rows in _sheets(content).items():
        name = _NUMBER.sub("", key(title))
        if IGNORED_SHEETS.fullmatch(name):
            continue
        if name not in SHEETS:
            raise ListError(
                f"{LIST_ID}, sheet {title!r}: not known; say in lists/jp_mof_asset_freeze/columns.py whether it lists "
                "persons or organisations"
            )
        records += _records(title, name, rows)
    return records


def _sheets(content: bytes) -> dict[str, list[Row]]:
    try:
        # headings stand below title rows and dates are of several formats: take every cell as text, as it stands
        frames = pl.read_excel(
            io.BytesIO(content),
            sheet_id=0,
            has_header=False,
            infer_schema_length=0,
            drop_empty_rows=False,
            drop_empty_cols=False,
            raise_if_empty=False,
        )
    except Exception as error:
        raise ListError(f"{LIST_ID}: not an Excel workbook: {error}; fetch MOF's CSV or XLSX file") from error
    return {
        title: [tuple("" if cell is None else str(cell) for cell in row) for row in frame.iter_rows()]
        for title, frame in frames.items()
    }


def _records(title: str, name: str, rows: Sequence[Row]) -> Iterator[Record]:
    where = f"{LIST_ID}, sheet {title!r}"
    top = next((at for at, row in enumerate(rows[:_MAX_TITLE_ROWS]) if _FIRST_HEADING in map(key, row)), None)
    if top is None:
        raise ListError(f"{where}: there is no row of headings with {_FIRST_HEADING} among the first {_MAX_TITLE_ROWS}")
    headings = known_headings(rows[top], WORKBOOK, where=where)
    if not {"日本語表記", "英語表記"} <= set(headings):
        raise ListError(f"{where}: there is no heading 日本語表記 or 英語表記")
    programme = " ".join(text for row in rows[:top] for cell in row if (text := " ".join(plain(cell).split()))) or name
    nameless = 0
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        if any(plain(cell) and not heading for heading, cell in zip(headings, row, strict=True)):
            raise ListError(f"{where}, row {number}: a cell stands in a column without a heading")
        record = Record(f"{where}, row {number}", programme, SHEETS[name], cells(headings, row, WORKBOOK))
        if _has_party(record):
            yield record
        elif record.cells:
            nameless += 1
    if nameless:
        logger.info("%s: %d rows name no party (notes, and numbers that were removed)", where, nameless)


def _has_party(record: Record) -> bool:
    """Whether a row names a party; notes below the table and the numbers of removed parties do not.

    Raises:
        ListError: It names none, but says what only a party has.
    """
    if any(key(text) not in _REMOVED for text in record.texts(Field.NAME_JA, Field.NAME_EN)):
        return True
    if any(cell.field in _OF_A_PARTY for cell in record.cells):
        raise ListError(f"{record.where}: says something of a party but not its name")
    return False
