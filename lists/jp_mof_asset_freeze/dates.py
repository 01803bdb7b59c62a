"""Dates in MOF's cells: dotted, slashed, Japanese, of an era, in English, several at a time, with notes."""

import re
from datetime import date, timedelta

from lists.jp_mof_asset_freeze.columns import plain
from lists.jp_mof_asset_freeze.values import LETTERED

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""Year before the first of each era."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和)\s*(?P<of_era>\d{1,2}|元)\s*年(?:\s*(?P<era_month>\d{1,2})\s*月)?(?:\s*(?P<era_day>\d{1,2})\s*日)?"
    r"|(?P<year>(?<!\d)\d{4})\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})(?!\d)\s*日?"
    r"|(?P<year_2>(?<!\d)\d{4})\s*年\s*(?P<month_2>\d{1,2})\s*月"
    r"|(?<!\d)(?P<day_3>\d{1,2})\s+(?P<name>[A-Za-z]{3,9})\.?\s+(?P<year_3>\d{4})(?!\d)"
    r"|(?P<year_4>(?<!\d)\d{4})(?!\d)\s*年?"
)
_REVISED = re.compile(r"\s*(?:に|及び)?(?:改訂|修正)")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_SERIAL_ZERO = date(1899, 12, 30)
_BELIEVABLE_YEARS = range(1850, 2100)
"""Others are of another calendar (ヒジュラ暦 1402年) or no years at all."""
_MISPRINTS = {"2007.713": "2007.7.13", "200812.19": "2008.12.19"}
"""Dates of notices as the workbook prints them (seen in editions to 2026) -> as they are meant."""


def dates_in(cell: str) -> list[str]:
    """Dates of a cell as precise as it is: `1961-03-04`, `1961-03` or `1961`; those of revisions are left out."""
    text = plain(cell)
    text = _MISPRINTS.get(text, text)
    serial = _SERIAL.fullmatch(text)
    if serial:
        return [(_SERIAL_ZERO + timedelta(days=int(serial[1]))).isoformat()]
    found = (_iso(one) for one in _DATE.finditer(text) if not _REVISED.match(text, one.end()))
    return list(dict.fromkeys(one for one in found if one))


def says_more_than_dates(cell: str) -> bool:
    """Whether a cell of dates holds words or figures that `dates_in` does not give."""
    rest = LETTERED.sub("", _DATE.sub("", plain(cell)))
    return any(character.isalnum() for character in rest.replace("00:00:00", "")) and not _SERIAL.fullmatch(plain(cell))


def _iso(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    if part["era"]:
        year = _ERAS[part["era"]] + (1 if part["of_era"] == "元" else int(part["of_era"]))
        month, day = part["era_month"], part["era_day"]
    else:
        year = int(part["year"] or part["year_2"] or part["year_3"] or part["year_4"])
        month, day = part["month"] or part["month_2"] or _month(part["name"] or ""), part["day"] or part["day_3"]
    if year not in _BELIEVABLE_YEARS:
        return None
    try:
        if month and day:
            return date(year, int(month), int(day)).isoformat()
        return date(year, int(month), 1).isoformat()[:7] if month else str(year)
    except ValueError:
        return str(year)


def _month(name: str) -> int | None:
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None
