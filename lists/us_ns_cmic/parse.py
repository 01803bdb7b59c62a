"""OFAC's consolidated files (CONS_PRIM, CONS_ALT, CONS_ADD, CONS_COMMENTS) and our curated table -> entries.

The files have no header; `-0-` stands for nothing, the last byte is 0x1A, and remarks longer than about 1,000
characters go on in CONS_COMMENTS, cut anywhere. Weak aliases stand only in the remarks, as a.k.a. 'X'.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from lists.parsing import (
    curated_rows,
    entry_name,
    identifiers,
    in_force_since,
    iso_date,
    several,
    unique_names,
    unpacked,
)
from screening.errors import ListError
from screening.models import Identifier, Kind, ListEntry, Measure, NameType

LIST_ID = "us-ns-cmic"
PROGRAMME = "CMIC-EO13959"
_NOTHING = "-0-"
_COLUMNS = {"prim": 12, "alt": 5, "add": 6, "comments": 2}
_ALIAS_TYPES = {"aka": NameType.ALIAS, "fka": NameType.FORMER, "nka": NameType.ALIAS}
_IDENTIFIER_KEYS = {
    "ISIN": "ISIN",
    "Equity Ticker": "TICKER",
    "Unified Social Credit Code (USCC)": "USCC",
    "Legal Entity Number": "LEI",
    "Company Number": "COMPANY_NO",
    "C.R. No.": "COMPANY_NO",
    "Business Registration Number": "REGISTRATION_NO",
}
_DATE_KEYS = ("Effective Date (CMIC)", "Purchase/Sales For Divestment Date (CMIC)", "Listing Date (CMIC)")
_IGNORED_KEYS = ("Target Type", "Linked To:")
"""`Target Type` and `Linked To` say nothing that a screen uses; the raw file keeps them."""
_KEYS = tuple(sorted((*_IDENTIFIER_KEYS, *_DATE_KEYS, *_IGNORED_KEYS, "Issuer Name"), key=len, reverse=True))
_WEAK = re.compile(r"a\.k\.a\. '(.+)'\.?")
_TICKER = re.compile(r"([A-Z0-9]+?)\s*([A-Z]{2})")
_MEASURE = (
    "Purchase or sale by US persons of publicly traded securities of this company, or of securities derivative of "
    "or designed to give exposure to them, is prohibited (Executive Order 13959 as amended by EO 14032)."
)


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of programme CMIC-EO13959, in the order of OFAC's file.

    Raises:
        ListError: A file is missing, of another shape, or a remark holds a key that is not known.
    """
    tables = {role: _table(files[role], role=role) for role in _COLUMNS}
    aliases = _by_entity(tables["alt"])
    addresses = _by_entity(tables["add"])
    overflow = {row[0]: row[1] for row in tables["comments"]}
    companies = [row for row in tables["prim"] if PROGRAMME in row[3].split("] [")]
    return [_published_entry(row, aliases[row[0]], addresses[row[0]], overflow) for row in companies]


