import csv

import pytest

from screening.cli.output import Exit
from tests.pair_files import LATIN

PAIRS = """name1,name2,is_match,kind,country1,country2,class,note
Kingfisher Tackle Ltd,Kingfisher Tackle,true,organisation,GB,GB,legal_form,=cmd
"PUTIN, Vladimir",Vladimir Putin,true,person,,,order,
Ocean Pearl 1,Ocean Pearl 2,false,vessel,,,number,
***,Ocean Pearl,false,vessel,,,nothing,
"""


@pytest.fixture
def pairs(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


def test_it_tells_recall_and_alerts_by_threshold_kind_and_class(desk, pairs):
    answer = desk("tune", "--pairs", pairs)

    assert answer.code == Exit.NOTHING_OPEN
    assert "4 pairs, 2 of one party, 2 of two" in answer.out
    assert "Columns not used: note." in answer.out
    assert "1 pairs can't be determined" in answer.out
    for heading in ("All pairs by threshold", "Kind person by threshold", "Bands in force", "Proposed"):
        assert heading in answer.out
    assert "legal_form" in answer.out


def test_the_scores_stand_beside_all_columns_of_the_input(desk, pairs, tmp_path):
    out = tmp_path / "scores.csv"
    desk("tune", "--pairs", pairs, "--out", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [(row["name1"], row["score"], row["band"]) for row in rows] == [
        ("Kingfisher Tackle Ltd", "100.0", "match"),
        ("PUTIN, Vladimir", "100.0", "match"),
        ("Ocean Pearl 1", "0.0", "none"),
        ("***", "0.0", "unable_to_determine"),
    ]
    assert rows[0]["note"] == "'=cmd"


def test_json_holds_the_same_for_machines(desk, pairs):
    found = desk("tune", "--pairs", pairs, "--json").json

    assert (found["pairs"], found["true_pairs"], found["unable_to_determine"]) == (4, 2, 1)
    assert found["ignored_columns"] == ["note"]
    assert found["in_force"]["possible"]["recall"]["share"] == 1.0
    assert {(one["column"], one["value"]) for one in found["groups"]} >= {("kind", "vessel"), ("class", "number")}
    assert found["proposals"]["best_f1"]["f1"] == 1.0


def test_one_half_can_be_used_alone(desk):
    tuning = desk("tune", "--pairs", LATIN, "--only", "half=tuning", "--json").json
    judging = desk("tune", "--pairs", LATIN, "--only", "half=judging", "--json").json

    assert tuning["pairs"] + judging["pairs"] == desk("tune", "--pairs", LATIN, "--json").json["pairs"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "half"], "write COLUMN=VALUE with a column of"),
        (["--only", "half=tuning"], "write COLUMN=VALUE with a column of"),
        (["--only", "kind=ship"], "no row of"),
        (["--out", "/no/such/folder/scores.csv"], "there is no folder /no/such/folder"),
    ],
)
def test_an_argument_that_cannot_work_is_explained(desk, pairs, arguments, message):
    answer = desk("tune", "--pairs", pairs, *arguments)

    assert answer.code == Exit.ERROR
    assert message in answer.err


def test_a_file_that_is_not_there_is_named(desk, tmp_path):
    answer = desk("tune", "--pairs", tmp_path / "none.csv")

    assert answer.code == Exit.ERROR
    assert "none.csv: there is no such file" in answer.err
