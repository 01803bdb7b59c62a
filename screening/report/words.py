"""The words of a report in one place: labels of bands, events, states and findings, and a glossary of them."""

from screening.matching.policy import FEATURES
from screening.report.language import Wording, msg

BANDS = {
    "match": msg("match"),
    "probable": msg("probable"),
    "possible": msg("possible"),
    "near_miss": msg("near miss"),
}
EVENTS = {
    "new": msg("new"),
    "changed": msg("changed"),
    "unchanged": msg("unchanged"),
    "gone": msg("gone"),
    "near_miss": msg("near miss"),
}
STATES = {
    "in_force": msg("in force"),
    "suspended": msg("suspended"),
    "stopped": msg("stopped"),
    "removed": msg("removed"),
    "unverified": msg("unverified"),
}
VERDICTS = {"ok": msg("ok"), "degraded": msg("degraded"), "missing": msg("missing")}
ORIGINS = {"live": msg("from the publisher"), "file": msg("imported by hand"), "bundled": msg("bundled")}
COMPLETENESS = {"complete": msg("complete"), "extract": msg("EXTRACT ONLY")}
NAME_TYPES = {
    "primary": msg("primary name"),
    "alias": msg("alias"),
    "former": msg("former name"),
    "unit": msg("unit"),
    "native": msg("native name"),
    "short": msg("short name"),
    "weak": msg("weak alias"),
    "abbreviation": msg("abbreviation"),
}
CHANGES = {"added": msg("added"), "removed": msg("removed"), "changed": msg("changed")}
ROLES = {
    "japanese_exporter": msg("Japanese exporter"),
    "us_person": msg("US person"),
    "business_in_china": msg("Business in China"),
    "government_supplier": msg("Supplier to the US government"),
}
FIELDS = {
    "kind": msg("kind"),
    "primary_name": msg("primary name"),
    "names": msg("names"),
    "country": msg("country"),
    "addresses": msg("addresses"),
    "identifiers": msg("identifiers"),
    "listed_on": msg("date of listing"),
    "citation": msg("citation"),
    "licence_requirement": msg("licence requirement"),
    "licence_policy": msg("review policy"),
    "footnotes": msg("footnotes"),
    "measures": msg("measures"),
    "part_of": msg("listed parent"),
    "programmes": msg("programmes"),
    "birth_dates": msg("dates of birth"),
    "nationalities": msg("nationalities"),
    "remarks": msg("remarks"),
}
FINDINGS = {
    "no_country": msg("No country: the country can neither confirm nor weaken a hit"),
    "initials_only": msg("Only initials or an abbreviation stand in the name; the full name would find more"),
    "two_parties": msg("The name seems to hold two parties; give each a row of its own"),
    "cut_off": msg("Names pile up at the length of this one, which is that of a common field; it may be cut off"),
}
FEATURE_NAMES = {
    "words": msg("words"),
    "spelling": msg("spelling"),
    "brand": msg("distinctive words"),
    "numbers": msg("numbers"),
    "legal_form": msg("legal form"),
    "country": msg("country"),
    "name_type": msg("type of name"),
    "short_name": msg("short name"),
    "state": msg("state"),
    "identifier": msg("identifier"),
    "characters": msg("characters"),
    "rule": msg("rule"),
}
REASONS = (
    msg("the entry is no longer on the list"),
    msg("the counterparty is no longer screened"),
    msg("the names no longer match"),
    msg("nothing comparable is left of the name; look it up and fill in the real one"),
)
"""Sentences that stages write into their tables and the report shows."""
CHANGED_FACTS = (
    msg("band"),
    msg("score"),
    msg("state of the entry"),
    msg("matched name of the counterparty"),
    msg("matched name of the entry"),
    msg("text of the entry changed"),
)
"""How events name what changed about a hit."""
DISPOSITIONS = (msg("true match"), msg("false positive"), msg("needs more information"))

_GLOSSARY = (
    (BANDS["match"], msg("Band: the names are practically the same.")),
    (BANDS["probable"], msg("Band: small differences of spelling or form.")),
    (
        BANDS["possible"],
        msg("Band: the distinctive words agree, other words differ; or a weak alias is equal."),
    ),
    (
        BANDS["near_miss"],
        msg("Below the lowest band; listed so that the thresholds can be checked, not for decision."),
    ),
    (EVENTS["new"], msg("Event: was no hit in the run before.")),
    (EVENTS["changed"], msg("Event: was a hit before, and something about it is different.")),
    (EVENTS["gone"], msg("Event: was a hit in the run before and is none now.")),
    (STATES["in_force"], msg("State: the entry's measures apply.")),
    (STATES["suspended"], msg("State: the measures are suspended; the entry is still listed.")),
    (STATES["stopped"], msg("State: the measures were ended; the listing was not announced to be removed.")),
    (STATES["removed"], msg("State: the entry was removed from the list.")),
    (STATES["unverified"], msg("State: a term ran out and no notice is known that says what followed.")),
    (
        ORIGINS["bundled"],
        msg("Origin of a list: curated data that ships with the product, not fetched from the publisher."),
    ),
    (
        COMPLETENESS["extract"],
        msg("Completeness of a list: only chosen entries; a clean result says nothing about the others."),
    ),
    (msg("canary"), msg("A known name that every run must flag.")),
    (
        msg("unable to determine"),
        msg("Nothing comparable is left of the name: the counterparty is neither a hit nor cleared."),
    ),
)


def glossary(wording: Wording) -> list[tuple[str, str]]:
    """Words and their meanings, then the features of the score."""
    words = [(wording.text(word), wording.text(meaning)) for word, meaning in _GLOSSARY]
    features = [(wording.label(FEATURE_NAMES, one.name), f"{one.meaning}. {one.effect}.") for one in FEATURES]
    return words + features


def change_text(detail: str, wording: Wording) -> str:
    """What changed about a hit, as `screening.events` writes it, with labels and states in the reader's language."""
    return wording.enumeration(_fact_text(fact, wording) for fact in detail.split("; ")) if detail else ""


def _fact_text(fact: str, wording: Wording) -> str:
    label, colon, values = fact.partition(": ")
    if label not in CHANGED_FACTS:
        return fact
    translated = [wording.label(BANDS | STATES, value) for value in values.split(" -> ")]
    return wording.text(label) + colon + " → ".join(translated)
