"""The manifest: what went into a run, what came out, and the hash of every file."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from screening.models import Language
from screening.report.model import Report

_NOT_IN_MANIFEST = {"titles", "authority", "legal_basis", "meaning"}
"""Texts of the declarations, which say the same in every run."""


def manifest(report: Report, folder: Path, names: Sequence[str], language: Language) -> str:
    """The manifest as JSON text, with the SHA-256 of each named file of the folder."""
    content = {
        **report.run,
        "verdict": report.verdict,
        "is_degraded": report.is_degraded,
        "counts": report.counts,
        "language": language.value,
        "lists": [status.model_dump(mode="json", exclude=_NOT_IN_MANIFEST) for status in report.statuses],
        "files": file_hashes(folder, names),
    }
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def file_hashes(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """SHA-256 of each named file."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
