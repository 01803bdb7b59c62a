"""Cells of the Consolidated Screening List -> values: names, addresses, countries, dates, footnotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lists.ecfr.entity import Party, named_party
from lists.ecfr.prose import addresses_of, tidy_alias
from screening.errors import ListError
from screening.names.countries import country_code

_UNIT = re.compile(
    r"^(?P<parent>.+?)\.?\s+(?:affiliated entit(?:y|ies)\s*:|subordinate institu\w*on\s*[-–:])\s*(?P<unit>.+)$",
    re.IGNORECASE,
)
_SUCCESSORS = re.compile(
    r"[;,]?\s*(?P<said>and any successor, sub-?unit,? or subsidiary thereof|and its sub-units and successors)\.?$",
    re.IGNORECASE,
)
_SURNAME_FIRST = re.compile(r"[A-Z]{3,}; [A-Z][a-z]+")
_CITED = re.compile(r"(?<!^)[\s,;]+(?:and\s+)?(?=\d+\s*F\.\s?R\b)")
_FR = re.compile(r"(\d+)\s*F\.\s?R\.?\s*")
_FOOTNOTE = re.compile(r"\)\s*,?(\d)(?=[\s,;)]|$)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_RANGE = re.compile(r"(\d{4})(?:-\d{2})*\s+(?:to|-)\s+(\d{4})(?:-\d{2})*")
_LONGEST_RANGE = 40
_LAST_YEAR = 2100
"""Dates beyond it are slips of the pen (`3033-01-17`)."""
_ZIP = re.compile(r"(?:\d{4,5}|\d{5}-\d{4})")
_US_STATES = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "DC",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "PR",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
    ]
)
_COUNTRY_WORDS = {
    "PRC": "CN",
    "UAE": "AE",
    "CHINA (PRC)": "CN",
    "CRIMEA (OCCUPIED)": "UA",
    "NM": "US",
}
"""What the list writes where a country should stand: `NM` is New Mexico."""
_NO_COUNTRY = frozenset({"XX", "NONE IDENTIFIED", "UNKNOWN", "UNDETERMINED"})


@dataclass(frozen=True, slots=True)
class Named:
    """A row's name taken apart: the party, the parent that the name states, what it says of successors."""

    party: Party
    part_of: str | None
    remark: str


def read_ofac_name(cell: str, alt_names: str) -> Named:
    """The party of a row of OFAC, whose names hold nothing but the name."""
    return Named(Party(cell, aliases=[alias for alias in alt_names.split("; ") if alias]), None, "")


def read_name(cell: str, alt_names: str) -> Named:
    """The party of a row of BIS or State with its aliases; `X. Affiliated Entity: Y` names Y, a part of X."""
    successors = _SUCCESSORS.search(cell)
    plain = cell[: successors.start()] if successors else cell
    unit = _UNIT.match(plain)
    party = named_party(unit["unit"] if unit else plain)
    for alias in _aliases(alt_names):
        also = named_party(alias)
        if also.name:
            party.aliases.append(also.name)
        party.aliases += also.aliases
        party.former += also.former
    return Named(party, unit["parent"] if unit else party.part_of, successors["said"] if successors else "")


def _aliases(cell: str) -> list[str]:
    """Aliases without the `and ` of the enumeration; `ZAMAN; Haydar` is one person, whose comma became a semicolon."""
    if _SURNAME_FIRST.fullmatch(cell):
        return [cell.replace(";", ",")]
    return [alias for part in cell.split(";") if (alias := tidy_alias(part))]


def read_addresses(cell: str) -> tuple[str, ...]:
    """Addresses of a cell; a country alone is none."""
    return tuple(address for address in addresses_of(cell) if country_code(address) is None)


def read_country(addresses: str, others: Sequence[str]) -> str | None:
    """Country of the first address that has one, else of the first of the others (nationality, flag)."""
    for address in addresses.split("; "):
        if code := _country_of_address(address):
            return code
    return next((code for other in others if (code := _code(other))), None)


