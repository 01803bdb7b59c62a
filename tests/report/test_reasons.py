import pytest

from lists.register import gather
from screening.models import Language
from screening.report.language import wording_of
from screening.report.reasons import reason_text
from tests.bundled import DAY, LISTS, take_in_bundled


@pytest.fixture(scope="module")
def reasons(tmp_path_factory):
    """What is wrong with the bundled lists when they are used offline."""
    settings = take_in_bundled(tmp_path_factory.mktemp("reasons") / "home")
    problems = dict.fromkeys(LISTS, "not refreshed: the run was told to stay offline")
    statuses = gather(LISTS, settings=settings, as_of=DAY, problems=problems).statuses
    return [reason for status in statuses for reason in status.reasons]


def test_in_english_a_reason_is_what_the_register_says(reasons):
    assert [reason_text(reason, wording_of(Language.EN)) for reason in reasons] == reasons


@pytest.mark.parametrize("language", [Language.JA, Language.ZH])
def test_what_is_wrong_with_the_bundled_lists_begins_in_the_language_of_the_report(reasons, language):
    texts = [reason_text(reason, wording_of(language)) for reason in reasons]

    assert len(texts) > 5
    assert not [text for text in texts if text[0].isascii()]


def test_a_reason_that_is_not_known_stays_as_it_is():
    reason = "shrank 100 % from 5 to 0: %(days)s"

    assert reason_text(reason, wording_of(Language.JA)) == reason
    assert reason_text(f"not refreshed: {reason}", wording_of(Language.JA)) == f"未更新:{reason}"
