"""Every number that decides what matches, in one place; change a row here to change policy.

Chosen on the sample of `tests/data/sample_truth.csv` and on real names, with the measurements in docs/quality.md.
"""

from dataclasses import dataclass

VERSION = "2"
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
MISSPELT_LETTERS = ((4, 0), (7, 1), (11, 2), (10_000, 3))
"""Letters that may be wrong in a word of up to so many letters."""
MIN_ABBREVIATION = 3
ABBREVIATION = 0.9
"""A word that begins a generic one (commun for communication)."""
MIN_JOINED_WORD = 4
MIN_JOINED_SINITIC = 5
MIN_MISSPELT_HAN = 4
"""One character may be wrong in a run of at least so many that no table knows."""
MIN_GENERIC_RUN_SIMILARITY = 0.5
SAME_SOUND = 0.95
NEAR_SOUND = 0.8
MIN_SKELETON = 3
MIN_MISHEARD_SKELETON = 5
"""Consonants that must agree before a word written by ear (katakana) is taken for an English one."""
HEARD_ALIKE = 70.0
SHORT_HEARD_ALIKE = 85.0
"""How alike (0-100) the whole must sound beside the consonants; two consonants, or one misheard, need more."""
MIN_SINITIC_LENGTH = 4
MIN_SPELLING_KEY = 4
MIN_MISSPELT_READING = 9
"""A shorter Latin word that is not the pinyin of the characters is another name: hengda is not 宏大."""
MIN_CONSONANT_KEY = 8
SAME_CONSONANTS = 0.85
MIN_NAME_KEY = 3
"""Likewise for names of people, which are shorter (ito, itoh)."""
SAME_SPELLING_KEY = 0.93
"""Two transliterations of one word (alfa, alpha)."""
INITIAL = 0.85
ACRONYM = 0.9
MIN_ACRONYM = 3
MAX_SHORT_FORM = 5
MIN_PAIRED_WORD = 4
"""Characters of a Chinese or Japanese short form."""
SPELT_AS_PARTNER = frozenset({"acronym", "joined", "initial"})

PARTICLE_WEIGHT = 0.1
INITIAL_WEIGHT = 0.5
PERSON_OMITTED = 6.0
"""A name that one side leaves out (a father's name, a second given name)."""
PERSON_CONTRADICTED_CAP = 69.0
"""Each side has a name that the other lacks: another person."""
MIN_PERSON_NAMES = 2
ONE_NAME_CAP = 75.0
"""Only one name agrees."""
MIN_COVERAGE = 0.3
"""Candidates of which less than this share of the weight of either name is found in the other are dropped."""

DISTINCTIVE_ABOVE = 0.5
"""The part of a word's weight above this tells companies apart."""
DISTINCTIVE_COVERED = 0.8
"""Share of the distinctive weight that must be found in the other name for 'the same brand'."""

PLACE_ADDED_CAP = 87.0
"""One name has a country that the other lacks: China Telecom Americas is not China Telecom."""
UNIT_CAP = 84.0
"""One name has an institution or a number that the other lacks: a parent and its unit are related, not the same."""
GENERIC_TRANSLATION_CAP = 84.0
GENERIC_TRANSLATION = 0.75
"""A translation that agrees to this share, though no word of it tells companies apart."""
SOUND_FLOOR = 90.0
SOUND_FROM = 93.0
MIN_SOUND_LENGTH = 6
"""A whole Chinese name spelt in pinyin."""
SPELT_OUT_FLOOR = 84.0
"""An acronym and the words it stands for, and nothing else."""
HIGHEST_UNEQUAL = 99.0
WHOLE = 0.99
"""All of a name, but for rounding."""
GENERIC_WHOLE = 0.9
"""A name of places, industries and words like 'technology' must agree to this share."""
RENDERED_CAP = 97.0
"""A name that was read from another script leaves room for another name that sounds alike."""
SOUND_CAP = 93.0
"""The brand agrees only by how katakana sounds."""
SOUND_CONTRADICTED_CAP = 79.0
"""Names that sound alike where the entry's own Chinese name is another (华威 and Huawei, which is 华为)."""
FIRM_WEIGHT = 0.9
"""A brand in another script counts from this weight; words like Global or Frontier are on thousands of companies."""
TRANSLATION_FLOOR = 89.0
"""The same brand in another script, and what translations add or leave out."""
TRANSLATION_COVERED = 0.6
VESSEL_PREFIXES = frozenset({"mv", "mt", "ms", "ss", "fv", "lpg", "lng", "vlcc", "tanker", "vessel", "ship"})
"""Kinds of ships that registers write before the name or leave out."""
REGIONS = frozenset({"america", "americas", "europe", "asia", "africa", "apac", "emea", "oceania", "eurasia", "middle"})
EXCLUSIVE_KINDS = frozenset({"place", "industry", "institution"})
UNIT_KINDS = frozenset({"institution"})
UNIT_WORDS = frozenset(
    {"branch", "center", "centre", "department", "division", "factory", "laboratory", "maintenance", "office", "plant"}
    | {"subsidiary", "unit", "works", "workshop"}
)
"""Words for a part of a company; a name that has one more of them is that of a part."""
MIN_HAN_SKELETON = 4
"""Consonants that a reading of Han and one of kana must share."""
SLOT_KINDS = frozenset({"place", "industry", "institution", "number", "brand", "common", "sound"})
"""Kinds of words of which one cannot stand for another."""

