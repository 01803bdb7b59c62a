"""The real editions of the Entity List: ids and differences are not moved by order, spacing or punctuation."""

import gzip
import itertools
import random
import re

import pytest
from lxml import etree

from lists.us_entity_list.parse import parse_published
from screening.differences import difference
from screening.frames import entries_frame

FOLDER = "lists/us_ear744"
CONTINUES = re.compile(r"\s*(?:Subordinate|Affiliated|The following address|Addresses for)", re.IGNORECASE)
NOISE = {
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "line breaks": lambda text: text.replace(" ", " \n"),
    "non-breaking spaces": lambda text: text.replace(" ", "\xa0"),
    "typographic quotes": lambda text: text.replace("'", "’").replace('"', "”"),
    "no comma before Ltd.": lambda text: text.replace("Co., Ltd.", "Co. Ltd."),
    "no full stop at the end": lambda text: re.sub(r"\.(\s*)$", r"\1", text),
    "spaces before semicolons": lambda text: text.replace("; ", " ; "),
    "en dashes": lambda text: text.replace("—", "–"),
}


@pytest.fixture(scope="module")
def editions(shared_data):
    """Content of both editions by date."""
    return {
        day: gzip.decompress((shared_data / FOLDER / f"ecfr_title15_part744_fetched_{day}.xml.gz").read_bytes())
        for day in ("2026-03-25", "2026-07-23")
    }


@pytest.fixture(scope="module")
def newest(editions):
    """Entries of the newer edition."""
    return parse_published({"part_744": editions["2026-07-23"]})


def table(content):
    """The part, and the table of the Entity List in it."""
    root = etree.fromstring(content)
    [part] = [part for part in root.iter("DIV9") if part.get("N") == "Supplement No. 4 to Part 744"]
    return root, part


def with_noise(content):
    """The edition with noise in every row of the table, each row with the next kind of noise."""
    root, part = table(content)
    for row, noise in zip(part.iter("TR"), itertools.cycle(NOISE.values()), strict=False):
        for element in (element for cell in row.iter("TD") for element in cell.iter()):
            element.text = noise(element.text) if element.text else element.text
            if element.tag != "TD" and element.tail:
                element.tail = noise(element.tail)
    return etree.tostring(root)


def shuffled(content, seed):
    """The edition with its rows in another order, each with its country; continuations stay below their entry."""
    root, part = table(content)
    rows = [row for row in part.iter("TR") if len(row) == 5 and row[0].tag == "TD"]
    groups, country = [], ""
    for row in rows:
        country = row[0].text = (row[0].text or "").strip() or country
        if CONTINUES.match("".join(row[1].itertext())) or not "".join(row[4].itertext()).strip():
            groups[-1].append(row)
        else:
            groups.append([row])
    body, place = rows[0].getparent(), rows[0].getparent().index(rows[0])
    random.Random(seed).shuffle(groups)  # noqa: S311 - not a secret
    for row in rows:
        row.getparent().remove(row)
    for row in [row for group in reversed(groups) for row in group[::-1]]:
        body.insert(place, row)
    return etree.tostring(root)


@pytest.mark.shared_data
def test_noise_changes_neither_an_id_nor_an_entry(editions, newest):
    noisy = parse_published({"part_744": with_noise(editions["2026-07-23"])})

    assert [entry.entry_id for entry in noisy] == [entry.entry_id for entry in newest]
    assert difference(entries_frame(newest), entries_frame(noisy)) == []


@pytest.mark.shared_data
def test_another_order_of_the_rows_changes_neither_an_id_nor_an_entry(editions, newest):
    reordered = parse_published({"part_744": shuffled(editions["2026-07-23"], 7)})

    assert [entry.entry_id for entry in reordered] != [entry.entry_id for entry in newest]
    assert difference(entries_frame(newest), entries_frame(reordered)) == []


@pytest.mark.shared_data
def test_nothing_really_changed_between_the_two_editions(editions, newest):
    older = parse_published({"part_744": editions["2026-03-25"]})

    assert difference(entries_frame(older), entries_frame(newest)) == []
