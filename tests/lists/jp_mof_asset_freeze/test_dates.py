import pytest

from lists.jp_mof_asset_freeze.dates import dates_in, says_more_than_dates


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2002.3.1", ["2002-03-01"]),
        ("1963/4/11", ["1963-04-11"]),
        ("2001-09-22 00:00:00", ["2001-09-22"]),
        ("36526", ["2000-01-01"]),
        ("1966 年1月１日", ["1966-01-01"]),
        ("昭和16年3月4日", ["1941-03-04"]),
        ("令和元年5月", ["2019-05"]),
        ("平成3年", ["1991"]),
        ("1961年3月", ["1961-03"]),
        ("1963", ["1963"]),
        ("Born on 10 July 1942", ["1942-07-10"]),
        ("11 Apr. 1963", ["1963-04-11"]),
        ("(a)1955年-1958年頃 (b)１945年", ["1955", "1958", "1945"]),
        ("1960年1月1日； 1961年2月2日", ["1960-01-01", "1961-02-02"]),
        ("2007.713", ["2007-07-13"]),
        ("200812.19", ["2008-12-19"]),
        ("1978年2月30日", ["1978"]),
        ("不明", []),
        ("おおむね30～35歳", []),
    ],
)
def test_dates_are_read_as_precisely_as_they_are_printed(cell, expected):
    assert dates_in(cell) == expected


def test_dates_of_revisions_are_none_of_the_party():
    assert dates_in("2015 年 7 月 1 日 （2018年11月21日改訂）") == ["2015-07-01"]
    assert dates_in("2002.3.1\n2008.6.25改訂") == ["2002-03-01"]


def test_a_year_of_another_calendar_is_no_year():
    assert dates_in("1402年6月24日（ヒジュラ暦）") == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1961.3.4", False),
        ("(a)1961年 (b)1962年", False),
        ("36526", False),
        ("1961年頃", True),
        ("月の村、1961年", True),
    ],
)
def test_what_a_cell_says_beyond_its_dates_is_noticed(cell, expected):
    assert says_more_than_dates(cell) is expected
