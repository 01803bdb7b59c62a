"""Why a pair of names matched, in words and values that are stored with the hit."""

from collections.abc import Mapping, Sequence
from typing import Any

from screening.matching import policy
from screening.matching.align import Alignment
from screening.matching.compare import Comparison, compare
from screening.names.forms import NameForm, Word, name_form

_NUMBERS = {
    "same": "the numbers agree",
    "differ": f"the numbers differ: at most {policy.NUMBERS_DIFFER_CAP:.0f}",
    "one_sided": f"a number stands on one side only: {policy.NUMBERS_ONE_SIDED:.0f}",
    "none": "no numbers",
}
_LEGAL_FORMS = {
    "same": "the legal form agrees",
    "differ": f"the legal forms differ: {policy.LEGAL_FORM_DIFFERS:.0f}",
    "one_sided": "a legal form stands on one side only: no effect",
    "none": "no legal forms to compare",
}
_BRANDS = {"same": "the same", "different": "different", "undecided": "not decisive"}
_COUNTRIES = {
    "agrees": "the country agrees",
    "differs": f"the countries differ: {policy.COUNTRY_DIFFERS:.0f}",
    "unknown": "the country of one side is unknown: no effect",
}
_STATES = {
    "in_force": "the measures are in force",
    "unverified": "the state of the measures is unverified: treated as in force",
    "suspended": f"the measures are suspended: at most {policy.STATE_CAPS['suspended']:.0f}",
    "stopped": f"the measures are stopped: at most {policy.STATE_CAPS['stopped']:.0f}",
    "removed": f"the entry was removed: at most {policy.STATE_CAPS['removed']:.0f}",
}
_WEAK = {"weak": "a weak alias", "abbreviation": "an abbreviation"}

Row = Mapping[str, Any]


def explanation(row: Row) -> dict[str, Any]:
    """Everything that a reviewer needs to follow the score of one hit.

    Args:
        row: A row of the chain after `decide`: the two names, kind of the entry, qualifiers, score and band.

    Returns:
        `summary` (a sentence), `features` (list of `name`, `detail`, `counterparty_value`, `entry_value`),
        `tokens` (aligned words: `counterparty`, `entry`, `similarity` 0-100) and `forms` of both names.
    """
    left, right = name_form(row["matched_counterparty_name"]), name_form(row["matched_entry_name"])
    found = compare(left, right, kind=row["kind"])
    rows = [_identifier(row)] if row.get("identifier") else _name_features(row, left, right, found)
    rows += [_feature("country", _COUNTRIES[row["country"]], row["counterparty_country"], row["entry_country"])]
    rows += [_feature("state", _STATES[row["state"]], None, row["state"])]
    return {
        "summary": _summary(row, found),
        "features": rows,
        "tokens": aligned_tokens(found.alignment) if found else [],
        "forms": {"counterparty": _read(found, 0) or left.core, "entry": _read(found, 1) or right.core},
    }


def aligned_tokens(alignment: Alignment) -> list[dict[str, Any]]:
    """Words of both names beside each other, each with its partner or none."""
    aligned: list[dict[str, Any]] = [
        {
            "counterparty": _text(partners.left),
            "entry": _text(partners.right),
            "similarity": round(100 * partners.similarity),
        }
        for partners in alignment.partners
    ]
    aligned += [{"counterparty": _text([word]), "entry": None, "similarity": 0} for word in alignment.left_only]
    return aligned + [{"counterparty": None, "entry": _text([word]), "similarity": 0} for word in alignment.right_only]


def _text(words: Sequence[Word]) -> str:
    """Words as they were compared; the characters of a reading stand beside it."""
    return " ".join(word.text if word.han in {"", word.text} else f"{word.text} ({word.han})" for word in words)


def _read(found: Comparison | None, side: int) -> str:
    return _text(found.words[side]) if found else ""


def _name_features(row: Row, left: NameForm, right: NameForm, found: Comparison | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    covered = f"{100 * found.left_coverage:.0f} % and {100 * found.right_coverage:.0f} % of the weight of the words"
    rows = [
        _feature("words", f"{covered} is found in the other name", _read(found, 0), _read(found, 1)),
        _feature("spelling", f"{found.spelling:.0f} with the words in order or without spaces", None, None),
        _feature("brand", f"the words that tell companies apart are {_BRANDS[found.brand]}", None, None),
        _feature("numbers", _NUMBERS[found.numbers], ", ".join(left.numbers), ", ".join(right.numbers)),
        _feature(
            "legal_form", _LEGAL_FORMS[found.legal_form], ", ".join(left.legal_forms), ", ".join(right.legal_forms)
        ),
    ]
    rows += [
        _feature("rule", policy.EFFECTS[effect], None, None) for effect in found.effects if effect in policy.EFFECTS
    ]
    if row["entry_name_type"] in _WEAK:
        rows.append(_feature("name_type", f"{_WEAK[row['entry_name_type']]} counts only when equal", None, None))
    if left.is_evasive or right.is_evasive:
        rows.append(_feature("characters", "invisible or look-alike characters were folded", None, None))
    return rows


def _identifier(row: Row) -> dict[str, Any]:
    return _feature("identifier", f"the identifier {row['identifier']} is the same", None, None)


def _feature(name: str, detail: str, left: str | None, right: str | None) -> dict[str, Any]:
    return {"name": name, "detail": detail, "counterparty_value": left or "", "entry_value": right or ""}


def _summary(row: Row, found: Comparison | None) -> str:
    if row.get("identifier") or found is None:
        return f"The identifier {row.get('identifier')} is the same."
    if found.is_equal:
        how = "in another script" if "rendered" in found.effects else "once written alike"
        return f"The names are equal {how}; {_COUNTRIES[row['country']]}."
    parts = [f"Names {row['name_score']:.0f} of 100 alike"]
    if found.brand != "undecided":
        parts.append(f"{'the same' if found.brand == 'same' else 'different'} distinctive words")
    if found.numbers != "none":
        parts.append(_NUMBERS[found.numbers])
    parts.append(_COUNTRIES[row["country"]])
    return "; ".join(parts) + "."
