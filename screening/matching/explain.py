"""Why a pair of names matched, in words and values that are stored with the hit."""

from collections.abc import Mapping
from typing import Any

from rapidfuzz.distance import OSA

from screening.matching import policy
from screening.names.forms import NameForm, name_form

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
        row: A row of the chain after `decide`: the two names, their features, qualifiers, score and band.

    Returns:
        `summary` (a sentence), `features` (list of `name`, `detail`, `counterparty_value`, `entry_value`),
        `tokens` (aligned words: `counterparty`, `entry`, `similarity` 0-100) and `forms` of both names.
    """
    left, right = name_form(row["matched_counterparty_name"]), name_form(row["matched_entry_name"])
    rows = [_identifier(row)] if row.get("identifier") else _name_features(row, left, right)
    rows += [_qualifier("country", _COUNTRIES[row["country"]], row["counterparty_country"], row["entry_country"])]
    rows += [_qualifier("state", _STATES[row["state"]], None, row["state"])]
    return {
        "summary": _summary(row),
        "features": rows,
        "tokens": aligned_tokens(left, right),
        "forms": {"counterparty": left.core, "entry": right.core},
    }


def aligned_tokens(left: NameForm, right: NameForm) -> list[dict[str, Any]]:
    """Words of both names beside each other, each with its most similar partner or none."""
    rest = right.core.split(" ")
    aligned: list[dict[str, Any]] = []
    for word in left.core.split(" "):
        partner = max(rest, key=lambda other: OSA.normalized_similarity(word, other), default=None)
        similarity = OSA.normalized_similarity(word, partner) if partner is not None else 0.0
        if partner is not None and similarity >= policy.MIN_TOKEN_SIMILARITY:
            rest.remove(partner)
            aligned.append({"counterparty": word, "entry": partner, "similarity": round(100 * similarity)})
        else:
            aligned.append({"counterparty": word, "entry": None, "similarity": 0})
    return aligned + [{"counterparty": None, "entry": word, "similarity": 0} for word in rest]


def _name_features(row: Row, left: NameForm, right: NameForm) -> list[dict[str, Any]]:
    covered = f"{100 * row['query_coverage']:.0f} % and {100 * row['entry_coverage']:.0f} % of the weight of the words"
    brand = "the same" if row["is_same_brand"] else "different" if row["are_brands_different"] else "not decisive"
    found = [
        _qualifier("words", f"{covered} is found in the other name", left.core, right.core),
        _qualifier(
            "spelling",
            f"{row['sorted_ratio']:.0f} with the words in order, {row['joined_ratio']:.0f} without spaces",
            left.sorted_core,
            right.sorted_core,
        ),
        _qualifier("brand", f"the words that tell companies apart are {brand}", None, None),
        _qualifier("numbers", _NUMBERS[row["numbers"]], ", ".join(left.numbers), ", ".join(right.numbers)),
        _qualifier(
            "legal_form",
            _LEGAL_FORMS[row["legal_form"]],
            ", ".join(left.legal_forms),
            ", ".join(right.legal_forms),
        ),
    ]
    if row["entry_name_type"] in _WEAK:
        found.append(_qualifier("name_type", f"{_WEAK[row['entry_name_type']]} counts only when equal", None, None))
    if row["is_evasive"]:
        found.append(_qualifier("characters", "invisible or look-alike characters were folded", None, None))
    return found


def _identifier(row: Row) -> dict[str, Any]:
    return _qualifier("identifier", f"the identifier {row['identifier']} is the same", None, None)


def _qualifier(name: str, detail: str, left: str | None, right: str | None) -> dict[str, Any]:
    return {"name": name, "detail": detail, "counterparty_value": left or "", "entry_value": right or ""}


def _summary(row: Row) -> str:
    if row.get("identifier"):
        return f"The identifier {row['identifier']} is the same."
    if row["is_equal"]:
        return f"The names are equal once written alike; {_COUNTRIES[row['country']]}."
    parts = [f"Names {row['name_score']:.0f} of 100 alike"]
    if row["is_same_brand"]:
        parts.append("the same distinctive words")
    if row["are_brands_different"]:
        parts.append("different distinctive words")
    if row["numbers"] != "none":
        parts.append(_NUMBERS[row["numbers"]])
    parts.append(_COUNTRIES[row["country"]])
    return "; ".join(parts) + "."
