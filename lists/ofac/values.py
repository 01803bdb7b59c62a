"""Values of OFAC's remarks: dates of birth, numbers of documents and registers, dates."""

import re
from datetime import date, datetime

from screening.errors import ListError
from screening.models import Identifier

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAY = rf"(?:(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>[12]\d{{3}})"
_DATE = re.compile(_DAY)
_ABOUT = re.compile(r"(?:circa|approximately|approx\.?|ca\.?)\s+", re.IGNORECASE)
_RANGE = re.compile(r"\s+(?:to|or|-)\s+|(?<=\d{4})-(?=\d{4})")
_LONGEST_RANGE = 40
_DATED = re.compile(r"\s+(?:issued|expires|expired|valid)\b.*$", re.DOTALL)
_BRACKETED = re.compile(r"(?:\s*\([^()]*(?:\([^()]*\)[^()]*)*\))+$")
_IMO = re.compile(r"IMO (\d{7})")
_TICKER = re.compile(r"([A-Z0-9]+?)\s*([A-Z]{2})")
_SHAPES = {
    "BIC": r"[A-Z0-9]{8}(?:[A-Z0-9]{3})?",
    "LEI": r"[A-Z0-9]{18}\d{2}",
    "TAIL_NO": r"[A-Z0-9]+(?:-[A-Z0-9]+)*",
    "CALL_SIGN": r"[A-Z0-9]+",
    "TICKER": r"[A-Z0-9.]+(?: [A-Z]{2})?",
    "WALLET": r"[A-Za-z0-9:_.-]{20,120}",
}
"""How a value must look to be one of its kind; others have a digit and are no sentence."""
_NUMBER = r"(?=\D*\d).{2,60}"
_WORD = re.compile(r"\b[a-z]{3,}\b")
"""A word in small letters is of a sentence (`Passport and National ID issued under …`), not of a number."""


def birth_dates(text: str) -> tuple[str, ...]:
    """A date of birth in every shape that OFAC prints, as precise as it is; nothing where it is none of these.

    `04 Mar 1961`, `Mar 1961`, `1961`, `circa 1961`, `1961 to 1963` (each of its years), `01 Oct 1992 to 31 Oct 1992`
    (its month).
    """
    plain = _ABOUT.sub("", text.strip().rstrip("."))
    ends = [_partial(part) for part in _RANGE.split(plain)]
    if not ends or any(end is None for end in ends):
        return ()
    dates = [end for end in ends if end is not None]
    if len(dates) == 1:
        return (dates[0],)
    return _between(min(dates), max(dates))


def is_exact(text: str) -> bool:
    """Whether a date of birth is neither about a date nor a range."""
    return _DATE.fullmatch(text.strip().rstrip(".")) is not None


def _partial(text: str) -> str | None:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    if found["month"] is None:
        return found["year"]
    month = _MONTHS.index(found["month"]) + 1
    if found["day"] is None:
        return f"{found['year']}-{month:02}"
    try:
        return date(int(found["year"]), month, int(found["day"])).isoformat()
    except ValueError:
        return None


def _between(first: str, last: str) -> tuple[str, ...]:
    """What covers a range: its month, or each of its years."""
    if len(first) >= len("1992-10") and first[:7] == last[:7]:
        return (first[:7],)
    years = range(int(first[:4]), int(last[:4]) + 1)
    return tuple(str(year) for year in years) if len(years) <= _LONGEST_RANGE else ()


def identifier(kind: str, text: str) -> Identifier | None:
    """The number in a remark, without the country and the dates of the document; None where it is no such number.

    A number `IMO 9486910` is one of a ship, or of a shipping company where it stands in a register of companies.
    """
    plain = _BRACKETED.sub("", _DATED.sub("", text.strip().rstrip("."))).strip().rstrip(".")
    if imo := _IMO.fullmatch(plain):
        return Identifier(kind="IMO" if kind in {"IMO", "ID_NO"} else "IMO_COMPANY", value=imo[1])
    if kind == "TICKER" and (parts := _TICKER.fullmatch(plain)):
        plain = f"{parts[1]} {parts[2]}"
    if kind == "LEI" and not re.fullmatch(_SHAPES["LEI"], plain):
        kind = "REGISTRATION_NO"  # `Legal Entity Number` also heads numbers of national registers
    if not re.fullmatch(_SHAPES.get(kind, _NUMBER), plain) or (kind != "WALLET" and _WORD.search(plain)):
        return None
    if kind == "ISIN" and not is_isin(plain):
        return None
    return Identifier(kind=kind, value=plain)


def is_isin(text: str) -> bool:
    """Whether the check digit of an ISIN is right (ISO 6166); OFAC prints three that are not."""
    if not re.fullmatch(r"[A-Z]{2}[A-Z0-9]{9}\d", text):
        return False
    digits = "".join(str(int(character, 36)) for character in text)
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def ofac_date(text: str, where: str) -> date:
    """A date written 03 Jun 2021.

    Raises:
        ListError: It is not one.
    """
    try:
        return datetime.strptime(text.rstrip("."), "%d %b %Y").date()  # noqa: DTZ007 - a date without a time
    except ValueError as error:
        raise ListError(f"{where}: {text!r} is not a date like 03 Jun 2021") from error