def _country_of_address(address: str) -> str | None:
    parts = [part.strip() for part in address.split(",")]
    last = parts[-1].upper()
    if len(parts) > 1 and _ZIP.fullmatch(last) and parts[-2].upper() in _US_STATES:
        return "US"
    return _code(last)


def _code(text: str) -> str | None:
    plain = text.strip().upper().replace("ST. ", "SAINT ").replace("&", "AND")
    return _COUNTRY_WORDS.get(plain) or country_code(plain)


def country_codes(cell: str, where: str) -> tuple[str, ...]:
    """Codes of the countries of a cell, each once; `XX` and `None Identified` are none.

    Raises:
        ListError: One is not known.
    """
    codes = []
    for part in cell.split("; "):
        plain = part.strip().upper()
        if not plain or plain in _NO_COUNTRY:
            continue
        code = _code(plain)
        if code is None:
            raise ListError(f"{where}: the country {part!r} is not known; add it to screening/names/countries.csv")
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def read_citation(cell: str) -> str:
    """Citations with `; ` between them; the Denied Persons List runs them together and writes `68 F.R. 38290`."""
    return _FR.sub(r"\1 FR ", _CITED.sub("; ", cell)).strip(" ;,")


def read_footnotes(requirement: str) -> tuple[str, ...]:
    """Footnote digits behind a bracket: `§§ 734.9(g),3 746.8(a)(3)` refers to footnote 3."""
    return tuple(dict.fromkeys(_FOOTNOTE.findall(requirement)))


def read_day(cell: str, where: str) -> tuple[date | None, str]:
    """A date, and a remark where the list writes one that cannot be believed; `circa` and ranges begin with their year.

    Raises:
        ListError: It is a date in no shape that is known.
    """
    if not cell:
        return None, ""
    if american := _AMERICAN.fullmatch(cell):
        month, day, year = (int(part) for part in american.groups())
        iso = f"{year}-{month:02}-{day:02}"
    elif _ISO.fullmatch(cell):
        iso = cell
    elif starts := birth_dates(cell)[0]:
        iso = f"{starts[0]}-01-01"[: len("1961-01-01")]
    else:
        raise ListError(
            f"{where}: {cell!r} is not a date like 2018-08-01; correct the row in a copy, or extend the parser"
        )
    try:
        found = date.fromisoformat(iso)
    except ValueError as error:
        raise ListError(f"{where}: {cell!r} is not a date of the calendar") from error
    return (None, f"date as printed: {cell}") if found.year > _LAST_YEAR else (found, "")


def birth_dates(cell: str) -> tuple[tuple[str, ...], str]:
    """Dates of birth as precise as the list is, and what is no such date.

    `circa 1944` is 1944, `1969 to 1971` each of its years, `Sep 1938` is 1938-09.
    """
    found: list[str] = []
    unread: list[str] = []
    for part in filter(None, cell.split("; ")):
        plain = _in_numbers(part.replace("circa ", "").strip())
        years = _years(plain)
        if years or _PARTIAL.fullmatch(plain):
            found += years or [plain]
        else:
            unread.append(part)
    return tuple(dict.fromkeys(found)), "; ".join(unread)


def _years(text: str) -> list[str]:
    """Each year of a range, unless it is too long to tell anything."""
    ends = _RANGE.fullmatch(text)
    if ends is None or int(ends[2]) - int(ends[1]) >= _LONGEST_RANGE:
        return []
    return [str(year) for year in range(int(ends[1]), int(ends[2]) + 1)]


def _in_numbers(text: str) -> str:
    """`07 Jul 1966` as 1966-07-07 and `Sep 1938` as 1938-09; other text as it is."""
    for written, numbers in (("%d %b %Y", "%Y-%m-%d"), ("%b %Y", "%Y-%m")):
        try:
            return datetime.strptime(text, written).strftime(numbers)  # noqa: DTZ007 - a date without a time
        except ValueError:
            continue
    return text
