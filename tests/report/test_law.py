import pytest

from screening.report.law import CHINESE_LIST, CONFLICT_OF_LAWS, explained, notices


def hit(list_id, country=None):
    return {"list_id": list_id, "entry_id": "e", "counterparty_country": country}


def said(list_id, *, party=None, entry=None):
    return notices([hit(list_id, party)], {"e": {"country": entry}})


@pytest.mark.parametrize("list_id", ["us-entity-list", "us-sdn", "jp-foreign-user-list"])
@pytest.mark.parametrize(("party", "entry"), [("CN", None), (None, "CN"), ("HK", "GB"), ("GB", "MO")])
def test_a_hit_on_a_foreign_list_for_a_chinese_party_carries_the_notice_on_chinese_law(list_id, party, entry):
    assert said(list_id, party=party, entry=entry) == [CONFLICT_OF_LAWS]


@pytest.mark.parametrize(("list_id", "country"), [("us-entity-list", "RU"), ("us-sdn", None), ("private", "CN")])
def test_other_hits_do_not(list_id, country):
    assert said(list_id, entry=country) == []


def test_a_hit_on_a_chinese_list_tells_of_exceptions_on_application():
    assert said("cn-uel", entry="US") == [CHINESE_LIST]


def test_both_notices_stand_once_whatever_the_number_of_hits():
    hits = [hit("cn-uel"), hit("us-sdn", "CN"), hit("cn-ecl"), hit("us-entity-list", "CN")]

    assert notices(hits, {"e": {"country": "CN"}}) == [CONFLICT_OF_LAWS, CHINESE_LIST]


def test_no_notice_tells_anyone_to_refuse():
    text = " ".join([*CONFLICT_OF_LAWS, *CHINESE_LIST])

    assert not any(word in text for word in ("must refuse", "sanctioned", "blocked"))


@pytest.mark.parametrize("mark", ["1", "2", "3", "4", "5"])
def test_every_footnote_of_the_entity_list_is_explained(mark):
    [(_, text)] = explained("us-entity-list", [mark])

    assert "EAR" in text or "15 CFR" in text


@pytest.mark.parametrize("code", ["N", "B", "C", "M", "CW"])
def test_every_category_of_the_foreign_user_list_is_explained(code):
    assert explained("jp-foreign-user-list", [code])[0][1]


def test_a_footnote_that_is_not_known_is_left_unexplained_and_not_guessed():
    assert explained("us-entity-list", ["9"]) == [("9", None)]
    assert explained("other", ["1"]) == [("1", None)]
