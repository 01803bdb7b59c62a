"""A party's remarks, taken apart: OFAC writes them as one text, `; ` between them.

Weak aliases stand only here, as a.k.a. 'X'. The title of a person is repeated at their end. Free text occurs: in the
SDN rows of 2022 one party in twenty had some.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lists.ofac.countries import is_known, known_country
from lists.ofac.keys import Use, identifier_kind, keyed
from lists.ofac.values import birth_dates, identifier, is_exact
from lists.parsing import entry_name
from screening.models import EntryName, Identifier, NameType

_BETWEEN = re.compile(r";\s+")
_WEAK = re.compile(r"[afn]\.k\.a\. '(.+)'\.?")


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: its whole text, its key, its value, and what becomes of it."""

    text: str
    key: str
    value: str
    use: Use


def read_remarks(text: str, *, title: str = "") -> list[Remark]:
    """Remarks in the order printed, without those that only repeat the title.

    A key that is not known, or a value that its key does not admit (`nationality possibly Palestinian`), makes the
    remark `UNREAD`; it is never dropped, and how many may be unread is for the list to say.
    """
    titles = {_plain(part) for part in _BETWEEN.split(title)}
    parts = (part.strip() for part in _BETWEEN.split(text))
    return [_remark(part) for part in parts if part and _plain(part) not in titles]


def names(remarks: Iterable[Remark]) -> list[EntryName]:
    """Names of issuers and weak aliases."""
    return [
        entry_name(remark.value, NameType.ALIAS if remark.key else NameType.WEAK)
        for remark in remarks
        if remark.use is Use.NAME
    ]


def identifiers(remarks: Iterable[Remark]) -> tuple[Identifier, ...]:
    """Numbers of documents and registers, each once."""
    found = (_identifier(remark) for remark in remarks if remark.use is Use.IDENTIFIER)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def dates_of_birth(remarks: Iterable[Remark]) -> tuple[str, ...]:
    """Dates of birth, each once."""
    found = (one for remark in remarks if remark.use is Use.BIRTH_DATE for one in birth_dates(remark.value))
    return tuple(dict.fromkeys(found))


def countries(remarks: Iterable[Remark], use: Use) -> tuple[str, ...]:
    """Codes of the countries that remarks of one use name, each once."""
    found = (known_country(_plain(remark.value)) for remark in remarks if remark.use is use)
    return tuple(dict.fromkeys(code for code in found if code))


def values(remarks: Iterable[Remark], key: str) -> list[str]:
    """Values of one key, in the order printed."""
    return [remark.value for remark in remarks if remark.key == key]


def kept_text(remarks: Sequence[Remark]) -> list[str]:
    """What a reviewer reads as text: remarks without a field of their own, and dates that are only about right."""
    return [
        remark.text
        for remark in remarks
        if remark.use in {Use.REMARK, Use.UNREAD} or (remark.use is Use.BIRTH_DATE and not is_exact(remark.value))
    ]


def unread(remarks: Iterable[Remark]) -> list[str]:
    """Remarks that nothing in the tables reads."""
    return [remark.text for remark in remarks if remark.use is Use.UNREAD]


def _remark(text: str) -> Remark:
    plain = text.removeprefix("alt. ")
    weak = _WEAK.fullmatch(plain)
    key, use, value = ("", Use.NAME, weak[1].strip()) if weak else keyed(plain)
    remark = Remark(text, key, value, use)
    return remark if _is_admitted(remark) else replace(remark, use=Use.UNREAD)


def _is_admitted(remark: Remark) -> bool:
    match remark.use:
        case Use.BIRTH_DATE:
            return bool(birth_dates(remark.value))
        case Use.NATIONALITY | Use.COUNTRY:
            return is_known(_plain(remark.value))
        case Use.IDENTIFIER:
            return _identifier(remark) is not None
        case Use.NAME:
            return bool(remark.value)
        case _:
            return True


def _identifier(remark: Remark) -> Identifier | None:
    return identifier(identifier_kind(remark.key), remark.value)


def _plain(text: str) -> str:
    return text.strip().rstrip(".")
