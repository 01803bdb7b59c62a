"""Every number that decides what matches, in one place; change a row here to change policy.

Chosen on the sample of `tests/data/sample_truth.csv` and on real names, with the measurements in docs/quality.md.
"""

from dataclasses import dataclass

VERSION = "1"
"""Goes into the configuration hash of a run: raise it when a number or a feature changes."""

MAX_ENTRY_NAMES_PER_TOKEN = 400
"""A word on more list names than this is no candidate key of its own."""
MAX_ENTRY_NAMES_PER_PAIR = 100
"""Likewise for two neighbouring words."""
MIN_KEY_WEIGHT = 0.0
"""Words lighter than this (places, industries, 'technology') are no candidate keys of their own."""
MIN_TOKEN_SIMILARITY = 0.8
"""Two words at least this similar (0-1) count as the same word misspelt."""
MIN_MISSPELT_LENGTH = 5
"""Shorter words must be equal: Jon is not John, Li is not Lu."""
MIN_COVERAGE = 0.3
"""Candidates of which less than this share of the weight of either name is found in the other are dropped."""

DISTINCTIVE_ABOVE = 0.5
"""The part of a word's weight above this tells companies apart."""
DISTINCTIVE_COVERED = 0.8
"""Share of the distinctive weight that must be found in the other name for 'the same brand'."""

STRING_WEIGHT = 0.45
COVERAGE_WEIGHT = 0.55
"""The name score is this mixture of string similarity and coverage."""
MIN_JOINED_LENGTH = 6
JOINED_FROM = 90.0
"""Names of at least this length that are at least this similar without spaces score as that similarity."""
BRAND_ONLY_FLOOR = 82.0
"""Score of a name that only leaves out words which are not distinctive (Hikvision)."""
BRAND_AND_OTHER_WORDS_FLOOR = 75.0
"""Score where each name has words, none of them distinctive, that the other lacks."""
MIN_BRAND_LENGTH = 4
MIN_EAST_ASIAN_BRAND_LENGTH = 2
"""A brand shorter than this is no evidence without the rest of the name."""

MIN_ONE_EDIT_LENGTH = 4
ONE_EDIT_FLOOR = 82.0
"""Names one letter apart whose distinctive words agree (华为技木 for 华为技术)."""
MIN_CUT_OFF_LENGTH = 20
CUT_OFF_FLOOR = 86.0
"""A long name cut off in the middle of a word, as by a field of 35 characters."""

NUMBERS_DIFFER_CAP = 60.0
"""54th against 55th institute: never a hit."""
NUMBERS_ONE_SIDED = -6.0
GENERIC_ONLY_CAP = 60.0
"""Only places, industries and words like 'technology' agree, and not the whole name."""
BRANDS_DIFFER_CAP = 79.0
"""Each name has a distinctive word that the other lacks."""
SAME_SPELLING = 95.0
"""Names this similar without spaces differ in spelling, not in words."""
OTHER_WORDS_CAP = 87.0
"""The same brand, but each name has another word beside it: Shanghai and Anhui Cambricon are two companies."""
LEGAL_FORM_DIFFERS = -2.0
COUNTRY_DIFFERS = -6.0
WEAK_NAME_CAPS = {"agrees": 92.0, "unknown": 84.0, "differs": 76.0}
"""Weak aliases and abbreviations count only when equal, and then by country."""
MAX_ACRONYM_LENGTH = 4
ACRONYM_CAPS = {"agrees": 100.0, "unknown": 87.0, "differs": 79.0}
"""Latin names this short (MEC, OTTO) are many companies' name: equal ones count by country."""
STATE_CAPS = {"in_force": 100.0, "unverified": 100.0, "suspended": 94.0, "stopped": 87.0, "removed": 79.0}
"""A measure that is not in force keeps the hit, in a lower band."""

COUNTRY_GROUPS = (frozenset({"CN", "HK", "MO"}),)
"""Countries that lists and ledgers use for each other."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of the score, as reviewers read it."""

    name: str
    meaning: str
    effect: str


FEATURES = (
    Feature("words", "Share of the weight of each name's words that is found in the other", "55 % of the score"),
    Feature("spelling", "Similarity of the spelling, words in order or without spaces", "45 % of the score"),
    Feature("brand", "Words that tell companies apart: not places, industries or 'technology'",
            "the same alone: at least 82; the same beside other words: at most 87; different: at most 79"),
    Feature("numbers", "Numbers in any notation", "different numbers: at most 60; on one side only: -6"),
    Feature("legal_form", "Legal form, in the same script", "different: -2"),
    Feature("country", "Country of the counterparty and of the entry", "different: -6"),
    Feature("name_type", "How the name belongs to the entry",
            "weak aliases and abbreviations must be equal: at most 92, 84 without country, 76 in another country"),
    Feature("short_name", "Latin names of up to four letters", "at most 87 without country, 79 in another country"),
    Feature("state", "State of the entry's measures", "suspended: at most 94; stopped: 87; removed: 79"),
    Feature("identifier", "A registry number or ticker is the same", "100"),
)  # fmt: skip

LOWEST_NAME_SCORE = 70.0
"""Pairs of names below this are dropped before owners are joined; no band may begin lower."""
