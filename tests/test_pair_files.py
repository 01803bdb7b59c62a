"""The labelled pairs that ship with the tests."""

import csv

import pytest

from screening.tuning.pairs import read_pairs
from tests.pair_files import HARD, LATIN, half_of


@pytest.fixture(params=[HARD, LATIN], ids=["hard", "latin"])
def rows(request):
    with request.param.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_pair_stays_in_its_half(rows):
    assert [row for row in rows if row["half"] != half_of(row["name1"], row["name2"])] == []


def test_no_pair_stands_twice_in_either_order(rows):
    pairs = [frozenset((row["name1"], row["name2"])) for row in rows]

    assert len(set(pairs)) == len(pairs)


def test_every_pair_says_why_it_is_hard(rows):
    assert [row for row in rows if not row["class"] or not row["because"]] == []


def test_a_class_is_true_or_false_throughout(rows):
    labels = {(row["class"], row["is_match"]) for row in rows}

    assert len(labels) == len({name for name, _ in labels})


@pytest.mark.parametrize(("path", "least"), [(HARD, 700), (LATIN, 900)])
def test_the_file_is_large_enough_to_measure_on(path, least):
    pairs = read_pairs(path).pairs

    assert pairs.height >= least
    assert 0.5 < pairs["is_match"].mean() < 0.7
