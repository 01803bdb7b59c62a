"""Made-up notices in the shapes of real ones, with the ugly lines that real ones have."""

from pathlib import Path

_TEXTS = Path(__file__).parent / "texts"


def _text(name):
    return (_TEXTS / f"{name}.md").read_text(encoding="utf-8")


ANNEX = _text("annex")
"""Annex list: mixed brackets, a space before one, two spaces inside, no space after a number, a head with branches."""

PROSE = _text("prose")
"""Names in prose: an attribute before the first, one without an English name, 和 before the last, then a number."""

WARNING = _text("warning")
"""One party listed, one only warned of, and an earlier notice cited; the title counts both parties."""

INVESTIGATION = _text("investigation")

PERSONS = _text("persons")
"""Groups of measures, sections, a post behind the name and one before it, a date of birth and a nationality."""

STAFF = _text("staff")

ONE_PERSON = _text("one_person")

ORDER = _text("order")
"""An order with its year in Chinese characters, names in Latin letters only, its measure in the sentence that lists."""

ADDRESSES = _text("addresses")
"""Addresses and postcodes, in the line of the party and below it."""

WATCH = _text("watch")
"""Measures in paragraphs without numbers, and how a party comes off the list again."""

ADJUSTMENT = _text("adjustment")

SUSPENSION = _text("suspension")

ALL = {path.stem: path.read_text(encoding="utf-8") for path in sorted(_TEXTS.glob("*.md"))}
