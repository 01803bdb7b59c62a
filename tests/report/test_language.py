import re
from datetime import date

import pytest
from lxml import html

from lists.declaration import declared
from screening.models import Language
from screening.report.html import html_page
from screening.report.language import wording_of
from screening.settings import Settings
from tests.made_up import counterparty, entry
from tests.report.catalogue import kept, used
from tests.report.reports import report_of

TRANSLATED = (Language.JA, Language.ZH)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def forms(text):
    return text if isinstance(text, tuple | list) else (text,)


def of_lists(message):
    return any("list.yml" in path for path, _ in message.locations)


def messages():
    return [message for message in used() if message.id and not of_lists(message)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_the_report_is_translated(language):
    catalogue = kept(language)
    missing = [
        message.id
        for message in messages()
        if (known := catalogue.get(message.id)) is None or not all(forms(known.string))
    ]

    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_names_the_same_places_as_its_message(language):
    differing = [
        message.id
        for message in kept(language)
        if message.id and any(forms(message.string))
        for string in forms(message.string)
        if set(PLACEHOLDER.findall(string)) != set(PLACEHOLDER.findall(forms(message.id)[0]))
    ]

    assert differing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_of_a_catalogue_is_out_of_use(language):
    known = {message.id for message in used()}

    assert [m.id for m in kept(language) if m.id and not of_lists(m) and m.id not in known] == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("list_id", Settings().lists)
def test_what_a_hit_means_is_translated_for_the_lists_that_every_installation_screens_against(language, list_id):
    wording = wording_of(language)

    assert all(wording.is_translated(text) for text in declared(list_id).meaning.by_role.values())


@pytest.mark.parametrize(
    ("language", "term"),
    [
        (Language.JA, "懸念区分:核兵器"),
        (Language.JA, "該当"),
        (Language.JA, "不可靠実体清単規定"),
        (Language.ZH, "《不可靠实体清单规定》"),
        (Language.ZH, "《反外国制裁法》第十二条"),
        (Language.ZH, "移出"),
    ],
)
def test_terms_of_the_field_are_those_of_the_official_texts(language, term):
    strings = [string for message in kept(language) for string in forms(message.string)]

    assert any(term in string for string in strings)


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        (Language.EN, "22 November 2026", "12,345"),
        (Language.JA, "2026年11月22日", "12,345"),
        (Language.ZH, "2026年11月22日", "12,345"),
    ],
)
def test_dates_and_numbers_are_written_as_the_reader_does(language, day, number):
    wording = wording_of(language)

    assert wording.day(date(2026, 11, 22)) == day
    assert wording.number(12345) == number
    assert wording.score(88) == "88.0"
    assert wording.day(None) == ""


def test_one_thing_and_many_things_are_told_apart_in_english():
    wording = wording_of(Language.EN)

    assert wording.plural("%(n)s hit", "%(n)s hits", 1, n=1) == "1 hit"
    assert wording.plural("%(n)s hit", "%(n)s hits", 2, n=2) == "2 hits"


@pytest.mark.parametrize("language", Language)
def test_text_that_is_not_ours_with_percent_signs_and_markup_is_shown_as_it_is(language):
    text = "100 % <b>of</b> %(name)s %s"
    report = report_of(
        [counterparty("1", "Huawei")], [entry("Huawei", text=text)], rejected=[(2, "", "name", text, text)]
    )
    page = html.document_fromstring(html_page(report, wording_of(language)))

    assert page.text_content().count(text) == 3
    assert not page.xpath("//b[text()='of']")


@pytest.mark.parametrize(("language", "tag"), [(Language.EN, "en"), (Language.JA, "ja"), (Language.ZH, "zh-Hans")])
def test_a_page_is_in_the_language_that_was_asked_for(report, language, tag):
    page = html.document_fromstring(html_page(report, wording_of(language)))

    assert page.get("lang") == tag
    assert wording_of(language).text("About this run") in page.text_content()
    assert bool(page.xpath("//section//*[@lang='en']")) or language is Language.EN
