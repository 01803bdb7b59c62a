import json

import pytest
from hypothesis import given

from screening.matching.compare import compare
from screening.matching.explain import aligned_tokens
from screening.matching.policy import FEATURES
from screening.models import NameType, State
from screening.names.forms import name_form
from tests.made_up import counterparty, entry, hits
from tests.matching.strategies import names


def explained(party, item):
    """The explanation of the only hit, as it is stored."""
    [row] = hits([party], [item]).to_dicts()
    return json.loads(row["explanation"])


def features_of(explanation):
    return {feature["name"]: feature for feature in explanation["features"]}


def tokens_of(left, right):
    aligned = aligned_tokens(compare(name_form(left), name_form(right)).alignment)
    return [(token["counterparty"], token["entry"]) for token in aligned]


@pytest.fixture
def misspelt():
    return explained(
        counterparty("1", "Huawei Technolgies 3 Inc.", country="DE"),
        entry("Huawei Technologies Co., Ltd.", country="CN"),
    )


def test_an_explanation_has_a_sentence_features_aligned_words_and_both_forms(misspelt):
    assert set(misspelt) == {"summary", "features", "tokens", "forms"}
    assert misspelt["summary"].endswith(".")
    assert misspelt["forms"] == {
        "counterparty": name_form("Huawei Technolgies 3 Inc.").core,
        "entry": name_form("Huawei Technologies Co., Ltd.").core,
    }


def test_each_feature_tells_in_words_what_it_found_and_both_values(misspelt):
    assert all(set(f) == {"name", "detail", "counterparty_value", "entry_value"} for f in misspelt["features"])
    assert all(feature["detail"] for feature in misspelt["features"])
    assert all(isinstance(value, str) for feature in misspelt["features"] for value in feature.values())


def test_the_features_of_names_and_qualifiers_are_all_there(misspelt):
    assert {"words", "spelling", "brand", "numbers", "legal_form", "country", "state"} <= set(features_of(misspelt))


def test_the_values_are_those_that_were_compared(misspelt):
    features = features_of(misspelt)

    assert (features["numbers"]["counterparty_value"], features["numbers"]["entry_value"]) == ("3", "")
    assert (features["country"]["counterparty_value"], features["country"]["entry_value"]) == ("DE", "CN")
    assert features["legal_form"]["entry_value"] == "limited"
    assert features["state"]["entry_value"] == "in_force"


def test_a_country_that_differs_is_told_with_its_effect(misspelt):
    assert "-6" in features_of(misspelt)["country"]["detail"]
    assert "countries differ" in misspelt["summary"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.UNVERIFIED, "unverified"),
        (State.SUSPENDED, "suspended: at most 94"),
        (State.STOPPED, "stopped: at most 87"),
        (State.REMOVED, "removed: at most 79"),
    ],
)
def test_a_state_that_is_not_in_force_is_told_with_its_cap(state, words):
    explanation = explained(counterparty("1", "Huawei Technologies"), entry("Huawei Technologies", state=state))

    assert words in features_of(explanation)["state"]["detail"]


def test_equal_names_are_said_to_be_equal():
    explanation = explained(counterparty("1", "華為技術"), entry("华为技术有限公司"))

    assert explanation["summary"].startswith("The names are equal")


def test_an_identifier_is_named_with_kind_and_value():
    explanation = explained(
        counterparty("1", "Kingfisher", identifiers=[("USCC", "9111-0000")]),
        entry("Panda", identifiers=[("USCC", "91110000")]),
    )

    assert explanation["summary"] == "The identifier USCC:91110000 is the same."
    assert features_of(explanation)["identifier"]["detail"] == "the identifier USCC:91110000 is the same"


def test_a_weak_alias_and_folded_characters_are_told():
    explanation = explained(
        counterparty("1", "Norincо Exports", country="CN"),
        entry("China North", ("Norinco Exports", NameType.WEAK), country="CN"),
    )

    assert "a weak alias" in features_of(explanation)["name_type"]["detail"]
    assert "look-alike" in features_of(explanation)["characters"]["detail"]


def test_words_are_aligned_with_their_partner_and_those_without_stand_alone():
    assert tokens_of("Huawai Marine Technologies", "Technology Huawei Group") == [
        ("technology", "technology"),
        ("huawai", "huawei"),
        ("marine", None),
        (None, "group"),
    ]


def test_a_word_that_stands_twice_finds_two_partners():
    assert tokens_of("Bank of Bank", "Bank Bank") == [("bank", "bank"), ("bank", "bank")]


@given(names, names)
def test_every_word_of_both_names_is_aligned_exactly_once(left, right):
    found = compare(name_form(left), name_form(right))
    if found is None:
        return
    aligned = aligned_tokens(found.alignment)

    assert sum(token["counterparty"] is not None for token in aligned) <= len(found.words[0])
    for side, key in enumerate(("counterparty", "entry")):
        texts = " ".join(token[key] for token in aligned if token[key] is not None).split(" ")
        assert all(word.text in texts for word in found.words[side])
    for token in aligned:
        assert (token["similarity"] == 0) == (token["counterparty"] is None or token["entry"] is None)


def test_the_stored_explanation_keeps_every_script_readable_and_its_keys_in_order():
    [row] = hits([counterparty("1", "华为技术")], [entry("华为技术有限公司")]).to_dicts()

    assert "华为 技术" in row["explanation"]
    assert row["explanation"] == json.dumps(json.loads(row["explanation"]), ensure_ascii=False, sort_keys=True)


def test_features_in_explanations_are_named_as_in_the_glossary(misspelt):
    known = {feature.name for feature in FEATURES}

    assert set(features_of(misspelt)) <= known
