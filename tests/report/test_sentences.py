import json

import pytest

from lists.register import gather
from screening.models import Language, State
from screening.report.language import wording_of
from screening.report.sentences import sentence
from tests.bundled import DAY, LISTS, take_in_bundled
from tests.made_up import counterparty, entry, hits


@pytest.fixture(scope="module")
def reasons(tmp_path_factory):
    """What is wrong with the bundled lists when they are used offline."""
    settings = take_in_bundled(tmp_path_factory.mktemp("reasons") / "home")
    problems = dict.fromkeys(LISTS, "not refreshed: the run was told to stay offline")
    statuses = gather(LISTS, settings=settings, as_of=DAY, problems=problems).statuses
    return [reason for status in statuses for reason in status.reasons]


def test_in_english_a_reason_is_what_the_register_says(reasons):
    assert [sentence(reason, wording_of(Language.EN)) for reason in reasons] == reasons


@pytest.mark.parametrize("language", [Language.JA, Language.ZH])
def test_what_is_wrong_with_the_bundled_lists_begins_in_the_language_of_the_report(reasons, language):
    texts = [sentence(reason, wording_of(language)) for reason in reasons]

    assert len(texts) > 5
    assert not [text for text in texts if text[0].isascii()]


def test_a_reason_that_is_not_known_stays_as_it_is():
    reason = "shrank 100 % from 5 to 0: %(days)s"

    assert sentence(reason, wording_of(Language.JA)) == reason
    assert sentence(f"not refreshed: {reason}", wording_of(Language.JA)) == f"未更新:{reason}"


@pytest.mark.parametrize("language", [Language.JA, Language.ZH])
@pytest.mark.parametrize(
    ("party", "listed"),
    [
        (counterparty("1", "Huawei Technologies", country="CN"), entry("Huawei Technologies", country="CN")),
        (counterparty("1", "Hauwei Technologies Ltd"), entry("Huawei Technologies")),
        (counterparty("1", "KMI 54", country="GB"), entry("KMI 54 Institute", country="FR", state=State.SUSPENDED)),
        (counterparty("1", "A", identifiers=[("LEI", "5")]), entry("B", identifiers=[("LEI", "5")])),
    ],
)
def test_why_a_pair_matched_is_told_in_the_language_of_the_report(language, party, listed):
    found = hits([party], [listed]).to_dicts()
    why = [json.loads(hit["explanation"]) for hit in found]
    texts = [why_["summary"] for why_ in why] + [feature["detail"] for why_ in why for feature in why_["features"]]

    assert found
    assert [text for text in texts if sentence(text, wording_of(language)) == text] == []


def test_a_summary_keeps_its_parts_and_ends_as_a_sentence_does():
    text = "Names 88 of 100 alike; the same distinctive words; the countries differ: -6."

    assert sentence(text, wording_of(Language.JA)) == "名称の類似度 88/100、識別力のある語が同じ、国が異なる:-6。"
    assert sentence(text, wording_of(Language.EN)) == text


def test_a_summary_with_a_part_that_is_not_known_stays_whole():
    text = "Names 88 of 100 alike; something new."

    assert sentence(text, wording_of(Language.ZH)) == text
