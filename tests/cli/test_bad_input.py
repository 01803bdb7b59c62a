"""Every bad input ends in one sentence on standard error that names what is wrong, and changes nothing."""

import gzip

import pytest

from tests.bundled import LISTS
from tests.lists.us_entity_list.part_744 import part_744, row, three_entries
from tests.lists.us_ns_cmic.ofac import bundled_as_published

WITHOUT_ROWS = "counterparty_id,name\n"
FILES = {
    "empty.csv": (b"", ["empty.csv", "empty"]),
    "header.csv": (WITHOUT_ROWS.encode(), ["header.csv", "no rows"]),
    "column.csv": (b"id,name\n1,Huawei\n", ["column.csv", "'counterparty_id'", "id, name", "--mapping"]),
    "no-name.csv": (b"counterparty_id,company\n1,Huawei\n", ["no-name.csv", "'name'", "company"]),
    "quote.csv": (b'counterparty_id,name\n1,Huawei\n2,"Panda\n3,Zulu\n', ["quote.csv", "row 3", "quotation mark"]),
    "bytes.csv": (b"counterparty_id,name\n1,Huawei\n2,\xff\xfe\xfd\x81\n", ["bytes.csv", "row 3", "UTF-8"]),
    "binary.csv": (b"\x00\x01\x02\x03", ["binary.csv", "not a text file"]),
    "broken.parquet": (b"PAR1 this is none", ["broken.parquet", "Parquet"]),
    "broken.xlsx": (b"PK\x03\x04 this is none", ["broken.xlsx", "Excel"]),
}
MAPPINGS = {
    "not.toml": ("[columns\n", ["not.toml", "TOML"]),
    "unknown.toml": ('[columns]\nfirma = "Firma"\n', ["unknown.toml", "firma"]),
    "column.toml": ('[columns]\nname = "Firma"\n', ["partners.csv", "'Firma'"]),
    "encoding.toml": ('[file]\nencoding = "klingon"\n', ["partners.csv", "klingon"]),
}
MANY = [row(f"Made Up Works {number}, Beijing, China.", country="CHINA, PEOPLE'S REPUBLIC OF") for number in range(9)]
HTML = b"<!DOCTYPE html><html><body>The page has moved</body></html>"


def is_one_sentence(answer, *words):
    """Nothing on standard output; one line on standard error that holds the words."""
    lines = answer.err.splitlines()
    errors = [line for line in lines if line.startswith("error: ")]
    return (
        answer.out == ""
        and len(errors) == 1
        and all(word in errors[0] for word in words)
        and "Traceback" not in answer.err
    )


# counterparties -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_named_with_the_place_and_nothing_is_recorded(screening, home, tmp_path, name):
    content, words = FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    answer = screening("run", "--counterparties", path)

    assert answer.code == 1
    assert is_one_sentence(answer, *words), answer.err
    assert not (home / "runs").exists()


def test_a_file_that_is_not_there_is_named(screening, tmp_path):
    answer = screening("run", "--counterparties", tmp_path / "nowhere.csv")

    assert answer.code == 1
    assert is_one_sentence(answer, "nowhere.csv", "no such file")


def test_a_file_in_another_encoding_than_the_mapping_says_is_named_with_the_row(screening, tmp_path):
    path, mapping = tmp_path / "partners.csv", tmp_path / "mapping.toml"
    path.write_bytes("counterparty_id,name\n1,a\n2,株式会社\n".encode("cp932"))
    mapping.write_text('[file]\nencoding = "utf-8"\n', encoding="utf-8")
    answer = screening("run", "--counterparties", path, "--mapping", mapping)

    assert answer.code == 1
    assert is_one_sentence(answer, "partners.csv", "row 3", "utf-8")


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_that_does_not_fit_is_told(screening, partners, tmp_path, name):
    content, words = MAPPINGS[name]
    mapping = tmp_path / name
    mapping.write_text(content, encoding="utf-8")
    answer = screening("run", "--counterparties", partners, "--mapping", mapping)

    assert answer.code == 1
    assert is_one_sentence(answer, *words), answer.err


