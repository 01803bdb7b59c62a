import gzip
from datetime import timedelta

import pytest

from lists.orphans import SERVED, native_names_standing
from lists.register import import_files, refresh
from tests.bundled import DAY

BUNDLED = ("cn-ecl", "cn-uel", "cn-watch", "us-ns-cmic")
OF_PART_744 = ("us-entity-list", "us-meu", "us-uvl")
PART_744 = "ecfr_title15_part744_fetched_2026-07-23.xml.gz"


def take_in(list_ids, settings, now):
    for list_id in list_ids:
        refresh(list_id, settings=settings, now=now, offline=True)


def test_nothing_is_an_orphan_while_a_list_is_missing(settings, now):
    found = native_names_standing(settings=settings, as_of=DAY)

    assert found.orphans == ()
    assert found.left_open_by == SERVED


def test_nothing_is_an_orphan_while_a_list_is_an_extract(settings, now):
    take_in([*BUNDLED, "us-entity-list"], settings, now)
    found = native_names_standing(settings=settings, as_of=DAY)

    assert found.orphans == ()
    assert found.left_open_by == OF_PART_744


@pytest.mark.shared_data
def test_with_the_whole_lists_every_row_has_an_entry_until_a_list_loses_it(settings, now, shared_data):
    take_in(BUNDLED, settings, now)
    published = gzip.decompress((shared_data / "lists" / "us_ear744" / PART_744).read_bytes())
    for list_id in OF_PART_744:
        import_files(list_id, {"part.xml": published}, settings=settings, now=now)
    before = native_names_standing(settings=settings, as_of=DAY)
    without = published.replace(b"Loongson Technology", b"Kingfisher Tackle")
    import_files("us-entity-list", {"part.xml": without}, settings=settings, now=now + timedelta(hours=1))
    after = native_names_standing(settings=settings, as_of=DAY)

    assert (before.orphans, before.ambiguous, before.left_open_by) == ((), (), ())
    assert (after.orphans, after.ambiguous, after.left_open_by) == (("Loongson Technology",), (), ())
