"""The report of a small fixed run, character by character.

After a change that is meant, `UPDATE_GOLDEN=1 pytest tests/report/test_golden.py` writes the files anew; read the
difference before you accept it.
"""

import json
import os
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from screening.models import NameType, State
from screening.report.files import write_report
from tests.made_up import counterparty, entry, status
from tests.report.reports import report_of

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "UPDATE_GOLDEN"
TEXT_FILES = ("report.html", "hits.csv", "rejected.csv", "manifest.json")
BINARY_FILES = ("hits.parquet", "hits.xlsx", "near_misses.parquet")
"""Their bytes belong to the libraries that write them: their hashes are left out of the golden manifest."""

PARTIES = (
    counterparty("000101", "Hoshizora Avionics Co., Ltd.", country="JP", role="supplier", row=2),
    counterparty("000102", "星空航空電子有限公司", "Hoshizora", country="TW", role="customer", row=3),
    counterparty("000103", "Kestrel", row=4),
    counterparty("000104", "Kestrel Marine Institute No. 54", country="GB", role="end user", row=5),
    counterparty("000105", "KMI", country="GB", row=6),
    counterparty("=cmd|'/C calc'!A1", "<b>Larkspur</b> & Daughters", country="FR", row=7),
    counterparty("000107", "Tsubame Foods", country="JP", identifiers=[("USCC", "91-1100-00")], row=8),
    counterparty("000108", "Wren Pottery Ltd", country="GB", role="customer", row=9),
    counterparty("000109", "Kestrel Trading", row=10),
)
ENTRIES = (
    entry(
        "Hoshizora Avionics Co., Ltd.",
        ("星空航空电子有限公司", NameType.NATIVE),
        country="CN",
        listed_on=date(2024, 2, 29),
        citation="1 FR 23, 2/29/24",
        licence_requirement="For all items subject to the rules (see § 1.2)",
        licence_policy="Presumption of denial",
        footnotes=("1", "4"),
    ),
    entry(
        "Kestrel Marine Institute No. 55",
        ("KMI", NameType.WEAK),
        country="GB",
        states=[(State.SUSPENDED, datetime(2026, 8, 1))],
        list_id="second",
        text="No import or export.",
    ),
    entry("Kestrel Marine Institute", country="GB", list_id="second", text="No import or export."),
    entry("Larkspur and Daughters", country="FR", list_id="second", state=State.UNVERIFIED),
    entry("Swallow Refrigeration Group", country="CN", list_id="second", identifiers=(("USCC", "91110000"),)),
)
BEFORE = (
    ENTRIES[0].model_copy(update={"licence_policy": "Case by case"}),
    *ENTRIES[2:4],
    entry("Wren Pottery Ltd", country="GB", list_id="second"),
)
STATUSES = (
    status(
        "made-up",
        verdict="degraded",
        origin="bundled",
        completeness="extract",
        reasons=("BUNDLED EXTRACT, NOT THE WHOLE LIST: one entry of many",),
        entries=1,
        names=2,
    ),
    status("second", entries=4, names=5),
)
REJECTED = (
    (11, "", "counterparty_id", "the counterparty has no id; give it one", " | Nobody"),
    (12, "000112", "", "the row has 2 cells, the header 3; look for a missing or stray delimiter", "000112 | Half"),
)
UNDETERMINED = ((13, "000113", "？？？", "nothing comparable is left of the name"),)


def cells_of(path):
    """Every cell of a workbook that holds something, one line each: where, how it is shown, and its value."""
    lines = []
    for sheet in openpyxl.load_workbook(path):
        lines.append(f"# {sheet.title} {sheet.dimensions} frozen {sheet.freeze_panes}")
        lines += [
            f"{cell.coordinate} {cell.data_type} {cell.number_format} {cell.value!r}"
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def produced(tmp_path_factory):
    """Text of every golden file as the report is now."""
    folder = tmp_path_factory.mktemp("golden")
    report = report_of(PARTIES, ENTRIES, before=BEFORE, statuses=STATUSES, rejected=REJECTED, undetermined=UNDETERMINED)
    write_report(report, folder)
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in TEXT_FILES}
    manifest = json.loads(texts["manifest.json"])
    manifest["files"] |= dict.fromkeys(BINARY_FILES, "left out")
    texts["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return texts | {"hits.xlsx.txt": cells_of(folder / "hits.xlsx")}


@pytest.mark.parametrize("name", [*TEXT_FILES, "hits.xlsx.txt"])
def test_the_report_is_the_golden_one(produced, name):
    path = GOLDEN / name
    if os.environ.get(UPDATE):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(produced[name], encoding="utf-8", newline="\n")

    assert produced[name].splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_there_is_no_golden_file_that_is_not_compared(produced):
    assert {path.name for path in GOLDEN.iterdir()} == set(produced)
