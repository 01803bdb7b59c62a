from datetime import UTC, date, datetime

import pytest

from screening.errors import ConfigurationError
from screening.operating import Schedule
from screening.operations.nights import overdue_night, owed_nights
from screening.settings import Settings
from tests.operations.finished import finish

TUESDAY = date(2026, 11, 24)
AT_NIGHT = datetime(2026, 11, 23, 16, tzinfo=UTC)
"""One o'clock on Tuesday in Tokyo: before the run."""
IN_THE_MORNING = datetime(2026, 11, 23, 22, tzinfo=UTC)
"""Seven o'clock on Tuesday in Tokyo: the run has to be done."""


@pytest.fixture
def site(tmp_path):
    return Settings(home=tmp_path / "home", counterparties=tmp_path / "partners_%Y%m%d.csv", lists=("a", "b"))


def days(*numbers):
    return [date(2026, 11, number) for number in numbers]


def test_every_business_date_since_the_last_completed_run_is_owed(site):
    finish(site, day=date(2026, 11, 20))

    assert owed_nights(site, AT_NIGHT) == days(21, 22, 23)
    assert owed_nights(site, IN_THE_MORNING) == days(21, 22, 23, 24)


def test_weekends_and_holidays_are_not_owed(site):
    calendar = Schedule(days="weekdays", holidays=(date(2026, 11, 23),))
    finish(site, day=date(2026, 11, 19))

    assert owed_nights(site.model_copy(update={"schedule": calendar}), IN_THE_MORNING) == days(20, 24)


def test_a_site_that_never_completed_a_run_owes_today_once_its_time_has_come(site):
    assert owed_nights(site, AT_NIGHT) == []
    assert owed_nights(site, IN_THE_MORNING) == [TUESDAY]


def test_a_run_of_another_file_or_of_fewer_lists_or_as_of_another_day_is_no_night(site):
    finish(site, day=TUESDAY, run_id="other file", scope="suppliers")
    finish(site, day=TUESDAY, run_id="fewer lists", lists=("a",))
    finish(site, day=TUESDAY, run_id="list missing", lists={"a": "s", "b": None})
    finish(site, day=TUESDAY, run_id="as of", as_of=date(2026, 11, 1))

    assert overdue_night(site, IN_THE_MORNING) == TUESDAY


def test_a_night_is_overdue_from_the_set_hour_on(site):
    finish(site, day=date(2026, 11, 23))

    assert overdue_night(site, AT_NIGHT) is None
    assert overdue_night(site, IN_THE_MORNING) == TUESDAY


def test_a_finished_night_is_not_overdue(site):
    finish(site, day=TUESDAY, lists=("a", "b", "c"))

    assert overdue_night(site, IN_THE_MORNING) is None
    assert owed_nights(site, IN_THE_MORNING) == []


def test_without_a_file_to_screen_nothing_can_be_owed(site):
    with pytest.raises(ConfigurationError, match=r"set counterparties in screening\.toml"):
        owed_nights(site.model_copy(update={"counterparties": None}), AT_NIGHT)