def test_a_mapping_that_is_not_there_is_named(screening, partners, tmp_path):
    answer = screening("run", "--counterparties", partners, "--mapping", tmp_path / "nowhere.toml")

    assert answer.code == 1
    assert is_one_sentence(answer, "nowhere.toml")


# arguments ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], ["at least one name"]),
        (["check", "***"], ["unable to determine", "'***'"]),
        (["check", "Huawei", "--country", "Narnia"], ["'Narnia'"]),
        (["check", "Huawei", "--lists", "nowhere"], ["'nowhere'", "us-ns-cmic"]),
        (["lists", "entries", "nowhere"], ["'nowhere'", "us-ns-cmic"]),
        (["lists", "diff", "nowhere", "2026-01-01", "2026-01-02"], ["'nowhere'"]),
        (["lists", "refresh", "nowhere", "--offline"], ["'nowhere'"]),
        (["lists", "import", "nowhere", "pyproject.toml"], ["'nowhere'"]),
        (["lists", "import", "us-entity-list"], ["us-entity-list FILE"]),
        (["lists", "import", "us-entity-list", "nowhere.xml"], ["nowhere.xml", "no such file"]),
    ],
    ids=" ".join,
)
def test_an_argument_that_means_nothing_is_told_and_ends_with_1(desk, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    answer = desk(*arguments)

    assert answer.code == 1
    assert is_one_sentence(answer, *words), answer.err


def test_an_unknown_list_of_a_run_is_told(screening, partners):
    answer = screening("run", "--counterparties", partners, "--lists", "us-ns-cmic,nowhere")

    assert answer.code == 1
    assert is_one_sentence(answer, "'nowhere'", "us-ns-cmic")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["run"], "--counterparties"),
        (["run", "--counterparties", "x.csv", "--business-date", "yesterday"], "yesterday"),
        (["run", "--counterparties", "x.csv", "--colour"], "--colour"),
        (["check", "Huawei", "--as-of", "2026-13-01"], "2026-13-01"),
        (["lists", "diff", "cn-uel", "2026-01-01"], "after"),
        (["lists", "entries"], "list-id"),
        (["lists", "entries", "cn-uel", "--format", "yaml"], "yaml"),
        (["lists", "nonsense"], "nonsense"),
        (["nonsense"], "nonsense"),
    ],
    ids=lambda given: given if isinstance(given, str) else " ".join(given),
)
def test_a_command_that_is_not_understood_ends_with_2_and_points_to_the_help(desk, arguments, word):
    answer = desk(*arguments)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: ")
    assert word in answer.err.lower()
    assert "--help" in answer.err


def test_a_setting_that_is_not_understood_is_told(screening, home, partners):
    (home / "screening.toml").write_text("[bands]\nmatch = 10\n", encoding="utf-8")
    answer = screening("run", "--counterparties", partners)

    assert answer.code == 1
    assert is_one_sentence(answer, "bands", "screening.toml"), answer.err


# list files -----------------------------------------------------------------------------------------------------------

REFUSED = {
    "us-entity-list": {
        "a web page": (HTML, "web page"),
        "an empty file": (b"", "empty"),
        "cut off": (part_744(*MANY)[:-200], "us-entity-list"),
        "too few entries": (three_entries(), "3 entries, at least"),
        "another supplement": (part_744(*MANY, supplement="Supplement No. 6 to Part 744"), "Supplement No. 4"),
        "no XML": (b"name,country\nHuawei,CN\n", "us-entity-list"),
        "not gzip": (b"\x1f\x8b this is none", "gzip"),
    },
    "us-ns-cmic": {
        "a web page": (HTML, "web page"),
        "an empty file": (b"", "empty"),
        "another list": (b"a,b,c\r\n1,2,3\r\n", "CONS_PRIM.CSV"),
    },
}


