from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from screening.errors import ConfigurationError
from screening.settings import CONFIGURATION_FILE, Bands, Settings, load_settings


@pytest.fixture
def configure(tmp_path):
    """A home with this `screening.toml`."""

    def put(text):
        (tmp_path / CONFIGURATION_FILE).write_text(text, encoding="utf-8")
        return tmp_path

    return put


def test_without_file_or_variables_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path) == Settings(home=tmp_path)
    assert Settings().home == Path("data")


def test_everything_is_written_below_the_home(tmp_path):
    assert load_settings(tmp_path).warehouse.parent == tmp_path


def test_the_file_in_the_home_is_read(configure):
    settings = load_settings(configure('time_zone = "Europe/Berlin"\nlists = ["cn-uel"]\n[bands]\nmatch = 96.0\n'))

    assert (settings.time_zone, settings.lists) == ("Europe/Berlin", ("cn-uel",))
    assert settings.bands == Bands(match=96.0)


def test_a_variable_wins_over_the_file_and_an_argument_over_both(configure, monkeypatch, tmp_path):
    home = configure('time_zone = "Europe/Berlin"\nhome = "elsewhere"\n')
    monkeypatch.setenv("SCREENING_TIME_ZONE", "UTC")
    monkeypatch.setenv("SCREENING_HOME", str(tmp_path / "other"))

    assert load_settings(home).time_zone == "UTC"
    assert load_settings(home).home == home
    assert load_settings().home == tmp_path / "other"


def test_lists_and_bands_may_be_given_as_json_in_variables(monkeypatch, tmp_path):
    monkeypatch.setenv("SCREENING_LISTS", '["cn-uel"]')
    monkeypatch.setenv("SCREENING_BANDS", '{"match": 99}')

    assert load_settings(tmp_path).lists == ("cn-uel",)
    assert load_settings(tmp_path).bands.match == 99


def test_a_site_decides_which_of_its_lists_are_required_in_the_file_or_in_variables(configure, monkeypatch):
    home = configure('lists = ["cn-uel", "us-uvl"]\nrequired_lists = ["us-uvl"]\noptional_lists = ["cn-uel"]\n')

    assert load_settings(home).required_lists == ("us-uvl",)
    assert load_settings(home).optional_lists == ("cn-uel",)
    monkeypatch.setenv("SCREENING_REQUIRED_LISTS", "[]")
    monkeypatch.setenv("SCREENING_OPTIONAL_LISTS", '["us-uvl"]')
    assert (load_settings(home).required_lists, load_settings(home).optional_lists) == ((), ("us-uvl",))


def test_other_variables_of_the_project_are_no_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("SCREENING_SHARED_DATA", "somewhere")

    assert load_settings(tmp_path) == Settings(home=tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", "setting 'colour': Extra inputs are not permitted"),
        ('time_zone = "Mars/Base"', "setting 'time_zone': .*no time zone 'Mars/Base'"),
        ("fetch_timeout_seconds = 0", "setting 'fetch_timeout_seconds'"),
        ("wait_for_warehouse_seconds = -1", "setting 'wait_for_warehouse_seconds'"),
        ("[bands]\nmatch = 101", r"setting 'bands\.match'"),
        ("[bands]\nnear_miss = 10", r"setting 'bands\.near_miss'"),
        ("[bands]\nmatch = 80", "setting 'bands': .*must fall from match to probable"),
        ("[bands]\ncertain = 80", r"setting 'bands\.certain'"),
        (
            'required_lists = ["cn-uel", "us-ns-cmic"]\noptional_lists = ["cn-uel"]',
            "settings: .*required_lists and optional_lists both name cn-uel; take it out of one",
        ),
        (
            'lists = ["cn-uel"]\nrequired_lists = ["cn-uel", "us-uvl"]',
            "settings: .*required_lists names us-uvl, which lists does not; add it there too",
        ),
        ("a = [", r"screening\.toml: not readable as TOML"),
    ],
)
def test_a_setting_that_is_not_understood_is_refused_by_name(configure, text, message):
    with pytest.raises(ConfigurationError, match=message):
        load_settings(configure(text))


def test_a_variable_that_is_not_understood_is_refused_by_name(monkeypatch, tmp_path):
    monkeypatch.setenv("SCREENING_FETCH_TIMEOUT_SECONDS", "soon")

    with pytest.raises(ConfigurationError, match=r"setting 'fetch_timeout_seconds'.*SCREENING_FETCH_TIMEOUT_SECONDS"):
        load_settings(tmp_path)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / CONFIGURATION_FILE).write_bytes("# 設定\n".encode("cp932"))

    with pytest.raises(ConfigurationError, match="not readable as TOML"):
        load_settings(tmp_path)


def test_settings_and_bands_cannot_be_changed_while_running(tmp_path):
    settings = Settings(home=tmp_path)

    with pytest.raises(ValidationError):
        settings.time_zone = "UTC"
    with pytest.raises(ValidationError):
        settings.bands.match = 1


@pytest.mark.parametrize("bands", [{"match": 87}, {"probable": 79}, {"possible": 71}, {"near_miss": 81}])
def test_bands_that_are_not_in_order_are_refused(bands):
    with pytest.raises(ValidationError, match=r"must fall from match to probable|greater than"):
        Bands(**bands)


def test_bands_may_be_equal():
    assert Bands(match=90, probable=90, possible=90, near_miss=90).near_miss == 90


@pytest.mark.parametrize(
    ("now", "zone", "today"),
    [
        ("2026-11-22T14:59:59+00:00", "Asia/Tokyo", date(2026, 11, 22)),
        ("2026-11-22T15:00:00+00:00", "Asia/Tokyo", date(2026, 11, 23)),
        ("2026-11-22T15:00:00+00:00", "UTC", date(2026, 11, 22)),
        ("2026-11-22T23:30:00-05:00", "America/New_York", date(2026, 11, 22)),
    ],
)
def test_the_business_date_is_that_of_the_installations_zone(now, zone, today):
    assert Settings(time_zone=zone).today(datetime.fromisoformat(now)) == today


def test_a_business_date_ends_just_before_midnight():
    assert Settings().end_of(date(2026, 11, 22)) == datetime.fromisoformat("2026-11-22T14:59:59.999999")


def test_a_business_date_ends_at_local_midnight_when_the_clocks_change():
    berlin = Settings(time_zone="Europe/Berlin")

    assert berlin.end_of(date(2026, 3, 28)) == datetime.fromisoformat("2026-03-28T22:59:59.999999")
    assert berlin.end_of(date(2026, 3, 29)) == datetime.fromisoformat("2026-03-29T21:59:59.999999")


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["Asia/Tokyo", "UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kolkata"]),
)
def test_the_end_of_a_business_date_falls_on_it_and_the_next_moment_on_the_next(day, zone):
    settings = Settings(time_zone=zone)
    end = settings.end_of(day).replace(tzinfo=UTC)

    assert settings.today(end) == day
    assert settings.today(end + timedelta(microseconds=1)) > day
