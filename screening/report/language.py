"""The words of a report: catalogues of messages, dates and numbers in the language of its reader."""

import functools
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from screening.models import Language

_LOCALES = {Language.EN: "en_GB", Language.JA: "ja_JP", Language.ZH: "zh_Hans_CN"}
_TAGS = {Language.EN: "en", Language.JA: "ja", Language.ZH: "zh-Hans"}
_SEPARATORS = {Language.EN: ", ", Language.JA: "、", Language.ZH: "、"}


def msg(message: str) -> str:
    """The message itself: marks a text of a table for the catalogues, which translate it where it is shown."""
    return message


def several(one: str, many: str) -> tuple[str, str]:
    """A message for one thing and for many things, marked for the catalogues likewise."""
    return one, many


@dataclass(frozen=True)
class Wording:
    """How a report speaks to its reader.

    Attributes:
        language: Of the report.
        translations: Catalogue of its messages.
    """

    language: Language
    translations: NullTranslations

    @property
    def tag(self) -> str:
        """Language tag for HTML."""
        return _TAGS[self.language]

    def text(self, message: str, **values: Any) -> str:
        """The message in the language of the report, with the values in the places that it names."""
        translated = self.translations.gettext(message)
        return translated % values if values else translated

    def plural(self, one: str, many: str, number: int, **values: Any) -> str:
        """The message for this number of things."""
        return self.translations.ngettext(one, many, number) % values

    def label(self, labels: Mapping[str, str], word: str) -> str:
        """What a table of labels calls a word; a word that it does not know stays as it is."""
        return self.given(labels.get(word, word))

    def given(self, text: str) -> str:
        """A text of a table or a list in the language of the report, where its catalogue knows it."""
        return self.translations.gettext(text) if text else text

    def is_translated(self, message: str) -> bool:
        """Whether the text stands in the catalogue; texts of lists and of matching may not, and stay English."""
        return self.language is Language.EN or self.translations.gettext(message) != message

    def day(self, value: date | None, *, length: str = "long") -> str:
        """A date as the reader writes it; nothing where there is none."""
        return "" if value is None else format_date(value, length, locale=_LOCALES[self.language])

    def number(self, value: float) -> str:
        """A whole number with its separators."""
        return format_decimal(value, locale=_LOCALES[self.language])

    def score(self, value: float) -> str:
        """A score with one decimal."""
        return format_decimal(value, format="0.0", locale=_LOCALES[self.language])

    def enumeration(self, items: Iterable[str]) -> str:
        """Items one after the other."""
        return _SEPARATORS[self.language].join(items)


@functools.cache
def wording_of(language: Language) -> Wording:
    """The wording of a language; the messages in the code are the English ones."""
    Locale.parse(_LOCALES[language])
    if language is Language.EN:
        return Wording(language, NullTranslations())
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(catalogue(language)), locale=_LOCALES[language]))
    compiled.seek(0)
    return Wording(language, Translations(compiled))


def catalogue(language: Language) -> bytes:
    """The catalogue of a language as it stands in the tree."""
    return (files("screening.report") / "locale" / f"{language.value}.po").read_bytes()


ENGLISH = wording_of(Language.EN)
