import re

import pytest
from lxml import html

from screening.report.html import html_page, language_of
from tests.made_up import counterparty, entry, status
from tests.report.conftest import EXTRACT
from tests.report.reports import report_of

HOSTILE = [
    "<script>alert(1)</script> Trading",
    '"><img src=x onerror=alert(2)> Trading',
    "' onmouseover='alert(3) Trading",
    "=cmd|'/C calc'!A1 Trading",
    "{{ 7 * 7 }} {% for x in y %} Trading",
    "</style></script><script>alert(4)</script> Trading",
    "&lt;b&gt; Trading &amp;",
    "Robert'); DROP TABLE counterparties;-- Trading",
]


def parsed(report):
    return html.document_fromstring(html_page(report))


def text_of(page):
    return " ".join(page.text_content().split())


@pytest.fixture(scope="module")
def page(report):
    return parsed(report)


@pytest.fixture(scope="module")
def quiet_page(quiet):
    return parsed(quiet)


def shape(page):
    """Kinds of elements with the names of their attributes: what markup there is, whatever the text."""
    return {(element.tag, *sorted(element.attrib)) for element in page.iter()}


def rows_of(section):
    return [[cell.text_content() for cell in row] for row in section.xpath(".//tbody/tr")]


# hostile text ---------------------------------------------------------------------------------------------------------


def page_with(text):
    """A page with the text wherever a file or a list can bring it in."""
    return parsed(
        report_of(
            [counterparty(f"id {text}", text, role=f"role {text}")],
            [entry(text, citation=text, licence_requirement=text, licence_policy=text, text=text)],
            statuses=[status(title=text, verdict="degraded", reasons=(text,))],
            rejected=[(2, text, text, text, text)],
            undetermined=[(3, f"id {text}", text, text)],
        )
    )


@pytest.fixture(scope="module")
def harmless():
    return page_with("Harmless Trading")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_and_never_markup(page, harmless, name):
    hostile = page_with(name)

    assert shape(hostile) <= shape(harmless) | shape(page)
    assert len(hostile.xpath("//script")) == len(hostile.xpath("//style")) == 1
    assert hostile.xpath("//article//h3")[0].text_content() == name
    assert text_of(hostile).count(" ".join(name.split())) == text_of(harmless).count("Harmless Trading")


def test_the_only_scripts_and_styles_are_our_own(page, quiet_page):
    for one in (page, quiet_page):
        assert len(one.xpath("//script")) == 1
        assert len(one.xpath("//style")) == 1
        assert not [name for element in one.iter() for name in element.attrib if name.startswith("on")]


# one file, no network -------------------------------------------------------------------------------------------------


def test_the_page_needs_nothing_from_outside(page):
    links = {(element.tag, element.get("href")) for element in page.iter() if element.get("href")}

    assert {tag for tag, _ in links} == {"a"}
    assert not page.xpath("//@src | //@srcset | //@action | //@formaction | //link | //iframe | //object | //base")
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|https?://", "".join(page.xpath("//style/text()")))
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|https?://", "".join(page.xpath("//script/text()")))


def test_the_policy_of_the_page_forbids_everything_from_outside(page):
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_a_link_to_the_publisher_does_not_tell_it_where_the_reader_came_from(page):
    links = page.xpath("//a[not(starts-with(@href, '#'))]")

    assert {link.get("href") for link in links} == {"https://lists.example/made-up", "https://lists.example/second"}
    assert all("noreferrer" in link.get("rel") for link in links)


# languages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Huawei", "CN", "en"),
        ("华为", "CN", "zh-Hans"),
        ("华为", None, "zh-Hans"),
        ("華為", "TW", "zh-Hant"),
        ("華為", "HK", "zh-Hant"),
        ("日立", "JP", "ja"),
        ("ファーウェイ", "CN", "ja"),
        ("한빛나루금형", "KR", "ko"),
        ("Роснефть", "RU", "ru"),
        ("شركة", "AE", "ar"),
        ("***", None, "und"),
    ],
)
def test_a_name_has_the_language_that_its_glyphs_need(name, country, language):
    assert language_of(name, country) == language


def test_every_name_on_the_page_carries_its_language(page):
    headings = {heading.text_content(): heading.get("lang") for heading in page.xpath("//article//h3")}
    matched = {item.text_content(): item.get("lang") for item in page.xpath("//dl[@class='pair']//dd")}

    assert page.get("lang") == "en"
    assert headings["ファーウェイ・ジャパン"] == "ja"
    assert headings["Роснефтегаз"] == "ru"
    assert matched["華為技術有限公司"] == "zh-Hant"
    assert matched["华为技术有限公司"] == "zh-Hans"
    assert all(language for language in [*headings.values(), *matched.values()])


# what the page says ---------------------------------------------------------------------------------------------------


