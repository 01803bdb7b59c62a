import json
import re

import pytest
from lxml import html

from screening.report.html import html_page
from screening.report.packing import CHUNK_SIZE, PAGE_SIZE, unpacked
from tests.made_up import counterparty, entry
from tests.report.reports import report_of

HOSTILE = "</script><script>alert(1)</script> Kestrel Avionics"
MANY = PAGE_SIZE + CHUNK_SIZE + 5


@pytest.fixture(scope="module")
def page():
    parties = [counterparty(f"{number:04}", HOSTILE) for number in range(MANY)]
    return html.document_fromstring(html_page(report_of(parties, [entry(HOSTILE)])))


@pytest.fixture(scope="module")
def packed(page):
    return json.loads(page.xpath("//script[@id='more']")[0].text_content())


def test_the_first_counterparties_stand_in_the_page_and_the_others_in_chunks(page, packed):
    rest = [article for chunk in packed["chunks"] for article in html.fragments_fromstring(unpacked(chunk).strip())]

    assert len(page.xpath("//div[@id='parties']/article")) == PAGE_SIZE
    assert len(rest) == MANY - PAGE_SIZE
    assert [article.xpath(".//header//code")[0].text for article in rest] == [
        f"{number:04}" for number in range(PAGE_SIZE, MANY)
    ]


def test_every_counterparty_is_in_the_index_in_the_order_of_the_report(packed):
    assert len(packed["parties"]) == MANY
    assert [words.split()[0] for words, _ in packed["parties"]] == [f"{number:04}" for number in range(MANY)]
    assert {tuple(hit) for _, hits in packed["parties"] for hit in hits} == {("match", "made-up", "new")}


def test_a_hostile_name_can_not_leave_the_index_or_a_chunk(page, packed):
    articles = html.fragments_fromstring(unpacked(packed["chunks"][0]).strip())

    assert len(page.xpath("//script")) == 2
    assert not [script for article in articles for script in article.xpath(".//script")]
    assert articles[0].xpath(".//h3")[0].text_content() == HOSTILE
    assert "<" not in page.xpath("//script[@id='more']")[0].text_content()


def test_a_reader_without_scripts_is_told_where_the_others_are(page):
    assert re.search(r"first 25 counterparties; all hits are in hits\.xlsx", page.xpath("//noscript")[0].text_content())


def test_a_small_report_has_nothing_packed(report):
    assert 'id="more"' not in html_page(report)