STRING_WEIGHT = 0.45
COVERAGE_WEIGHT = 0.55
"""The name score is this mixture of string similarity and coverage."""
MIN_JOINED_LENGTH = 6
JOINED_FROM = 90.0
"""Names of at least this length that are at least this similar without spaces score as that similarity."""
BRAND_ONLY_FLOOR = 84.0
"""Score of a name that only leaves out places and words like 'technology' (Hikvision)."""
BRAND_OF_UNIT_FLOOR = 82.0
"""Score of a name that leaves out words for an industry or a unit as well."""
BRAND_AND_OTHER_WORDS_FLOOR = 75.0
"""Score where each name has words, none of them distinctive, that the other lacks."""
RENDERED_BRAND_FLOOR = 80.0
"""The same where the brand is the same in another script and nothing contradicts it."""
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
"""The same brand, but each name has another word beside it."""
CONTRADICTED_CAP = 81.0
"""Each name has another place or another industry: Shanghai and Anhui Cambricon are two companies of one group."""
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
            f"the same alone: at least {BRAND_ONLY_FLOOR:.0f}; beside other words: at most {OTHER_WORDS_CAP:.0f}; "
            f"different: at most {BRANDS_DIFFER_CAP:.0f}"),
    Feature("numbers", "Numbers in any notation",
            f"different numbers: at most {NUMBERS_DIFFER_CAP:.0f}; on one side only: {NUMBERS_ONE_SIDED:.0f}"),
    Feature("legal_form", "Legal form, in the same script", f"different: {LEGAL_FORM_DIFFERS:.0f}"),
    Feature("rule", "What lifted the score or held it down", "as the sentence of the rule says"),
    Feature("characters", "Invisible or look-alike characters", "folded for comparison, no effect"),
    Feature("country", "Country of the counterparty and of the entry", f"different: {COUNTRY_DIFFERS:.0f}"),
    Feature("name_type", "How the name belongs to the entry",
            "weak aliases and abbreviations must be equal: at most 92, 84 without country, 76 in another country"),
    Feature("short_name", "Latin names of up to four letters", "at most 87 without country, 79 in another country"),
    Feature("state", "State of the entry's measures", "suspended: at most 94; stopped: 87; removed: 79"),
    Feature("identifier", "A registry number or ticker is the same", "100"),
)  # fmt: skip

LOWERING = {
    "numbers_differ": "if the numbers agreed",
    "numbers_one_sided": "if the numbers agreed",
    "legal_form_differs": "if the legal form agreed",
    "generic_only": "if a word that tells companies apart agreed too",
    "generic_translation": "if a word that tells companies apart agreed too",
    "brands_differ": "if the words that tell companies apart agreed",
    "contradicted": "if the place and the industry agreed",
    "other_words": "if neither name had a word that the other lacks",
    "place_added": "if the country were left out",
    "unit": "if the institution or number were left out",
    "rendered": "if both names were in one script",
    "heard": "if both names were in one script",
    "names_contradict": "if no name of the person were contradicted",
    "one_name_only": "if a second name of the person agreed",
}
"""Effects that hold a score down, and what would have to be otherwise."""

EFFECTS = {
    "joined": "the names read alike without spaces",
    "brand": f"one name only leaves out words that do not tell companies apart: at least {BRAND_ONLY_FLOOR:.0f}",
    "rendered_brand": f"the same brand in another script: at least {RENDERED_BRAND_FLOOR:.0f}",
    "brand_of_unit": f"one name leaves out an industry or a unit: at least {BRAND_OF_UNIT_FLOOR:.0f}",
    "contradicted": f"each name has another place or another industry: at most {CONTRADICTED_CAP:.0f}",
    "heard": f"the brand agrees only by how it sounds: at most {SOUND_CAP:.0f}",
    "brand_and_other_words": f"the same brand beside other words: at least {BRAND_AND_OTHER_WORDS_FLOOR:.0f}",
    "translation": f"the same brand, and a translation of the rest: at least {TRANSLATION_FLOOR:.0f}",
    "one_edit": f"one letter apart: at least {ONE_EDIT_FLOOR:.0f}",
    "cut_off": f"cut off in the middle of a word: at least {CUT_OFF_FLOOR:.0f}",
    "generic_only": f"only places, industries and common words agree: at most {GENERIC_ONLY_CAP:.0f}",
    "brands_differ": f"each name has a distinctive word that the other lacks: at most {BRANDS_DIFFER_CAP:.0f}",
    "place_added": f"one name has a country that the other lacks: at most {PLACE_ADDED_CAP:.0f}",
    "unit": f"one name has an institution that the other lacks, as a unit of it has: at most {UNIT_CAP:.0f}",
    "generic_translation": f"a translation without a distinctive word: at most {GENERIC_TRANSLATION_CAP:.0f}",
    "sound": f"the whole Chinese name in pinyin: at least {SOUND_FLOOR:.0f}",
    "spelt_out": f"an acronym and the words that it stands for: at least {SPELT_OUT_FLOOR:.0f}",
    "other_words": f"each name has a word that the other lacks: at most {OTHER_WORDS_CAP:.0f}",
    "rendered": f"read from another script: at most {RENDERED_CAP:.0f}",
    "names_left_out": f"a name of the person stands on one side only: -{PERSON_OMITTED:.0f} each",
    "names_contradict": f"each side has a name that the other lacks: at most {PERSON_CONTRADICTED_CAP:.0f}",
    "one_name_only": f"only one name of the person agrees: at most {ONE_NAME_CAP:.0f}",
}
"""What lifts or caps a score, in words for reviewers; numbers and legal form have features of their own."""

LOWEST_NAME_SCORE = 70.0
"""Pairs of names below this are dropped before owners are joined; no band may begin lower."""
