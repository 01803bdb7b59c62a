import shutil
import tarfile

import pytest

from screening.errors import InputError
from screening.operations.backup import back_up, restore
from screening.warehouse.store import open_warehouse


@pytest.fixture
def backup(screened, tmp_path):
    settings, _ = screened
    back_up(settings, tmp_path / "night.tar")
    return tmp_path / "night.tar"


def contents(home, *folders):
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for folder in folders
        for path in (home / folder).rglob("*")
        if path.is_file()
    }


def elsewhere(settings, tmp_path):
    return settings.model_copy(update={"home": tmp_path / "new"})


def test_a_restored_installation_has_every_run_report_and_raw_file(screened, backup, tmp_path):
    settings, outcome = screened
    new = elsewhere(settings, tmp_path)
    restore(backup, new)
    with open_warehouse(new) as warehouse:
        runs = warehouse.all_runs()["run_id"].to_list()
        entries = warehouse.entries(outcome.manifest["lists"][0]["snapshot_id"])

    assert runs == [outcome.run_id]
    assert entries.height == outcome.manifest["lists"][0]["entries"]
    assert contents(new.home, "raw", "runs") == contents(settings.home, "raw", "runs")
    assert (new.home / "screening.toml").read_text(encoding="utf-8") == 'lists = ["cn-uel"]\n'


def test_settings_of_the_new_site_stay(screened, backup, tmp_path):
    new = elsewhere(screened[0], tmp_path)
    new.home.mkdir()
    (new.home / "screening.toml").write_text("# mine\n", encoding="utf-8")
    restore(backup, new)

    assert (new.home / "screening.toml").read_text(encoding="utf-8") == "# mine\n"


def test_an_installation_in_use_is_not_restored_over(screened, backup):
    with pytest.raises(InputError, match=r"holds warehouse\.duckdb, raw, runs already"):
        restore(backup, screened[0])


def test_a_backup_is_never_written_over(screened, backup):
    before = backup.read_bytes()

    with pytest.raises(InputError, match="exists already"):
        back_up(screened[0], backup)
    assert backup.read_bytes() == before


def test_nothing_to_back_up_is_told(settings, tmp_path):
    with pytest.raises(InputError, match="no warehouse to back up"):
        back_up(settings, tmp_path / "night.tar")


def damaged(backup, folder):
    """The same backup with one byte of a report changed."""
    with tarfile.open(backup) as tar:
        tar.extractall(folder, filter="data")
    report = next(folder.glob("runs/*/report.html"))
    report.write_bytes(report.read_bytes() + b" ")
    with tarfile.open(backup.with_name("damaged.tar"), "w") as tar:
        for path in folder.rglob("*"):
            if path.is_file():
                tar.add(path, arcname=path.relative_to(folder).as_posix())
    return backup.with_name("damaged.tar")


def cut_off(backup, folder):
    folder.mkdir()
    (folder / "cut.tar").write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    return folder / "cut.tar"


@pytest.mark.parametrize(
    ("broken", "words"), [(damaged, "report.html is not what was backed up"), (cut_off, "no whole backup")]
)
def test_a_backup_that_is_not_whole_changes_nothing(screened, backup, tmp_path, broken, words):
    new = elsewhere(screened[0], tmp_path)

    with pytest.raises(InputError, match=words):
        restore(broken(backup, tmp_path / "broken"), new)
    assert list(new.home.iterdir()) == []
    shutil.rmtree(new.home)
