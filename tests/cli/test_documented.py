"""What other programs may rely on is written down in docs/interfaces.md."""

import re
from pathlib import Path

import pytest

from screening.cli.list_contents import ENTRY_COLUMNS
from screening.cli.main import run_command
from screening.cli.output import Exit
from screening.matching.policy import FEATURES
from screening.report.files import REPORT_FILES
from screening.report.model import HIT_COLUMNS
from tests.report.test_manifest import DOCUMENTED

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = (
    ["run"], ["check"], ["lists", "status"], ["lists", "refresh"], ["lists", "import"], ["lists", "entries"],
    ["lists", "diff"], ["lists", "backfill"], ["lists", "orphans"],
    ["lists", "propose"], ["lists", "calendar"],
    ["explain"], ["tune"],
    ["lists", "reconcile"],
    ["report"],
    ["watchdog"], ["doctor"], ["backup"], ["restore"], ["prune"],
)  # fmt: skip


@pytest.fixture(scope="module")
def interfaces():
    return (DOCS / "interfaces.md").read_text(encoding="utf-8")


def quoted(text):
    """Words between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def test_the_columns_of_hits_stay_as_they_are():
    assert HIT_COLUMNS == (
        "run_id", "business_date", "counterparty_id", "counterparty_name", "counterparty_country", "role", "list_id",
        "entry_id", "entry_name", "matched_counterparty_name", "matched_entry_name", "entry_name_type", "score", "band",
        "event", "state", "explanation",
    )  # fmt: skip


def test_the_columns_of_entries_stay_as_they_are():
    assert ENTRY_COLUMNS == (
        "entry_id", "list_id", "kind", "primary_name", "names", "country", "addresses", "identifiers", "listed_on",
        "citation", "licence_requirement", "licence_policy", "footnotes", "measures", "state", "part_of",
        "programmes", "birth_dates", "nationalities", "remarks", "copied_from",
    )  # fmt: skip


@pytest.mark.parametrize(
    "names", [HIT_COLUMNS, ENTRY_COLUMNS, sorted(DOCUMENTED)], ids=["hits", "lists entries", "manifest"]
)
def test_every_column_and_field_is_documented(interfaces, names):
    assert [name for name in names if name not in quoted(interfaces)] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_option_of_a_command_is_documented(interfaces, capsys, command):
    run_command([*command, "--help"])
    options = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help", "--version"}
    usage = interfaces.split("```")[1]
    start = usage.index(f"screening {' '.join(command)}")
    described = usage[start : usage.find("\nscreening ", start + 1) if "\nscreening " in usage[start + 1 :] else None]

    positional = {"--list-id", "--before", "--after", "--name", "--entry", "--run-id", "--target", "--source"}
    assert {option for option in options - positional if option not in described} == set()
    assert options & {"--json"}


def test_every_exit_code_is_documented(interfaces):
    assert [code for code in Exit if not re.search(rf"^\| {code.value} \|", interfaces, re.MULTILINE)] == []


def test_every_file_of_a_report_is_named_in_the_documents():
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*DOCS.glob("*.md"), DOCS.parent / "README.md"])

    assert [name for name in REPORT_FILES if name not in text] == []


def test_every_feature_of_the_score_is_documented():
    text = (DOCS / "matching.md").read_text(encoding="utf-8")
    words = {"name_type": "type of name", "short_name": "short name", "legal_form": "legal form"}

    assert [one.name for one in FEATURES if f"| {words.get(one.name, one.name)} |" not in text] == []
