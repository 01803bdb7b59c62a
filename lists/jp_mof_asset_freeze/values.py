"""What MOF's cells have in common, and the countries and numbers in them."""

import re

from lists.jp_mof_asset_freeze.columns import plain
from screening.names.countries import country_code
from screening.names.scripts import CJK

UNKNOWN = frozenset({"不明", "なし", "無し", "na", "n/a", "unknown"})
"""What a cell says where nothing is known."""
LETTERED = re.compile(r"\(\s*(?:[a-z]|[ivx]{2,4}|\d{1,2})\s*\)")
"""`(a)`, `(ii)`, `(3)` before each of several values."""
BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
"""Brackets with what stands in them, brackets within them included."""
NATIVE_THEN_LATIN = re.compile(rf"([^A-Za-z]*[{CJK}][^A-Za-z]*?)(?<!会社)\s+([A-Za-z\"'‘“][^{CJK}]*)")
"""A Japanese text and the same in Latin letters behind it; `株式会社 KBM` is one name."""
QUOTES = " \"'“”‘’「」,:;、.・*#"
"""What may stand around a value and is no part of it."""

_CIRCLED = re.compile(r"[\u2460-\u2473\u3251-\u325f\u32d0-\u32fe]")
_FULL_DATE = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}(?!\d)")
_BETWEEN_COUNTRIES = re.compile(r"[;、,\n/]|及び|又は|または")
_NUMBER = re.compile(r"(?<![A-Za-z0-9ー./-])(?=[A-Z]{0,4}-?[\d/-]*\d{4})[A-Z]{0,4}-?\d[\dA-Z/-]{3,}(?![A-Za-z\d])")


def separated(cell: str) -> str:
    """The plain text of a cell with a line break for each circled number, which `plain` would turn into a figure."""
    return plain(_CIRCLED.sub("\n", cell))


def several(cell: str) -> list[str]:
    """Values of a cell that stand lettered, on lines, or between semicolons."""
    pieces = re.split(r"[;\n]", LETTERED.sub("\n", separated(cell)))
    return [text for piece in pieces if (text := piece.strip())]


def countries_in(cell: str) -> tuple[list[str], list[str]]:
    """Codes of the countries of a cell, and what of it names none that is known."""
    codes, unknown = [], []
    for part in _BETWEEN_COUNTRIES.split("\n".join(several(cell))):
        name = BRACKETS.sub("", part).strip(QUOTES)
        both = NATIVE_THEN_LATIN.fullmatch(name)
        code = next((code for one in (name, *(both.groups() if both else ())) if (code := country_code(one))), None)
        if code is not None:
            codes.append(code)
        elif name and name.casefold() not in UNKNOWN:
            unknown.append(name)
    return list(dict.fromkeys(codes)), unknown


def numbers_in(cell: str) -> list[str]:
    """Numbers of passports and identity cards of a cell, without dates and what stands in brackets."""
    text = _FULL_DATE.sub(" ", BRACKETS.sub(" ", plain(cell)))
    return list(dict.fromkeys(found[0].strip("-/") for found in _NUMBER.finditer(text)))
