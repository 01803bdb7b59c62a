"""OFAC's CSV files (parties, ALT, ADD, COMMENTS) -> parties with all that the four files say of them.

The files have no header; `-0-` stands for nothing, the last byte is 0x1A, and remarks longer than about 1,000
characters go on in COMMENTS, cut anywhere. Several programmes of one party stand between `] [`.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lists.ofac.countries import known_country
from lists.parsing import unpacked
from screening.errors import ListError
from screening.models import Kind, NameType

_NOTHING = "-0-"
_END = b"\x1a"
_COLUMNS = {"prim": 12, "alt": 5, "add": 6, "comments": 2}
_KINDS = {
    "": Kind.ORGANISATION,
    "individual": Kind.PERSON,
    "vessel": Kind.VESSEL,
    "aircraft": Kind.AIRCRAFT,
}
_ALIAS_TYPES = {"aka": NameType.ALIAS, "fka": NameType.FORMER, "nka": NameType.ALIAS}


@dataclass(frozen=True, slots=True)
class Alias:
    """A strong alias of ALT; the weak ones stand in the remarks."""

    name: str
    type: NameType
    remark: str


@dataclass(frozen=True, slots=True)
class Address:
    """One line of ADD; lines without any content are left out."""

    street: str
    city: str
    country: str
    remark: str

    @property
    def text(self) -> str:
        """The address as one line, a remark behind it in brackets."""
        line = ", ".join(part for part in (self.street, self.city, self.country) if part)
        return f"{line} ({self.remark})" if self.remark else line


@dataclass(frozen=True, slots=True)
class Party:
    """One row of the file of parties with its aliases, its addresses and its whole remarks.

    Attributes:
        uid: OFAC's number of the party, stable over the years.
        where: The row, for messages.
    """

    uid: str
    where: str
    name: str
    kind: Kind
    programmes: tuple[str, ...]
    title: str
    call_sign: str
    vessel_type: str
    tonnage: str
    gross_tonnage: str
    flag: str
    owner: str
    remarks: str
    aliases: tuple[Alias, ...]
    addresses: tuple[Address, ...]

    @property
    def country(self) -> str | None:
        """Country of the first address whose country is known."""
        codes = (known_country(address.country) for address in self.addresses)
        return next((code for code in codes if code), None)


def read_parties(files: Mapping[str, bytes], *, file_names: Mapping[str, str]) -> list[Party]:
    """Parties in the order of OFAC's file.

    Args:
        files: Contents by role: `prim`, `alt`, `add`, `comments`.
        file_names: What OFAC calls them, for messages.

    Raises:
        ListError: A file is cut off, of another shape, or of another edition than the others, or a type of party or
            alias is not known.
    """
    tables = {role: _table(files[role], role=role, file_name=file_names[role]) for role in _COLUMNS}
    _check_ends(files, file_names)
    _check_belong_together(tables, file_names)
    aliases, addresses = _by_party(tables["alt"]), _by_party(tables["add"])
    overflow = {row[0]: row[1] for row in tables["comments"]}
    return [_party(row, aliases[row[0]], addresses[row[0]], overflow.get(row[0], "")) for row in tables["prim"]]


def _table(content: bytes, *, role: str, file_name: str) -> list[list[str]]:
    try:
        text = unpacked(content, role=role).rstrip(_END).decode("ascii")
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ListError(f"{role}: not OFAC's CSV format: {error}; check that it is {file_name}") from error
    for number, row in enumerate(rows, start=1):
        if len(row) != _COLUMNS[role]:
            raise ListError(
                f"{role}, row {number}: {len(row)} cells, expected {_COLUMNS[role]}; the file is cut off or not "
                f"{file_name}"
            )
    return [["" if cell.strip() == _NOTHING else cell for cell in row] for row in rows]


def _check_ends(files: Mapping[str, bytes], file_names: Mapping[str, str]) -> None:
    """A file that breaks off between two rows looks whole, but lacks the end mark that the others have."""
    ended = {role: unpacked(files[role], role=role).rstrip(b"\r\n").endswith(_END) for role in _COLUMNS}
    if any(ended.values()) and not all(ended.values()):
        cut = ", ".join(file_names[role] for role, has_ended in ended.items() if not has_ended)
        raise ListError(f"{cut}: the file lacks OFAC's end mark (0x1A) that the others have; it is cut off")


def _check_belong_together(tables: Mapping[str, list[list[str]]], file_names: Mapping[str, str]) -> None:
    known = {row[0] for row in tables["prim"]}
    for role in ("alt", "add", "comments"):
        strangers = sorted({row[0] for row in tables[role]} - known)
        if strangers:
            raise ListError(
                f"{role}: {len(strangers)} parties are not in {file_names['prim']} (the first is {strangers[0]}); that "
                "file is cut off or the files are of different editions, fetch all four again"
            )


def _by_party(rows: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    grouped: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return grouped


def _party(
    row: Sequence[str], aliases: Sequence[Sequence[str]], addresses: Sequence[Sequence[str]], overflow: str
) -> Party:
    uid, name, kind, programmes, title, call_sign, vessel_type, tonnage, gross_tonnage, flag, owner = (
        cell.strip() for cell in row[:11]
    )
    where = f"prim, entity {uid}"
    if kind not in _KINDS:
        raise ListError(f"{where}: type {kind!r} is not known; extend lists/ofac/tables.py")
    return Party(
        uid=uid,
        where=where,
        name=name,
        kind=_KINDS[kind],
        programmes=tuple(programmes.split("] [")) if programmes else (),
        title=title,
        call_sign=call_sign,
        vessel_type=vessel_type,
        tonnage=tonnage,
        gross_tonnage=gross_tonnage,
        flag=flag,
        owner=owner,
        # not stripped before they are joined: the cut falls inside words and between them
        remarks=(row[11] + overflow).strip(),
        aliases=tuple(_alias(alias, where) for alias in aliases),
        addresses=tuple(_address(address) for address in addresses if any(cell.strip() for cell in address[2:])),
    )


def _alias(row: Sequence[str], where: str) -> Alias:
    type_, name, remark = (cell.strip() for cell in row[2:])
    if type_ not in _ALIAS_TYPES:
        raise ListError(f"{where}: alias type {type_!r} is not known")
    return Alias(name, _ALIAS_TYPES[type_], remark)


def _address(row: Sequence[str]) -> Address:
    return Address(*(cell.strip() for cell in row[2:]))
