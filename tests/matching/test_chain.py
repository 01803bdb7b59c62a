import json

import polars as pl
import pytest

from screening.matching import chain
from screening.matching.chain import HITS, match, undetermined
from screening.models import Bands, Kind, NameType, State
from tests.made_up import ALL, counterparties, counterparty, entries, entry, hits

HUAWEI = entry("Huawei Technologies Co., Ltd.", ("华为技术有限公司", NameType.NATIVE), country="CN")


def one_hit(party, item):
    [row] = hits([party], [item]).to_dicts()
    return row


def test_a_hit_names_both_parties_the_pair_of_names_and_the_state():
    party = counterparty("000123", "Firma Huawei", "華為技術", country="CN", role="supplier")
    row = one_hit(party, HUAWEI)

    assert {column: row[column] for column in HITS if column != "explanation"} == {
        "counterparty_id": "000123",
        "counterparty_name": "Firma Huawei",
        "counterparty_country": "CN",
        "role": "supplier",
        "list_id": HUAWEI.list_id,
        "entry_id": HUAWEI.entry_id,
        "entry_name": "Huawei Technologies Co., Ltd.",
        "matched_counterparty_name": "華為技術",
        "matched_entry_name": "华为技术有限公司",
        "entry_name_type": "native",
        "score": 100.0,
        "band": "match",
        "state": "in_force",
    }


def test_counterparty_and_entry_are_one_hit_however_many_names_match():
    item = entry("Huawei Technologies", "Huawei Technology", "HUAWEI TECH", ("Huawei", NameType.SHORT))
    party = counterparty("1", "Huawei Technologies", "Huawei Tech", "Huawei")

    assert hits([party], [item]).height == 1


def test_among_equal_names_the_one_written_alike_is_shown():
    item = entry("Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES", "Huawei Technology")

    assert one_hit(counterparty("1", "HUAWEI TECHNOLOGIES"), item)["matched_entry_name"] == "HUAWEI TECHNOLOGIES"
    assert one_hit(counterparty("1", "Huawei Technology"), item)["matched_entry_name"] == "Huawei Technology"


def test_counterparties_with_the_same_name_are_hits_of_their_own():
    found = hits([counterparty("1", "Huawei Technologies"), counterparty("2", "Huawei Technologies")], [HUAWEI])

    assert found["counterparty_id"].to_list() == ["1", "2"]


def test_a_name_on_two_entries_is_two_hits():
    other = entry("Huawei Technologies Co., Ltd.", entry_id="other:1", list_id="other")

    assert hits([counterparty("1", "Huawei Technologies")], [HUAWEI, other]).height == 2


# identifiers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("USCC", "91110000705514765U"), ("USCC", "91110000705514765U")),
        (("USCC", "91110000-705514765u"), ("USCC", "91110000705514765U")),
        (("TICKER", "600677 CN"), ("TICKER", "600677CN")),
    ],
)
def test_the_same_identifier_decides_whatever_the_names_and_countries(ours, theirs):
    party = counterparty("1", "Kingfisher Tackle", country="GB", identifiers=[ours])
    row = one_hit(party, entry("Panda Electronics", country="CN", identifiers=[theirs]))

    assert (row["score"], row["band"]) == (100.0, "match")
    assert "is the same" in json.loads(row["explanation"])["summary"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("USCC", "911"), ("USCC", "912")),
        (("LEI", "911"), ("USCC", "911")),
        (("", "911"), ("USCC", "911")),
        (("USCC", "-"), ("USCC", "/")),
    ],
    ids=["other value", "other kind", "no kind", "nothing left of the value"],
)
def test_other_identifiers_decide_nothing(ours, theirs):
    party = counterparty("1", "Kingfisher Tackle", identifiers=[ours])

    assert hits([party], [entry("Panda Electronics", identifiers=[theirs])]).is_empty()


def test_a_missing_or_different_identifier_does_not_weaken_equal_names():
    item = entry("Panda Electronics", identifiers=[("USCC", "911")])
    with_other = counterparty("1", "Panda Electronics", identifiers=[("USCC", "912")])

    assert one_hit(with_other, item)["score"] == one_hit(counterparty("1", "Panda Electronics"), item)["score"] == 100


def test_an_identifier_keeps_the_cap_of_the_state():
    party = counterparty("1", "Kingfisher Tackle", identifiers=[("USCC", "911")])
    row = one_hit(party, entry("Panda Electronics", identifiers=[("USCC", "911")], state=State.STOPPED))

    assert (row["score"], row["band"]) == (87.0, "possible")


# qualifiers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name_type", [NameType.WEAK, NameType.ABBREVIATION])
@pytest.mark.parametrize(("country", "band"), [("CN", "probable"), (None, "possible"), ("US", "near_miss")])
def test_a_weak_name_that_is_equal_counts_by_country(name_type, country, band):
    item = entry("China North Industries", ("Norinco Exports", name_type), country="CN")

    assert one_hit(counterparty("1", "NORINCO EXPORT", country=country), item)["band"] == band


