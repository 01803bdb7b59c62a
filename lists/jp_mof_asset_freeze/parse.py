"""MOF's list of parties subject to asset freeze measures (資産凍結等の措置の対象となる者) -> entries.

The Ministry of Finance collects the notices of the Ministry of Foreign Affairs (外務省告示) into one file. To early
2026 it was a workbook, now it is a CSV file; both are read, so that old editions can be looked back at.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lists.jp_mof_asset_freeze.columns import LIST_ID, Field, Record
from lists.jp_mof_asset_freeze.dates import dates_in, says_more_than_dates
from lists.jp_mof_asset_freeze.names import names_in, original_scripts
from lists.jp_mof_asset_freeze.table import read_table
from lists.jp_mof_asset_freeze.values import countries_in, numbers_in, several
from lists.jp_mof_asset_freeze.workbook import read_workbook
from lists.parsing import entry_name, in_force_since, slug, told_apart, unique_names, unpacked
from screening.errors import ListError
from screening.models import EntryName, Identifier, Kind, ListEntry, NameType

_ZIP = b"PK\x03\x04"
_LINK = re.compile(rb"shisantouketsu(\d{4})(\d{2})(\d{2})\.csv")
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME_COLUMNS = {Field.NAME_EN: NameType.PRIMARY, Field.NAME_JA: NameType.PRIMARY, Field.ALIAS: NameType.ALIAS,
                 Field.FORMER: NameType.FORMER, Field.WEAK: NameType.WEAK}  # fmt: skip
_IDENTIFIERS = {Field.PASSPORT: "PASSPORT", Field.NATIONAL_ID: "NATIONAL_ID"}
_OF_A_PERSON = (Field.BIRTH, Field.NATIONALITY, Field.PASSPORT)
_UN_PERSON, _UN_ENTITY = re.compile(r"[A-Z]{2}i\.\d+"), re.compile(r"[A-Z]{2}e\.\d+")
_SINCE_UNKNOWN = date(1970, 1, 1)
_MEASURE = (
    "A payment to this party, and a capital transaction with it, need permission under the Foreign Exchange and "
    "Foreign Trade Act, articles 16 and 21. 支払規制: 外務省告示により指定された者に対する支払等を許可制とする。"
    "資本取引規制: 外務省告示により指定された者との間の資本取引（預金契約、信託契約及び金銭の貸付契約）等を"
    "許可制とする。"
)


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of MOF's file, one a row, in its order.

    Raises:
        ListError: The file has a sheet, heading or kind of party that is not known, or a row without a name or with a
            date of notice that can't be read; with its place.
    """
    content = unpacked(files["list"], role="list")
    records = read_workbook(content) if content.startswith(_ZIP) else read_table(content)
    entries = [_entry(record) for record in records]
    ids = told_apart([entry.entry_id for entry in entries])
    return [entry.model_copy(update={"entry_id": one}) for entry, one in zip(entries, ids, strict=True)]


def read_edition(content: bytes) -> date:
    """Date of the newest file that MOF's page of the list links to, which is part of the file's name.

    Raises:
        ListError: The page links to none.
    """
    found = [date(*map(int, link.groups())) for link in _LINK.finditer(content)]
    if not found:
        raise ListError(
            f"{LIST_ID}: the page of the list links to no file shisantouketsuYYYYMMDD.csv; look where it moved"
        )
    return max(found)


def _entry(record: Record) -> ListEntry:
    names = unique_names(_names(record))
    if not names or names[0].type is not NameType.PRIMARY:
        raise ListError(f"{record.where}: the party has no name")
    listed_on = _listed_on(record)
    codes, nationalities = _address_countries(record), _nationalities(record)
    return ListEntry(
        # numbers of programmes and parties move when MOF inserts one; the name and its day stay
        entry_id=f"{LIST_ID}:{listed_on or 'undated'}:{slug(names[0].name)}",
        list_id=LIST_ID,
        kind=_kind(record),
        primary_name=names[0].name,
        names=names,
        country=_only(codes) or _only(nationalities),
        addresses=tuple(_addresses(record)),
        identifiers=tuple(_identifiers(record)),
        listed_on=listed_on,
        citation=_citation(record, listed_on),
        measures=(
            in_force_since(
                "ASSET_FREEZE",
                _MEASURE,
                since=listed_on or _SINCE_UNKNOWN,
                basis=f"外務省告示 {listed_on or ''}".strip(),
            ),
        ),
        programmes=(record.programme,),
        birth_dates=tuple(one for text in record.texts(Field.BIRTH) for one in dates_in(text)),
        nationalities=tuple(nationalities),
        remarks="\n".join(_remarks(record)),
    )


