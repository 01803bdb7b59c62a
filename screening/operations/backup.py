"""Backup and restore: everything that can't be fetched or made again, in one file with the hash of each part."""

import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from screening import duck
from screening.errors import InputError
from screening.operations.hashes import file_sha256, is_as_hashed
from screening.settings import CONFIGURATION_FILE, Settings
from screening.turn import turn

_MANIFEST = "backup.json"
_FOLDERS = ("raw", "runs")
"""Work in progress, Prefect's own files and earlier backups are left out."""


def back_up(settings: Settings, target: Path) -> int:
    """Write the warehouse, raw files, reports and settings of an installation to a tar file, between two runs.

    Args:
        settings: Of the installation.
        target: A file that does not exist; a backup is never written over.

    Returns:
        Number of files in it.

    Raises:
        InputError: The target exists, or there is nothing to back up.
    """
    if target.exists():
        raise InputError(f"{target}: exists already; give another name")
    if not settings.warehouse.is_file():
        raise InputError(f"{settings.home}: there is no warehouse to back up")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    with (
        turn(settings, "backup"),
        duck.database(settings.warehouse, wait_seconds=settings.wait_for_warehouse_seconds) as connection,
    ):
        connection.execute("checkpoint").fetchall()
        names = sorted(_names(settings.home))
        with tarfile.open(partial, "w") as tar:
            hashes = {name: _add(tar, settings.home, name) for name in names}
            _add_text(tar, _MANIFEST, json.dumps(hashes, indent=2))
    partial.replace(target)
    return len(names)


def restore(source: Path, settings: Settings) -> int:
    """Put a backup into the home of an installation that has no warehouse yet.

    Every part is checked against its hash before anything is moved into place.

    Args:
        source: The tar file.
        settings: Of the new installation.

    Returns:
        Number of files.

    Raises:
        InputError: The file is no whole backup, or the home is in use.
    """
    if not source.is_file():
        raise InputError(f"{source}: there is no such file")
    home = settings.home
    taken = [name for name in (settings.warehouse.name, *_FOLDERS) if (home / name).exists()]
    if taken:
        raise InputError(f"{home}: holds {', '.join(taken)} already; restore into an empty directory: --home DIR")
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as temporary:
        folder = Path(temporary)
        try:
            with tarfile.open(source) as tar:
                tar.extractall(folder, filter="data")
            hashes: dict[str, str] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        except (tarfile.TarError, OSError, ValueError) as error:
            raise InputError(f"{source}: is no whole backup ({error})") from error
        broken = [name for name, digest in hashes.items() if not is_as_hashed(folder / name, digest)]
        if broken:
            raise InputError(f"{source}: {broken[0]} is not what was backed up; take an older backup")
        for name in {Path(name).parts[0] for name in hashes}:
            if not (home / name).exists():  # settings of the new site win over those of the old one
                shutil.move(folder / name, home / name)
    return len(hashes)


def _names(home: Path) -> Iterator[str]:
    for name in ("warehouse.duckdb", CONFIGURATION_FILE):
        if (home / name).is_file():
            yield name
    for folder in _FOLDERS:
        for path in (home / folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(home).as_posix()


def _add(tar: "tarfile.TarFile", home: Path, name: str) -> str:
    """Hash of what is in the archive: raw files and reports do not change, and the warehouse is held open."""
    tar.add(home / name, arcname=name, recursive=False)
    return file_sha256(home / name)


def _add_text(tar: "tarfile.TarFile", name: str, text: str) -> None:
    content = text.encode()
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))
