"""The company's own list brought by hand: replaced as a whole, and told of without telling what stands on it."""

import logging
from datetime import timedelta

import pytest

from lists.raw import raw_path
from lists.register import gather, import_files, refresh
from screening.errors import ListError
from tests.cli.conftest import TODAY

HEADER = "name,level,reason,source"
KESTREL = "Kestrel Optics,deny,diverted lenses,hotline call"
MERLIN = "Merlin Forwarding,watch,odd routes,bank letter"
SECRET = ("kestrel", "merlin", "lenses", "hotline", "routes", "bank letter")


@pytest.fixture
def bring(settings, now):
    """Import rows as the company's own list."""

    def put(*rows, after=timedelta(), **options):
        content = "\n".join([HEADER, *rows]).encode()
        return import_files("private", {"own.csv": content}, settings=settings, now=now + after, **options)

    return put


def in_force(settings, now):
    gathered = gather(["private"], settings=settings, as_of=settings.today(now), problems={})
    return gathered.entries["primary_name"].to_list()


def told(text):
    return [word for word in SECRET if word in text.casefold()]


def test_an_imported_file_is_the_whole_list_and_nothing_is_wrong_with_it(bring, settings, now):
    status = bring(KESTREL, MERLIN)

    assert (status.verdict, status.reasons, status.entries, status.origin) == ("ok", (), 2, "file")
    assert in_force(settings, now) == ["Kestrel Optics", "Merlin Forwarding"]


def test_the_next_file_replaces_the_list_however_much_it_shrinks(bring, settings, now):
    bring(*(f"Company {number},deny,x,y" for number in range(50)))
    status = bring(KESTREL, after=timedelta(hours=1))

    assert status.entries == 1
    assert in_force(settings, now) == ["Kestrel Optics"]


def test_an_earlier_file_brought_again_is_in_force_again(bring, settings, now):
    bring(KESTREL)
    bring(MERLIN, after=timedelta(hours=1))
    bring(KESTREL, after=timedelta(hours=2))

    assert in_force(settings, now) == ["Kestrel Optics"]


def test_an_empty_file_needs_a_reason(bring, settings, now):
    bring(KESTREL)

    with pytest.raises(ListError, match=r"^own\.csv: private: no rows below the header; .*--accept-because REASON"):
        bring(after=timedelta(hours=1))
    assert in_force(settings, now) == ["Kestrel Optics"]
    assert bring(after=timedelta(hours=2), accept_because="the cases are closed").entries == 0
    assert in_force(settings, now) == []


def test_a_file_that_is_refused_is_named_and_leaves_the_list_as_it_was(bring, settings, now):
    bring(KESTREL)

    with pytest.raises(ListError, match=r"^own\.csv: private, row 3, column 'level'"):
        bring(KESTREL, MERLIN.replace("watch", "never"), after=timedelta(hours=1))
    assert in_force(settings, now) == ["Kestrel Optics"]


@pytest.mark.parametrize("offline", [True, False])
def test_refreshing_it_asks_nobody_and_complains_of_nothing(bring, settings, now, offline):
    bring(KESTREL)

    assert refresh("private", settings=settings, now=now, offline=offline) is None


def test_before_the_first_import_it_is_missing_and_says_what_to_do(settings, now):
    status = gather(["private"], settings=settings, as_of=settings.today(now), problems={}).statuses[0]

    assert (status.verdict, status.is_required) == ("missing", False)
    assert status.reasons == ("no accepted snapshot; run 'screening lists import private FILE'",)


def test_the_raw_file_is_readable_to_the_account_of_the_product_only(bring, settings):
    [raw] = bring(KESTREL).raw_files
    path = raw_path(settings.home, raw.removeprefix("rows:"))

    assert path.stat().st_mode & 0o077 == 0


def test_neither_logs_nor_refusals_tell_what_stands_on_it(bring, caplog):
    caplog.set_level(logging.DEBUG)
    status = bring(KESTREL, MERLIN)
    with pytest.raises(ListError) as refused:
        bring(KESTREL, KESTREL, after=timedelta(hours=1))

    assert "accepted private: 2 entries" in caplog.text
    assert "refused private from file" in caplog.text
    assert told(caplog.text + str(refused.value) + status.model_dump_json()) == []


def test_the_verdict_of_a_run_which_prefect_shows_does_not_tell_either_but_the_report_does(screening, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    (tmp_path / "own.csv").write_text("\n".join([HEADER, KESTREL, MERLIN]))
    (tmp_path / "partners.csv").write_text("counterparty_id,name\n1,Kestrel Optics\n")
    screening("lists", "import", "private", tmp_path / "own.csv", "--edition", TODAY)
    out = tmp_path / "out"
    run = screening("run", "--counterparties", tmp_path / "partners.csv", "--lists", "private,us-ns-cmic", "--out", out)
    page = (out / "report.html").read_text(encoding="utf-8")

    assert run.code == 3
    assert "1 match" in run.out
    assert told(run.out + run.err + caplog.text) == []
    assert "Reason: diverted lenses." in page
    assert "hotline call" in page
