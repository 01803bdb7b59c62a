"""Numbers, dates and keys of notices: a notice is its authority and number, whatever address it was fetched from."""

import re
from datetime import date, datetime, timedelta, timezone

from screening.errors import ListError

BEIJING = timezone(timedelta(hours=8))
NUMERAL = "[0-9０-９〇○Ｏ零一二两三四五六七八九十]+"

_FIRST_YEAR = 1949
"""No notice and no date in one is older."""
_DIGITS = str.maketrans("０１２３４５６７８９〇○Ｏ零一二两三四五六七八九", "01234567890000" + "122" + "3456789")
_AUTHORITIES = {
    "不可靠实体清单工作机制公告": "〔{year}〕{number}号",
    "商务部公告": "{year}年第{number}号",
    "商务部令": "{year}年第{number}号",
    "外交部令": "{year}年第{number}号",
}
"""How the number of each authority's notices is written; some notices leave out 公告 or use another bracket."""
_NUMBERED = re.compile(
    r"(?P<authority>不可靠实体清单工作机制(?:公告)?|商务部公告|商务部令|外交部令)"
    rf"(?:[〔\[［（(](?P<bracketed>{NUMERAL})[〕\]］）)]|(?P<year>{NUMERAL})年)?"
    rf"第?(?P<number>{NUMERAL})号(?P<more>(?:[、和]第?{NUMERAL}号)*)"
)
_DATE = re.compile(rf"(?P<year>{NUMERAL})年(?P<month>{NUMERAL})月(?P<day>{NUMERAL})日")
_CLOCK = re.compile(rf"(?P<hour>{NUMERAL})时(?:(?P<minute>{NUMERAL})分)?")


def number(numeral: str) -> int:
    """The value of a number in any notation that notices use: 20, ２０, 二十, 二〇二六, 两.

    Raises:
        ListError: It is not a number.
    """
    plain = numeral.translate(_DIGITS)
    if plain.isdecimal():
        return int(plain)
    tens, ten, ones = plain.partition("十")
    if not ten or not all(part == "" or part.isdecimal() for part in (tens, ones)):
        raise ListError(f"{numeral!r} is not a number")
    return 10 * int(tens or 1) + int(ones or 0)


def squeezed(text: str) -> str:
    """The text without any white space: mastheads are printed with spaces between the characters."""
    return "".join(text.split())


def notice_keys(text: str, *, year: int | None = None) -> tuple[str, ...]:
    """Keys of the notices that a text names, in its order, each once.

    Args:
        text: Any text; spaces do not matter.
        year: Year of a number that is printed without one (orders of the foreign ministry).
    """
    keys: dict[str, None] = {}
    for found in _NUMBERED.finditer(squeezed(text)):
        printed = found["bracketed"] or found["year"]
        if printed is None and year is None:
            continue
        of_year = number(printed) if printed is not None else year
        for numeral in (found["number"], *re.findall(NUMERAL, found["more"])):
            keys[_key(found["authority"], of_year, number(numeral))] = None
    return tuple(keys)


def key_parts(key: str) -> tuple[str, str]:
    """Authority and number of a key; the number of a text without one is its date."""
    for authority in _AUTHORITIES:
        if key.startswith(authority):
            return authority, key.removeprefix(authority)
    return "", key


def dates(text: str) -> tuple[date, ...]:
    """Every date written 2025年4月10日 (or 二〇二五年四月十日) in a text, in its order.

    Raises:
        ListError: There is no such day.
    """
    return tuple(_date(found) for found in _DATE.finditer(text))


def instant(text: str) -> datetime | None:
    """The first date of a text with its clock time, if given, in Beijing."""
    found = _DATE.search(text)
    if found is None:
        return None
    day = _date(found)
    clock = _CLOCK.match(text, found.end())
    hour, minute = (number(clock["hour"]), number(clock["minute"] or "0")) if clock else (0, 0)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)


def _key(authority: str, year: int | None, numeral: int) -> str:
    if authority == "不可靠实体清单工作机制":
        authority += "公告"
    return authority + _AUTHORITIES[authority].format(year=year, number=numeral)


def _date(found: re.Match[str]) -> date:
    year = number(found["year"])
    if year < _FIRST_YEAR:
        raise ListError(f"{found[0]!r} has a year without its century; write all four digits")
    try:
        return date(year, number(found["month"]), number(found["day"]))
    except ValueError as error:
        raise ListError(f"{found[0]!r} is no day of the calendar") from error
