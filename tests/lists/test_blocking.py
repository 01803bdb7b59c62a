"""Prohibition orders under the Blocking Rules: found by name, and no listing."""

import pytest

from lists.blocking import order_for, parse_orders
from lists.declaration import all_lists, declared
from screening.errors import ListError

HEAD = "order_no,published_on,name_en,name_zh,effect_en,url,checked,note\n"
REFINERIES = (
    "Hengli Petrochemical (Dalian) Refinery Co., Ltd.",
    "Shandong Jincheng Petrochemical Group Co., Ltd.",
    "Hebei Xinhai Chemical Group Co., Ltd.",
    "SHOUGUANG LUQING PETROCHEMICAL",
    "Shandong Shengxing Chemical Co., Ltd.",
)


@pytest.mark.parametrize("name", REFINERIES)
def test_an_order_is_found_by_any_spelling_of_the_name_with_its_citation(name):
    order = order_for(["Some Other Name", name])

    assert order.citation == "商务部公告2026年第21号 2026-05-02"
    assert "are not to be recognised, enforced or complied with" in order.effect
    assert order.checked == "secondary"


@pytest.mark.parametrize("name", ["Hengli Petrochemical", "Shandong Chemical Group", ""])
def test_a_company_that_only_resembles_one_of_an_order_has_none(name):
    assert order_for([name]) is None


def test_companies_of_a_prohibition_order_are_on_no_list_of_china():
    chinese = [declared(list_id) for list_id in all_lists() if list_id.startswith("cn-")]
    listed = [entry for one in chinese for entry in one.parse_bundled(one.bundled_files())]

    assert [entry.entry_id for entry in listed if order_for(name.name for name in entry.names)] == []


@pytest.mark.parametrize(
    "row",
    ["No. 1,2026-05-02,,,effect,,secondary,\n", "No. 1,2026-05-02,Egret Refinery,,effect,,rumour,\n"],
)
def test_a_row_without_a_name_or_without_how_it_was_checked_is_refused(row):
    with pytest.raises(ListError, match=r"blocking_orders\.csv, row 2: it needs a name"):
        parse_orders((HEAD + row).encode())


def test_both_names_of_a_row_lead_to_its_order():
    orders = parse_orders((HEAD + "No. 1,2026-05-02,Egret Refinery,白鹭炼油,effect,,notice_text,\n").encode())

    assert {order.party for order in orders.values()} == {"Egret Refinery"}
    assert len(orders) == 2
