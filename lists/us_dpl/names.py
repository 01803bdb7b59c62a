"""Names of the Denied Persons List: aliases inside them, and whether they are of a firm or a person."""

import functools
import re

from lists.parsing import entry_name
from screening.models import EntryName, Kind, NameType
from screening.names.forms import name_form
from screening.names.tables import rows

_ALSO = re.compile(r"\s+(?P<what>[AF])/K/A\.?\s+", re.IGNORECASE)
_ALSO_IN_BRACKETS = re.compile(r"\s*\(\s*A\.?/?K\.?/?A\.?:?\s+([^()]+)\)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\(([^()]+)\)\s*")
_SIGN_OF_A_FIRM = re.compile(r"[\d&]|\.(?:NET|COM|ORG)\b", re.IGNORECASE)
_CLASSES_OF_FIRMS = frozenset({"industry", "institution"})
_MORE_WORDS = """
air airways company computers corporation development engineering enterprise enterprises equipment export gmbh group
holding holdings import inc industries international limited llc ltd products results sl solutions supplies supply
systems tech technologies technology trade trading
"""
"""What `words.csv` counts as generic, as some family names are too, or what only stands at the end of a name."""


def names_of(printed: str, *, more: str = "") -> list[EntryName]:
    """Names of a printed one: aliases stand behind A/K/A or in brackets.

    Args:
        printed: As in the file.
        more: What may belong to the name behind a comma; then both readings are names.
    """
    whole = " ".join(printed.split()).strip(" ,")
    text, *others = _ALSO.split(whole)
    also = [
        entry_name(other.strip(" ,"), NameType.FORMER if mark.upper() == "F" else NameType.ALIAS)
        for mark, other in zip(others[::2], others[1::2], strict=True)
    ]
    if more:
        also.insert(0, entry_name(text, NameType.ALIAS))
        text = f"{text}, {more}"
    text, bracketed = _without_brackets(text)
    return [entry_name(text, NameType.PRIMARY), *also, *bracketed]


def _without_brackets(text: str) -> tuple[str, list[EntryName]]:
    """The name and what its brackets add: an alias that is marked as one leaves the name, other brackets stay in it."""
    if marked := _ALSO_IN_BRACKETS.search(text):
        return _ALSO_IN_BRACKETS.sub(" ", text).strip(), [entry_name(marked[1].strip(), NameType.ALIAS)]
    bracket = _BRACKETED.search(text)
    if bracket is None:
        return text, []
    added = [entry_name(_BRACKETED.sub(" ", text).strip(), NameType.ALIAS)]
    if bracket.end() == len(text):
        is_short = " " not in bracket[1].strip()
        added.append(entry_name(bracket[1].strip(), NameType.ABBREVIATION if is_short else NameType.ALIAS))
    return text, added


def kind_of(name: str) -> Kind:
    """Organisation or person, which the file does not tell.

    An organisation has a legal form, a digit, an ampersand, a domain, or a word of a trade or institution in its name
    (`screening/names/words.csv` and the table above); everything else counts as a person. A firm called like a person
    is taken for one.
    """
    form = name_form(name)
    words = set(re.findall(r"[a-z']+", form.cleaned.replace(".", "")))
    is_firm = bool(form.legal_forms or _SIGN_OF_A_FIRM.search(name) or words & _words_of_firms())
    return Kind.ORGANISATION if is_firm else Kind.PERSON


@functools.cache
def _words_of_firms() -> frozenset[str]:
    words = (row for row in rows("words") if row["language"] == "en")
    return frozenset(_MORE_WORDS.split()) | {row["word"] for row in words if row["class"] in _CLASSES_OF_FIRMS}
