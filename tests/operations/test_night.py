import pytest

from screening.errors import CanaryError
from screening.operating import Alarms
from screening.operations.night import Remark, refuse_empty_night, remarks

NO_PAIRS = {"match": 0, "probable": 0, "possible": 0, "near_miss": 0}


def manifest(*, open_hits=0, rejected=0, verdicts=("ok",)):
    return {
        "counts": {
            "rows_in": 100, "rejected": rejected, "open_hits": open_hits, "counterparties_hit": min(open_hits, 1),
            "events": {"new": open_hits},
        },
        "lists": [{"list_id": f"list-{place}", "verdict": verdict} for place, verdict in enumerate(verdicts)],
    }  # fmt: skip


def test_nothing_is_said_of_a_quiet_night():
    assert remarks(manifest(), Alarms()) == {}


def test_everything_that_a_person_must_know_is_said():
    found = remarks(manifest(open_hits=3, rejected=6, verdicts=("ok", "degraded", "missing")), Alarms())

    assert found == {
        Remark.OPEN_HITS: "Open hits: 3 (3 new), counterparties with hits: 1.",
        Remark.DEGRADED_LISTS: "Not what was asked for: list-1 (degraded), list-2 (missing).",
        Remark.REJECTED_ROWS: "6 of 100 rows were rejected, more than 5%; see rejected.csv.",
    }


@pytest.mark.parametrize(("rejected", "is_said"), [(5, False), (6, True)])
def test_rejected_rows_are_said_over_the_limit_only(rejected, is_said):
    assert (Remark.REJECTED_ROWS in remarks(manifest(rejected=rejected), Alarms())) is is_said


@pytest.mark.parametrize(
    ("rows_in", "screened", "pairs"),
    [(2, 0, NO_PAIRS), (1000, 1000, NO_PAIRS)],
    ids=["no row can be compared", "a whole file is near nothing"],
)
def test_a_night_in_which_nothing_was_compared_is_refused(rows_in, screened, pairs):
    with pytest.raises(CanaryError, match=f"not one of {screened or rows_in}"):
        refuse_empty_night(rows_in=rows_in, screened=screened, pairs=pairs, alarms=Alarms())


@pytest.mark.parametrize(
    ("screened", "pairs"),
    [(999, NO_PAIRS), (1000, NO_PAIRS | {"near_miss": 1})],
    ids=["a short file may be near nothing", "one near miss is enough"],
)
def test_a_night_in_which_something_was_compared_passes(screened, pairs):
    refuse_empty_night(rows_in=screened, screened=screened, pairs=pairs, alarms=Alarms())
