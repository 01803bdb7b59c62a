"""Numbers in names in every notation: 55th, No. 13, 第五十五, 七〇四, II become plain Arabic digits."""

import re

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = "〇零一二三四五六七八九十百千"
_UNIT_WORDS = "研究|试验|设计|所|院|厂|局|室|部队|工厂|号|学院|中学|航"
_NUMBERED = re.compile(rf"第([{_CHINESE}]+|[0-9]+)")
_BEFORE_UNIT = re.compile(rf"([{_CHINESE}]{{2,}})(?=(?:{_UNIT_WORDS}))")
_POSITIONAL = re.compile(r"[〇零一二三四五六七八九]{3,}")
_ORDINAL = re.compile(r"\b([0-9]+)(?:st|nd|rd|th)\b")
_NO = re.compile(r"\b(?:no|nr|num|number)[.\s]*([0-9]+)\b|№\s*([0-9]+)")
_ROMAN = {
    "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xii": 12, "xiii": 13,
}  # fmt: skip
_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
NUMBER_WORDS = {word: str(value) for word, value in _WORDS.items()}
"""English ordinals and cardinals; one is left out, it stands in too many names for something else."""
_AS_DIGITS = {word: str(value) for word, value in _ROMAN.items()} | NUMBER_WORDS
_ROMAN_OR_WORD = re.compile(r"\b(?:" + "|".join(sorted(_AS_DIGITS, key=len, reverse=True)) + r")\b")


def plain_numbers(text: str) -> str:
    """The cleaned name with its numbers in Arabic digits, set off by spaces.

    Chinese numerals count only after 第, before a word for a unit (所, 院, 厂 …) or in runs of three, because
    they are also letters of brands (三菱, 一汽).
    """
    text = _NUMBERED.sub(lambda found: f" {_value(found[1])} ", text)
    text = _BEFORE_UNIT.sub(lambda found: f" {_value(found[1])} ", text)
    text = _POSITIONAL.sub(lambda found: f" {_value(found[0])} ", text)
    text = _NO.sub(lambda found: f" {_plain(found[1] or found[2])} ", text)
    text = _ORDINAL.sub(lambda found: f" {_plain(found[1])} ", text)
    return _ROMAN_OR_WORD.sub(lambda found: _AS_DIGITS[found[0]], text)


def _plain(digits: str) -> str:
    """Without leading zeros; text, because Python's int refuses more than 4,300 digits."""
    return digits.lstrip("0") or "0"


def _value(numeral: str) -> str:
    if numeral.isdigit() and numeral.isascii():
        return _plain(numeral)
    if not any(unit in numeral for unit in _UNITS):
        return _plain("".join(str(_DIGITS[character]) for character in numeral))
    total, pending = 0, 0
    for character in numeral:
        if character in _UNITS:
            total += (pending or 1) * _UNITS[character]
            pending = 0
        else:
            pending = _DIGITS[character]
    return str(total + pending)
