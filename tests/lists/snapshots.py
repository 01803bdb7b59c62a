"""Snapshots of made-up entries, put into force without files."""

from screening.frames import entries_frame
from screening.warehouse.store import open_warehouse


def accept(settings, list_id, entries, *, edition_on, at):
    """Put a snapshot of these entries into force at an instant (naive UTC)."""
    snapshot = {
        "snapshot_id": list_id,
        "list_id": list_id,
        "completeness": "complete",
        "accepted_at": at,
        "entries": len(entries),
        "names": sum(len(entry.names) for entry in entries),
        "accepted_because": None,
        "raw_files": [],
    }
    retrieval = {
        "list_id": list_id,
        "snapshot_id": list_id,
        "origin": "file",
        "edition_on": edition_on,
        "retrieved_at": at,
        "is_history": False,
    }
    with open_warehouse(settings) as warehouse:
        warehouse.accept(snapshot, entries_frame(entries), retrieval)