@pytest.mark.parametrize("name_type", [NameType.WEAK, NameType.ABBREVIATION])
def test_a_weak_name_that_is_not_equal_counts_nothing(name_type):
    weak = entry("China North Industries", ("Norinco Exports", name_type), country="CN")
    usual = entry("China North Industries", "Norinco Exports", country="CN")
    party = counterparty("1", "Norinko Exports", country="CN")

    assert hits([party], [weak]).is_empty()
    assert one_hit(party, usual)["band"] in {"match", "probable", "possible"}


def test_a_strong_name_wins_over_an_equal_weak_one():
    item = entry("China North Industries", ("Norinco Exports", NameType.WEAK), "NORINCO EXPORTS LTD", country="CN")
    row = one_hit(counterparty("1", "Norinco Exports", country="CN"), item)

    assert (row["score"], row["entry_name_type"]) == (100.0, "alias")


@pytest.mark.parametrize(
    ("state", "band"),
    [
        (State.IN_FORCE, "match"),
        (State.UNVERIFIED, "match"),
        (State.SUSPENDED, "probable"),
        (State.STOPPED, "possible"),
        (State.REMOVED, "near_miss"),
    ],
)
def test_the_state_of_the_entry_caps_the_band(state, band):
    row = one_hit(counterparty("1", "Panda Electronics"), entry("Panda Electronics", state=state))

    assert (row["band"], row["state"]) == (band, state.value)


def test_hong_kong_is_china_and_taiwan_is_not():
    def score(country):
        return one_hit(counterparty("1", "Huawei Technologies", country=country), HUAWEI)["score"]

    assert score("HK") == score("CN") == 100
    assert score("TW") < score("CN")


@pytest.mark.parametrize("kind", Kind)
def test_only_entries_that_are_addresses_are_not_compared_by_name(kind):
    found = hits([counterparty("1", "Bantian Industrial Zone")], [entry("Bantian Industrial Zone", kind=kind)])

    assert found.is_empty() == (kind is Kind.ADDRESS)


# blocks ---------------------------------------------------------------------------------------------------------------

PARTIES = [
    counterparty("1", "Huawei Technologies", "华为"),
    counterparty("2", "Gazprom Bank"),
    counterparty("3", "Huawai Tech"),
    counterparty("4", "Panda Electronics", "Huawei Technologies"),
    counterparty("5", "***", identifiers=[("USCC", "911")]),
    counterparty("6", "株式会社うみねこ商会"),
    counterparty("7", "Nanjing Panda Electronic"),
]
LISTED = [
    HUAWEI,
    entry("Gazprombank"),
    entry("Panda Electronics Group", ("Panda", NameType.WEAK), identifiers=[("USCC", "911")]),
]


@pytest.mark.parametrize("block", [1, 2, 3, 100])
def test_the_result_does_not_depend_on_the_size_of_a_block(monkeypatch, block):
    whole = hits(PARTIES, LISTED)
    monkeypatch.setattr(chain, "BLOCK", block)

    assert hits(PARTIES, LISTED).equals(whole)
    assert whole.height >= 6


@pytest.mark.parametrize("party", PARTIES, ids=[party["counterparty_id"] for party in PARTIES])
def test_a_counterparty_alone_has_the_hits_that_it_has_among_others(party):
    among_others = hits(PARTIES, LISTED).filter(pl.col("counterparty_id") == party["counterparty_id"])

    assert hits([party], LISTED).equals(among_others)


# what is left out -----------------------------------------------------------------------------------------------------


def test_counterparties_without_a_comparable_name_are_undetermined():
    parties = counterparties(
        counterparty("1", "***"),
        counterparty("2", "Huawei"),
        counterparty("3", "・・・", "？？？"),
        counterparty("4", "---", "华为"),
    )

    assert undetermined(parties).to_list() == ["1", "3"]


def test_nothing_listed_means_no_hits_with_the_same_columns():
    found = match(counterparties(counterparty("1", "Huawei")), entries(), ALL)

    assert found.is_empty()
    assert dict(found.schema) == HITS


def test_hits_are_ordered_by_counterparty_list_and_entry():
    parties = [counterparty(number, "Huawei Technologies") for number in ("b", "a", "00", "10", "9")]
    listed = [HUAWEI, entry("Huawei Technologies", list_id="another"), entry("Huawei Technologies", list_id="zz")]
    keys = hits(parties, listed).select("counterparty_id", "list_id", "entry_id").rows()

    assert keys == sorted(keys)
    assert len(keys) == len(parties) * len(listed)


def test_near_misses_are_told_apart_from_hits_by_the_bands():
    party, item = counterparty("1", "Huawei Technologies"), entry("Huawei Technologies", state=State.REMOVED)

    assert hits([party], [item])["band"].item() == "near_miss"
    assert hits([party], [item], Bands(match=79, probable=79, possible=79, near_miss=79))["band"].item() == "match"
    assert hits([party], [item], Bands(near_miss=80)).is_empty()