def test_a_list_that_is_not_whole_is_told_in_a_banner_before_everything_else(page):
    banner = page.xpath("//main/section[1]")[0]

    assert banner.get("class") == "alarm"
    assert all(" ".join(reason.split()) in text_of(banner) for reason in EXTRACT.reasons)
    assert "EXTRACT ONLY" in text_of(page)
    assert "second" not in text_of(banner)


def test_a_run_on_lists_that_stand_well_has_no_banner(quiet_page):
    assert quiet_page.xpath("//*[@class='alarm']") == []


def test_a_quiet_run_says_what_was_compared_and_that_nobody_is_cleared(quiet_page):
    text = text_of(quiet_page)

    assert "No counterparty of 1 screened matched an entry; this does not clear anyone." in text
    assert "A clean result does not mean that a counterparty is cleared." in text
    assert "Every row of the file was screened." in text
    assert quiet_page.xpath("//article") == []
    assert quiet_page.xpath("//*[@id='filter-text']") == []


def test_the_numbers_of_the_page_are_those_of_the_report(report, page):
    tiles = [" ".join(tile.text_content().split()) for tile in page.xpath("//ul[@class='tiles']/li")]
    counts = report.counts

    assert f"{counts['open_hits']}open hits" in tiles
    assert f"{counts['bands']['match']}match" in tiles
    assert f"{counts['near_misses']}near misses" in tiles
    assert "8 rows in = 6 screened + 1 unable to determine + 1 rejected" in text_of(page)
    assert len(page.xpath("//div[@class='hit']")) == counts["open_hits"] > 3


def test_a_hit_shows_both_names_score_state_text_and_why(page):
    [article] = [one for one in page.xpath("//article") if "000017" in one.text_content()]
    text = text_of(article)

    for piece in (
        "華為技術有限公司", "华为技术有限公司", "94.0", "native", "For all items <subject to the EAR>",
        "Presumption of denial", "84 FR 22963 & others", "21 May 2019", "No exports.",
        "made-up:Huawei Technologies Co., Ltd.", "The names are equal once written alike",
    ):  # fmt: skip
        assert piece in text


def test_a_hit_whose_measures_are_suspended_says_so(page):
    [article] = [one for one in page.xpath("//article") if "000002" in one.text_content()]

    assert "suspended" in [badge.text_content() for badge in article.xpath(".//span[contains(@class, 'badge')]")]


def test_a_hit_that_changed_says_in_what(page):
    [article] = [one for one in page.xpath("//article") if "000002" in one.text_content()]

    assert "Changed:" in text_of(article)
    assert "state of the entry: in force → suspended" in text_of(article)


def test_a_hit_that_is_gone_is_listed_with_its_reason(page):
    [section] = page.xpath("//section[@aria-labelledby='gone']")

    assert rows_of(section) == [["@6", "second", "second:Kingfisher Tackle Ltd", "the entry is no longer on the list"]]


def test_rows_that_were_not_screened_are_listed_with_their_reason(page):
    [section] = page.xpath("//section[@aria-labelledby='left-out']")

    assert rows_of(section) == [
        ["10", "000010", "***", "nothing comparable is left of the name"],
        ["9", "000009", "name", "the counterparty has no name; fill it in", "000009 |  | <u>x</u>"],
    ]


def test_characters_that_differ_are_marked_and_the_others_are_not(page):
    [article] = [one for one in page.xpath("//article") if "000002" in one.text_content()]
    left, right = article.xpath(".//dl[@class='pair']//dd")[:2]

    assert (left.text_content(), right.text_content()) == ("Panda Electonics", "Panda Electronics")
    assert left.xpath("mark") == []
    assert [mark.text_content() for mark in right.xpath("mark")] == ["r"]


def test_counterparties_stand_strongest_first(report):
    bands = [[hit["band"] for hit in hits] for hits in report.by_counterparty()]
    order = ["match", "probable", "possible"]
    firsts = [order.index(group[0]) for group in bands]

    assert firsts == sorted(firsts)
    assert all([order.index(band) for band in group] == sorted(order.index(band) for band in group) for group in bands)
    assert len(set(firsts)) > 1


def test_the_run_is_described_so_that_it_can_be_repeated(report, page):
    about = text_of(page.xpath("//section[@aria-labelledby='about']")[0])

    for fact in (
        report.run["run_key"], report.run["counterparties"]["sha256"], report.run["code"]["sha256"],
        report.run["native_names_sha256"], "snapshot of made-up", "match from 95.0", "Canary Bird Works (made-up)",
        "note",
    ):  # fmt: skip
        assert fact in about


def test_every_part_can_be_found_without_eyes(page):
    assert len(page.xpath("//h1")) == 1
    assert all(page.xpath(f"//*[@id='{label}']") for label in page.xpath("//section/@aria-labelledby"))
    assert all(table.xpath("thead") for table in page.xpath("//table"))
    assert all(label.xpath("input | select") for label in page.xpath("//label"))
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


def test_the_same_facts_give_the_same_page(report):
    assert html_page(report) == html_page(report)
    assert html_page(report).endswith("</html>\n")
