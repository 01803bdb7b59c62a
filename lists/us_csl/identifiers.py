"""The column `ids`: numbers that identify a party, and what OFAC tells beside them.

Until 2022 a part is written `RU, 7702070139, Tax ID No.`, later and in JSON `Tax ID No., 7702070139, RU`: its type
stands last or first, and is told by this table.
"""

from dataclasses import dataclass
from datetime import date, datetime

from lists.ofac.keys import IDENTIFIERS
from screening.models import Identifier
from screening.names.countries import country_code

_WALLET = "Digital Currency Address - "
_KIND_OF_TYPE = {type_: kind for kind, types in IDENTIFIERS.items() for type_ in types}
_ISSUER = "Issuer Name"
"""The name under which its securities are issued."""
_DATED = "(CMIC)"
"""Types that end so are dates of the measure (`Listing Date (CMIC)`)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the column tells: identifiers, names, dates of the measure by type, and the rest as text to be read."""

    identifiers: tuple[Identifier, ...]
    names: tuple[str, ...]
    dates: dict[str, date]
    remarks: tuple[str, ...]


def read_ids(cell: str) -> Told:
    """The parts of the column; a type that is no number of the party (`Gender`) is kept as text."""
    identifiers: list[Identifier] = []
    names: list[str] = []
    dates: dict[str, date] = {}
    remarks: list[str] = []
    for part in cell.split("; "):
        type_, values = _taken_apart(part)
        if (kind := _kind(type_)) and (value := _number(values)):
            identifiers.append(Identifier(kind=kind, value=value))
        elif type_ == _ISSUER:
            names.append(", ".join(values))
        elif type_.endswith(_DATED) and (day := _ofac_date(values)):
            dates[type_] = day
        elif part.strip():
            remarks.append(part.strip())
    return Told(tuple(dict.fromkeys(identifiers)), tuple(names), dates, tuple(remarks))


def _taken_apart(part: str) -> tuple[str, list[str]]:
    """Type and values; where neither end is a type that is known, the type is empty."""
    pieces = [piece.strip() for piece in part.split(", ")]
    if _is_type(pieces[-1]):
        return pieces[-1], pieces[:-1]
    return (pieces[0], pieces[1:]) if _is_type(pieces[0]) else ("", pieces)


def _is_type(text: str) -> bool:
    return bool(_kind(text)) or text == _ISSUER or text.endswith(_DATED)


def _kind(type_: str) -> str | None:
    return "WALLET" if type_.startswith(_WALLET) else _KIND_OF_TYPE.get(type_)


def _number(values: list[str]) -> str:
    """The number without the country that issued it, which stands before or behind it."""
    if len(values) > 1 and country_code(values[0]) == values[0]:
        values = values[1:]
    elif len(values) > 1 and country_code(values[-1]) == values[-1]:
        values = values[:-1]
    return ", ".join(values).removeprefix("IMO ").strip()


def _ofac_date(values: list[str]) -> date | None:
    """A date as written until 2022 (`03 Jun 2021`) or later (`2021-06-03`)."""
    for shape in ("%d %b %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(", ".join(values), shape).date()  # noqa: DTZ007 - a date without a time
        except ValueError:
            continue
    return None
