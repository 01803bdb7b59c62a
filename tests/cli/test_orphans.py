def test_orphans_are_not_told_while_a_list_is_an_extract(desk):
    answer = desk("lists", "orphans")

    assert answer.code == 0
    assert "cannot be told without the whole of cn-ecl, cn-watch, us-entity-list, us-meu, us-uvl" in answer.out


def test_orphans_are_printed_for_machines(desk):
    answer = desk("lists", "orphans", "--json")

    assert answer.json["orphans"] == []
    assert answer.json["left_open_by"] == ["cn-ecl", "cn-watch", "us-entity-list", "us-meu", "us-uvl"]
