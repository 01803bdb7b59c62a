"""METI's workbook of the Foreign User List (外国ユーザーリスト) -> entries.

Sheet ユーザーリスト: No. (a formula, another number every edition), country, organisation, aliases, kinds of WMD,
conventional weapons. Native names stand in brackets, ASCII or full-width, behind the Latin name or on a line of their
own; aliases are bulleted lines; a few organisations have a native name only.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from lists.parsing import entry_name, in_force_since, slug, told_apart, unique_names, unpacked
from screening.errors import ListError
from screening.models import EntryName, Kind, ListEntry, NameType
from screening.names.countries import country_code
from screening.names.scripts import CJK

LIST_ID = "jp-foreign-user-list"
_HEADINGS = (
    "No.",
    "Country or Region",
    "Company or Organization",
    "Also Known As",
    "Type of WMD",
    "Conventional Weapons",
)
_CATEGORIES = {"生物": "B", "化学": "C", "ミサイル": "M", "核": "N"}
_CONVENTIONAL = "通常兵器"
_NATIVE_LETTER = re.compile(rf"[{CJK}\u0600-\u06ff\uac00-\ud7af]")
_BRACKETED = re.compile(r"[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]")
_BULLET = re.compile(r"^[\s・･·•]+")
_CATEGORY_NOISE = re.compile(r"[A-Z,、・\s]+")
_SINCE_UNKNOWN = date(1970, 1, 1)
_MEASURE = (
    "An export licence application to METI is needed for this party unless it is clear that the item is not used for "
    "weapons of mass destruction or conventional arms of the kinds named. The list is not an embargo list."
)
_BASIS = "listed in this edition; METI does not publish when an entry was first listed"


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the workbook, one a row, in its order.

    Raises:
        ListError: The workbook has other headings, or a row has a country or a category that is not known.
    """
    rows = _rows(files["workbook"])
    return _identified([_entry(row, number) for number, row in enumerate(rows, start=2)])


def _rows(content: bytes) -> list[tuple[str, ...]]:
    try:
        sheet = pl.read_excel(io.BytesIO(unpacked(content, role="workbook")), infer_schema_length=0)
    except ListError:
        raise
    except Exception as error:
        raise ListError(f"{LIST_ID}: not an Excel workbook: {error}; fetch METI's XLSX, not the PDF") from error
    headings = [heading.split("\n")[-1].strip() for heading in sheet.columns[: len(_HEADINGS)]]
    if tuple(headings) != _HEADINGS:
        raise ListError(f"{LIST_ID}: the headings are {headings}, expected {list(_HEADINGS)}")
    texts = sheet.select(sheet.columns[: len(_HEADINGS)]).fill_null("")
    return [tuple(row) for row in texts.iter_rows() if any(cell.strip() for cell in row[1:])]


def _entry(row: Sequence[str], number: int) -> ListEntry:
    where = f"{LIST_ID}, row {number}"
    _, country, organisation, aliases, weapons, conventional = row
    names = [*_names(organisation, NameType.PRIMARY), *_names(aliases, NameType.ALIAS)]
    if not names or names[0].type is not NameType.PRIMARY:
        raise ListError(f"{where}: the organisation has no name")
    return ListEntry(
        entry_id="unset",
        list_id=LIST_ID,
        kind=Kind.ORGANISATION,
        primary_name=names[0].name,
        names=unique_names(names),
        country=_country(country, where),
        citation="METI 外国ユーザーリスト (Foreign User List)",
        footnotes=(*_weapons(weapons, where), *_conventional(conventional, where)),
        measures=(in_force_since("LICENCE_APPLICATION", _MEASURE, since=_SINCE_UNKNOWN, basis=_BASIS),),
    )


def _names(cell: str, type_: NameType) -> list[EntryName]:
    """Names of a cell: the first Latin one and, in brackets or alone, those in native script."""
    found: list[EntryName] = []
    for line in cell.split("\n"):
        for text in _parts(_BULLET.sub("", line).strip()):
            is_native = bool(_NATIVE_LETTER.search(text))
            first = not found and type_ is NameType.PRIMARY
            kind = NameType.PRIMARY if first else NameType.NATIVE if is_native else NameType.ALIAS
            found.append(entry_name(text, kind, language="ja" if is_native else None))
    return found


def _parts(line: str) -> Iterator[str]:
    """A line without its native brackets, then what stood in them; brackets around Latin text stay."""
    natives = [found[1].strip() for found in _BRACKETED.finditer(line) if _NATIVE_LETTER.search(found[1])]
    rest = _BRACKETED.sub(lambda found: "" if _NATIVE_LETTER.search(found[1]) else found[0], line).strip(" ,;、")
    plain = " ".join(unicodedata.normalize("NFKC", rest).split())
    yield from (text for text in (plain, *natives) if any(character.isalnum() for character in text))


def _country(cell: str, where: str) -> str:
    code = next((code for line in reversed(cell.split("\n")) if (code := country_code(line))), None)
    if code is None:
        raise ListError(f"{where}: the country {cell!r} is not known; add it to screening/names/countries.csv")
    return code


def _weapons(cell: str, where: str) -> tuple[str, ...]:
    """Words and letters of a cell such as 生物、化学 over B,C; both must say the same."""
    text = unicodedata.normalize("NFKC", cell)
    words = [word for word in _CATEGORIES if word in text]
    left = _CATEGORY_NOISE.sub("", text)
    for word in words:
        left = left.replace(word, "")
    letters = set(re.findall(r"[A-Z]", text))
    if left or letters != {_CATEGORIES[word] for word in words}:
        raise ListError(f"{where}: the category {cell!r} is not known")
    return tuple(_CATEGORIES[word] for word in words)


def _conventional(cell: str, where: str) -> tuple[str, ...]:
    text = "".join(unicodedata.normalize("NFKC", cell).split())
    if text not in {"", f"{_CONVENTIONAL}CW"}:
        raise ListError(f"{where}: the category {cell!r} is not known")
    return ("CW",) if text else ()


def _identified(entries: Sequence[ListEntry]) -> list[ListEntry]:
    """Entries with ids from country and name; METI's numbers change with every edition."""
    plain = [f"{LIST_ID}:{(entry.country or 'xx').lower()}:{slug(entry.primary_name)}" for entry in entries]
    return [entry.model_copy(update={"entry_id": one}) for entry, one in zip(entries, told_apart(plain), strict=True)]
