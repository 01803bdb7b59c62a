"""`screening watchdog`, `doctor`, `backup`, `restore`, `prune`: keeping an installation in order."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from screening.cli.output import Exit, say, say_json, warn
from screening.settings import load_settings

Json = Annotated[bool, Parameter(name="--json", negative=(), help="Print JSON for machines.")]
Home = Annotated[Path | None, Parameter(help="Data directory; default $SCREENING_HOME, else ./data.")]
Switch = Annotated[bool, Parameter(negative=())]


def add_to(app: App) -> None:
    """Make these commands of the program."""
    for command in (watchdog, doctor, backup, restore, prune):
        app.command(command)


def watchdog(*, quiet: Switch = False, home: Home = None, json: Json = False) -> Exit:
    """Ring if no run was completed by the set hour, a list is stale, or hits vanished or jumped; run it from cron.

    Args:
        quiet: Tell by exit code and on standard output only, not by webhook or mail.
        home: Data directory.
        json: Print JSON.
    """
    from screening.operations.notify import send  # noqa: PLC0415 - keeps `--help` quick
    from screening.operations.texts import text  # noqa: PLC0415
    from screening.operations.watchdog import alarms  # noqa: PLC0415

    settings = load_settings(home)
    found = alarms(settings, datetime.now(UTC))
    problem = None
    if found and not quiet:
        subject = text("alarm_subject", settings.notify.language, count=len(found))
        problem = send(settings.notify, subject, "\n".join(found))
    if json:
        say_json({"alarms": found, "not_told": problem})
    else:
        for sentence in found or ["All is in order."]:
            say(sentence)
    if problem is not None:
        warn(f"Mind: {problem}")
    return Exit.ALARM if found else Exit.NOTHING_OPEN


def doctor(*, offline: Switch = False, home: Home = None, json: Json = False) -> Exit:
    """Look at versions, settings, disk, locks, clock, warehouse, files, server and publishers, and say what to do.

    Args:
        offline: Ask no publisher.
        home: Data directory.
        json: Print JSON.
    """
    from screening.operations.doctor import Condition, examine  # noqa: PLC0415 - keeps `--help` quick

    findings = list(examine(load_settings(home), datetime.now(UTC), offline=offline))
    if json:
        say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"{finding.condition:<8} {finding.check}: {finding.text}")
    is_wrong = any(finding.condition is Condition.WRONG for finding in findings)
    return Exit.ERROR if is_wrong else Exit.NOTHING_OPEN


def backup(target: Path, *, home: Home = None, json: Json = False) -> Exit:
    """Write warehouse, raw files, reports and settings to one tar file, between two runs.

    Args:
        target: The file; it must not exist.
        home: Data directory.
        json: Print JSON.
    """
    from screening.operations.backup import back_up  # noqa: PLC0415 - keeps `--help` quick

    count = back_up(load_settings(home), target)
    say_json({"target": str(target), "files": count}) if json else say(f"{target}: {count} files")
    return Exit.NOTHING_OPEN


def restore(source: Path, *, home: Home = None, json: Json = False) -> Exit:
    """Put a backup into an empty data directory, once every part of it is checked.

    Args:
        source: The tar file.
        home: Data directory.
        json: Print JSON.
    """
    from screening.operations.backup import restore as restore_backup  # noqa: PLC0415 - keeps `--help` quick

    settings = load_settings(home)
    count = restore_backup(source, settings)
    say_json({"home": str(settings.home), "files": count}) if json else say(f"{settings.home}: {count} files")
    return Exit.NOTHING_OPEN


def prune(*, dry_run: Switch = False, home: Home = None, json: Json = False) -> Exit:
    """Remove reports, snapshots and left-over working folders that the rules of retention let go.

    Args:
        dry_run: Only tell.
        home: Data directory.
        json: Print JSON.
    """
    from screening.operations.retention import prune as prune_home  # noqa: PLC0415 - keeps `--help` quick

    gone = prune_home(load_settings(home), datetime.now(UTC), dry_run=dry_run)
    if json:
        say_json(asdict(gone))
    else:
        verb = "would go" if dry_run else "are gone"
        say(f"{len(gone.reports)} reports, {len(gone.snapshots)} snapshots, {len(gone.raw_files)} raw files and "
            f"{len(gone.work)} working folders {verb}.")  # fmt: skip
    return Exit.NOTHING_OPEN