def refused_files(list_id, content, folder):
    """The bad file among the others that the list needs."""
    if list_id == "us-entity-list":
        path = folder / "ECFR-title15.xml"
        path.write_bytes(content)
        return [path]
    published = bundled_as_published() | {"prim": content}
    paths = [folder / f"cons_{role}.csv" for role in published]
    for path, given in zip(paths, published.values(), strict=True):
        path.write_bytes(given)
    return paths


def without_reasons(statuses):
    return [{key: value for key, value in one.items() if key not in {"reasons", "verdict"}} for one in statuses]


@pytest.mark.parametrize(
    ("list_id", "content", "words"),
    [(list_id, *given) for list_id, cases in REFUSED.items() for given in cases.values()],
    ids=[f"{list_id}: {case}" for list_id, cases in REFUSED.items() for case in cases],
)
def test_a_file_that_is_not_the_list_is_refused_and_the_last_snapshot_stays(
    screening, tmp_path, list_id, content, words
):
    entries = screening("lists", "entries", list_id).out
    before = screening("lists", "status", "--json").json
    answer = screening("lists", "import", list_id, *refused_files(list_id, content, tmp_path))

    assert answer.code == 1
    assert is_one_sentence(answer, words), answer.err
    assert without_reasons(screening("lists", "status", "--json").json) == without_reasons(before)
    assert screening("lists", "entries", list_id).out == entries


def test_a_refused_file_is_told_by_the_status_of_the_list_until_a_good_one_comes(screening, tmp_path):
    answer = screening("lists", "import", "us-entity-list", *refused_files("us-entity-list", three_entries(), tmp_path))
    [status] = [one for one in screening("lists", "status", "--json").json if one["list_id"] == "us-entity-list"]

    assert answer.code == 1
    assert any(reason.startswith("last refresh refused:") and "3 entries" in reason for reason in status["reasons"])
    assert status["verdict"] == "degraded"


def test_files_of_another_name_are_refused_with_the_names_that_are_needed(screening, tmp_path):
    path = tmp_path / "sdn.csv"
    path.write_bytes(b"1,2\r\n")
    answer = screening("lists", "import", "us-ns-cmic", path)

    assert answer.code == 1
    assert is_one_sentence(answer, "'sdn.csv'", "cons_prim.csv")


def test_a_list_of_several_files_needs_them_all(screening, tmp_path):
    path = tmp_path / "CONS_PRIM.CSV"
    path.write_bytes(bundled_as_published()["prim"])
    answer = screening("lists", "import", "us-ns-cmic", path)

    assert answer.code == 1
    assert is_one_sentence(answer, "us-ns-cmic", "cons_alt.csv", "cons_comments.csv")


def test_a_list_that_lost_many_entries_is_refused_until_a_person_says_why(screening, tmp_path):
    whole = screening("lists", "entries", "us-ns-cmic", "--json").json
    without = [one["primary_name"] for one in whole if "HUAWEI" not in one["primary_name"]][:8]
    without = [name for name in without if "SEMICONDUCTOR MANUFACTURING" not in name]
    paths = []
    for role, content in bundled_as_published(without).items():
        paths.append(tmp_path / f"cons_{role}.csv.gz")
        paths[-1].write_bytes(gzip.compress(content))
    refused = screening("lists", "import", "us-ns-cmic", *paths)
    accepted = screening("lists", "import", "us-ns-cmic", *paths, "--accept-because", "OFAC removed them", "--json")

    assert refused.code == 1
    assert is_one_sentence(refused, "us-ns-cmic", "--accept-because"), refused.err
    assert accepted.code == 0
    assert accepted.json[0]["entries"] == len(whole) - len(without)


def test_every_list_named_here_is_declared():
    assert set(REFUSED) <= set(LISTS)