def _names(record: Record) -> Iterator[EntryName]:
    """The English name, the Japanese one, then all others; MOF prints both, so both are primary."""
    for field, type_ in _NAME_COLUMNS.items():
        for cell in record.texts(field):
            yield from _names_of(cell, type_)
    for text in record.texts(Field.NOTICE_TEXT):
        yield from (entry_name(name, NameType.ALIAS) for name in original_scripts(text))


def _names_of(cell: str, type_: NameType) -> Iterator[EntryName]:
    """Names of a cell; a cell of the name itself is one name, whose lines may also be names of their own."""
    is_of_party = type_ is NameType.PRIMARY
    for position, (name, told) in enumerate(names_in(" ".join(cell.split("\n")) if is_of_party else cell)):
        own = NameType.ALIAS if is_of_party and position else type_
        # a name that is too weak to identify the party stays weak, whatever it is called besides
        yield entry_name(name, own if told is None or own is NameType.WEAK else told)
    if is_of_party and "\n" in cell:
        yield from (entry_name(name, told or NameType.ALIAS) for name, told in names_in(cell) if _is_whole(name))


def _is_whole(name: str) -> bool:
    """Whether a line can be a name: one Latin word may be the end of the line above."""
    return " " in name or not name.isascii()


def _kind(record: Record) -> Kind:
    """What the sheet or row says; else what the UN reference says; else a person if it says what only persons have."""
    if record.kind is not None:
        return record.kind
    reference = record.first(Field.UN_REFERENCE)
    if _UN_PERSON.search(reference) or _UN_ENTITY.search(reference):
        return Kind.PERSON if _UN_PERSON.search(reference) else Kind.ORGANISATION
    return Kind.PERSON if record.texts(*_OF_A_PERSON) else Kind.ORGANISATION


def _listed_on(record: Record) -> date | None:
    text = record.first(Field.LISTED_ON)
    found = [one for one in dates_in(text) if _FULL_DATE.fullmatch(one)]
    if text and not found:
        raise ListError(f"{record.where}: the date of the notice {text!r} can't be read")
    return date.fromisoformat(min(found)) if found else None


def _citation(record: Record, listed_on: date | None) -> str:
    number = record.first(Field.NUMBER) or record.first(Field.NOTICE_NO)
    notice = f"外務省告示 {listed_on}" if listed_on else "外務省告示"
    return f"{notice}; 財務省 資産凍結等の措置の対象となる者 {record.programme} 番号{number}"


def _nationalities(record: Record) -> list[str]:
    found = [code for text in record.texts(Field.NATIONALITY) for code in countries_in(text)[0]]
    return list(dict.fromkeys(found))


def _address_countries(record: Record) -> list[str]:
    found = [code for text in record.texts(Field.COUNTRY_JA, Field.COUNTRY_EN) for code in countries_in(text)[0]]
    return list(dict.fromkeys(found))


def _only(codes: Sequence[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _addresses(record: Record) -> Iterator[str]:
    for text in record.texts(Field.ADDRESS):
        yield from (" ".join(one.split()) for one in several(text))
    for country, city in ((Field.COUNTRY_EN, Field.CITY_EN), (Field.COUNTRY_JA, Field.CITY_JA)):
        yield from _joined(several(record.first(city)), several(record.first(country)))


def _joined(cities: Sequence[str], countries: Sequence[str]) -> list[str]:
    """Addresses with their countries; a single country belongs to all, unequal numbers are left as they stand."""
    if len(countries) == 1 and cities:
        countries = [countries[0]] * len(cities)
    if len(cities) == len(countries):
        return [f"{city}, {country}" for city, country in zip(cities, countries, strict=True)]
    return [*cities, *countries]


def _identifiers(record: Record) -> Iterator[Identifier]:
    for field, kind in _IDENTIFIERS.items():
        numbers = [number for text in record.texts(field) for number in numbers_in(text)]
        yield from (Identifier(kind=kind, value=number) for number in dict.fromkeys(numbers))
    for text in record.texts(Field.UN_REFERENCE):
        yield Identifier(kind="UN_REFERENCE", value=text)


def _remarks(record: Record) -> Iterator[str]:
    """What a reviewer should read: the columns that say more, and cells of which something did not fit elsewhere."""
    for cell in record.cells:
        is_more = (
            cell.field in {Field.REMARK, *_IDENTIFIERS}
            or (cell.field is Field.BIRTH and says_more_than_dates(cell.text))
            or (cell.field is Field.NATIONALITY and bool(countries_in(cell.text)[1]))
            or (cell.field in _NAME_COLUMNS and "。" in cell.text)
        )
        if is_more:
            yield f"{cell.heading}: {' '.join(cell.text.split())}"
