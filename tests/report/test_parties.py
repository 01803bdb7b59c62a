from screening.models import Kind, NameType
from screening.report.parties import parties
from tests.made_up import entry


def grouped(*items):
    """Names of entries as they are put together, when one counterparty hits all of them."""
    known = {item.entry_id: item.model_dump(mode="python") for item in items}
    return [[known[hit["entry_id"]]["list_id"] for hit in group]
            for group in parties([{"entry_id": item.entry_id} for item in items], known)]  # fmt: skip


def test_a_party_on_three_lists_is_one_by_names_in_comparable_form():
    assert grouped(
        entry("Huawei Technologies Co., Ltd.", country="CN", list_id="a"),
        entry("HUAWEI TECHNOLOGIES COMPANY", country="CN", list_id="b"),
        entry("Panda Electronics", country="CN", list_id="c"),
        entry("Huawei", ("Huawei Technologies", NameType.ALIAS), country="HK", list_id="d"),
    ) == [["a", "b", "d"], ["c"]]


def test_a_native_name_or_an_identifier_joins_what_latin_names_do_not():
    assert grouped(
        entry("CETC 55", ("中国电子科技集团公司第五十五研究所", NameType.NATIVE), list_id="a"),
        entry("Nanjing Institute", ("中國電子科技集團公司第五十五研究所", NameType.NATIVE), list_id="b"),
        entry("Swallow", identifiers=[("USCC", "9111")], list_id="c"),
        entry("Schwalbe", identifiers=[("USCC", "9111")], list_id="d"),
    ) == [["a", "b"], ["c", "d"]]


def test_a_later_entry_joins_two_that_had_nothing_in_common():
    assert grouped(
        entry("Panda Electronics", list_id="a"),
        entry("Kestrel Avionics", list_id="b"),
        entry("Panda Electronics", "Kestrel Avionics", list_id="c"),
    ) == [["a", "b", "c"]]


def test_other_numbers_countries_and_weak_names_do_not_join():
    assert len(grouped(
        entry("54th Research Institute", country="CN", list_id="a"),
        entry("55th Research Institute", country="CN", list_id="b"),
        entry("Al Noor Trading", country="AE", list_id="c"),
        entry("Al Noor Trading", country="TR", list_id="d"),
        entry("Swallow", ("SMIC", NameType.WEAK), list_id="e"),
        entry("Wren", ("SMIC", NameType.ABBREVIATION), list_id="f"),
    )) == 6  # fmt: skip


def test_persons_of_one_name_are_one_only_with_the_same_date_of_birth():
    born, other = ("1961-03-04",), ("1970",)

    assert grouped(
        entry("Ali Hassan", kind=Kind.PERSON, birth_dates=born, list_id="a"),
        entry("Ali Hassan", kind=Kind.PERSON, birth_dates=other, list_id="b"),
        entry("Ali Hassan", kind=Kind.PERSON, list_id="c"),
        entry("Ali Hassan", kind=Kind.PERSON, birth_dates=born, list_id="d"),
    ) == [["a", "d"], ["b"], ["c"]]