def parse_bundled(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the curated table `entries.csv`."""
    columns = [
        "ofac_uid",
        "primary_name",
        "aliases",
        "former_names",
        "weak_aliases",
        "target_type",
        "identifiers",
        "listed_on",
        "effective_on",
        "divest_by",
        "citation",
        "checked",
    ]
    rows = curated_rows(files["entries"], role="us_ns_cmic/entries.csv", columns=columns)
    return [_curated_entry(row, f"us_ns_cmic/entries.csv, row {number}") for number, row in enumerate(rows, start=2)]


def _curated_entry(row: Mapping[str, str], where: str) -> ListEntry:
    typed = (("aliases", NameType.ALIAS), ("former_names", NameType.FORMER), ("weak_aliases", NameType.WEAK))
    names = [entry_name(row["primary_name"], NameType.PRIMARY)]
    names += [entry_name(name, type_) for column, type_ in typed for name in several(row[column])]
    return ListEntry(
        entry_id=f"{LIST_ID}:{row['ofac_uid']}",
        list_id=LIST_ID,
        kind=Kind.ORGANISATION,
        primary_name=row["primary_name"],
        names=unique_names(names),
        country="CN",
        identifiers=identifiers(row["identifiers"], where=where),
        listed_on=iso_date(row["listed_on"], where=where),
        citation=row["citation"],
        measures=(_measure(iso_date(row["effective_on"], where=where), row["divest_by"]),),
    )


def _table(content: bytes, *, role: str) -> list[list[str]]:
    try:
        text = unpacked(content, role=role).rstrip(b"\x1a").decode("ascii")
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ListError(f"{role}: not OFAC's CSV format: {error}; check that it is CONS_{role.upper()}.CSV") from error
    for number, row in enumerate(rows, start=1):
        if len(row) != _COLUMNS[role]:
            raise ListError(
                f"{role}, row {number}: {len(row)} cells, expected {_COLUMNS[role]}; the file is cut off or not "
                f"CONS_{role.upper()}.CSV"
            )
    return [["" if cell.strip() == _NOTHING else cell for cell in row] for row in rows]


def _by_entity(rows: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    grouped: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return grouped


def _published_entry(
    row: list[str], aliases: list[list[str]], addresses: list[list[str]], overflow: Mapping[str, str]
) -> ListEntry:
    uid, name, kind = row[0], row[1].strip(), row[2].strip()
    where = f"prim, entity {uid}"
    if kind:
        raise ListError(f"{where}: type {kind!r} is not known on this list")
    remarks = _remarks(row[11] + overflow.get(uid, ""), where=where)
    names = [entry_name(name, NameType.PRIMARY)]
    names += [entry_name(alias[3].strip(), _alias_type(alias[2], where)) for alias in aliases]
    names += [entry_name(issuer, NameType.ALIAS) for issuer in remarks["Issuer Name"]]
    names += [entry_name(weak, NameType.WEAK) for weak in remarks["weak"]]
    listed_on = _ofac_date(_only(remarks["Listing Date (CMIC)"], where), where)
    effective_on = _ofac_date(_only(remarks["Effective Date (CMIC)"], where), where)
    divest_by = _ofac_date(_only(remarks["Purchase/Sales For Divestment Date (CMIC)"], where), where)
    return ListEntry(
        entry_id=f"{LIST_ID}:{uid}",
        list_id=LIST_ID,
        kind=Kind.ORGANISATION,
        primary_name=name,
        names=unique_names(names),
        country="CN",
        addresses=tuple(
            ", ".join(part.strip() for part in address[2:5] if part.strip())
            for address in addresses
            if any(part.strip() for part in address[2:5])
        ),
        identifiers=tuple(_identifiers(remarks)),
        listed_on=listed_on,
        citation=f"OFAC NS-CMIC List, entity {uid}, programme {PROGRAMME}",
        measures=(_measure(effective_on, divest_by.isoformat()),),
    )


def _measure(effective_on: date, divest_by: str) -> Measure:
    text = f"{_MEASURE} Transactions to divest were permitted until {divest_by}."
    return in_force_since("SECURITIES_BAN", text, since=effective_on, basis="31 CFR 586.201")


def _alias_type(text: str, where: str) -> NameType:
    try:
        return _ALIAS_TYPES[text.strip()]
    except KeyError:
        raise ListError(f"{where}: alias type {text!r} is not known") from None


def _remarks(text: str, *, where: str) -> dict[str, list[str]]:
    """Values of the remarks by key; `weak` holds the weak aliases."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in re.split(r";\s+", text.strip()):
        weak = _WEAK.fullmatch(part)
        if weak:
            found["weak"].append(weak[1])
            continue
        plain = part.removeprefix("alt. ")
        key = next((key for key in _KEYS if plain.startswith(key)), None)
        if key is None:
            raise ListError(f"{where}: the remark {part!r} is of a kind that is not known; extend us_ns_cmic/parse.py")
        found[key].append(plain.removeprefix(key).strip())
    return found


def _identifiers(remarks: Mapping[str, list[str]]) -> Iterable[Identifier]:
    for key, kind in _IDENTIFIER_KEYS.items():
        for value in remarks.get(key, ()):
            plain = re.sub(r"\s*\([^)]*\)\.?$", "", value).rstrip(".")
            if kind == "TICKER" and (parts := _TICKER.fullmatch(plain)):
                plain = f"{parts[1]} {parts[2]}"
            if kind != "ISIN" or is_isin(plain):
                yield Identifier(kind=kind, value=plain)


def is_isin(text: str) -> bool:
    """Whether the check digit of an ISIN is right (ISO 6166); OFAC prints three that are not."""
    if not re.fullmatch(r"[A-Z]{2}[A-Z0-9]{9}\d", text):
        return False
    digits = "".join(str(int(character, 36)) for character in text)
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _ofac_date(text: str, where: str) -> date:
    try:
        return datetime.strptime(text.rstrip("."), "%d %b %Y").date()  # noqa: DTZ007 - a date without a time
    except ValueError as error:
        raise ListError(f"{where}: {text!r} is not a date like 03 Jun 2021") from error


def _only(values: list[str], where: str) -> str:
    if len(values) != 1:
        raise ListError(f"{where}: expected one value, found {values}")
    return values[0]
