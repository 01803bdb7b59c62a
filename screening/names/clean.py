"""First stage: the same characters for the same letters, whatever the keyboard, file or intent."""

import re
import unicodedata
from dataclasses import dataclass

from screening.names.scripts import fold_han, fold_kana, has_kana, katakana
from screening.names.tables import rows

_APOSTROPHES = re.compile("['`´ʼʻ‘’′＇]")
_LATIN = re.compile(r"[a-z]")
_OTHER_ALPHABET = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u0131\u0251\u0261]")
_WORD = re.compile(r"\S+")
_ZERO_IN_WORD = re.compile(r"(?<=[a-z])0(?=[a-z])|^0(?=[a-z]{3})")
_SIGN_IN_WORD = re.compile(r"(?<=[a-z])[1$@](?=[a-z]{2})|(?<=[a-z]{2})[1$@](?=[a-z])")
_SIGNS = {"1": "i", "$": "s", "@": "a"}
_DIGIT = re.compile(r"\d")
_LOOKALIKES = str.maketrans({row["letter"]: row["latin"] for row in rows("lookalikes")})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A name in comparable characters.

    Attributes:
        text: Lower case, NFKC, without accents on Latin letters, invisible characters or variant forms.
        sounding: The same with kana as they sound: small and long ones are told apart, and hiragana stay.
        is_evasive: Whether invisible, direction-changing or look-alike characters had to be folded.
    """

    text: str
    sounding: str
    is_evasive: bool


def clean(name: str) -> Cleaned:
    """The name in comparable characters; cleaning twice changes nothing."""
    cleaned = _clean_once(name)
    # folding one character can bring about another (a Latin a beside a Cyrillic one): until nothing changes
    while not cleaned.text.isascii() and (again := _clean_once(cleaned.text)).text != cleaned.text:
        cleaned = Cleaned(again.text, cleaned.sounding, cleaned.is_evasive or again.is_evasive)
    return cleaned


def _clean_once(name: str) -> Cleaned:
    normal = unicodedata.normalize("NFKC", _APOSTROPHES.sub("'", name))
    visible = "".join(
        " " if character.isspace() else character
        for character in normal
        if character.isspace() or not _is_invisible(character)
    )
    is_evasive = any(unicodedata.category(character) == "Cf" for character in normal)
    lowered = _strip_latin_accents(visible.casefold())
    text = _APOSTROPHES.sub("", lowered)
    text, has_lookalikes = _fold_lookalikes(text)
    folded = _SPACES.sub(" ", fold_han(fold_kana(text))).strip()
    sounding = _SPACES.sub(" ", fold_han(katakana(text))).strip() if has_kana(text) else folded
    return Cleaned(folded, sounding, is_evasive or has_lookalikes)


def _is_invisible(character: str) -> bool:
    """Format and control characters and variation selectors; marks that belong to a letter are visible."""
    return unicodedata.category(character) in {"Cf", "Cc"} or "\ufe00" <= character <= "\ufe0f"


def _strip_latin_accents(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    for character in text.replace("ı", "i"):
        if unicodedata.combining(character) and kept and kept[-1].isascii() and kept[-1].isalpha():
            continue
        base = unicodedata.normalize("NFD", character)[0]
        kept.append(base if base.isascii() and base.isalpha() else character)
    return "".join(kept).replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("æ", "ae")


def _fold_lookalikes(text: str) -> tuple[str, bool]:
    """Letters of another alphabet, digits and signs inside Latin words, as the letter they imitate."""
    if not any(pattern.search(text) for pattern in (_OTHER_ALPHABET, _ZERO_IN_WORD, _SIGN_IN_WORD)):
        return text, False
    name_is_latin = len(_LATIN.findall(text)) > len(_OTHER_ALPHABET.findall(text))
    words = [_fold_word(word, name_is_latin=name_is_latin) for word in _WORD.findall(text)]
    folded = " ".join(words)
    return folded, folded != _SPACES.sub(" ", text).strip()


def _fold_word(word: str, *, name_is_latin: bool) -> str:
    if _OTHER_ALPHABET.search(word):
        folded = word.translate(_LOOKALIKES)
        if not _OTHER_ALPHABET.search(folded) and (name_is_latin or _LATIN.search(word)):
            word = folded
    letters = _SIGN_IN_WORD.sub(lambda found: _SIGNS[found[0]], _ZERO_IN_WORD.sub("o", word))
    return word if _DIGIT.search(letters) else letters
