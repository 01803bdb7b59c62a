import pytest

from screening.errors import InputError
from screening.models import Language
from screening.report.facts import read_report
from screening.report.files import REPORT_FILES, write_report


@pytest.mark.parametrize("language", Language)
def test_a_report_that_was_read_back_is_written_with_the_same_bytes(report, tmp_path, language):
    for name in ("first", "again"):
        (tmp_path / name).mkdir()
    write_report(report, tmp_path / "first", language)
    write_report(read_report(tmp_path / "first"), tmp_path / "again", language)

    for name in (*REPORT_FILES, "manifest.json"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_a_run_without_facts_can_not_be_written_again_and_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match=r"facts\.json: there is no such file; screen that date again"):
        read_report(tmp_path)
