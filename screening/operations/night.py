"""What a finished night was worth: what its state must tell besides that it is done."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from screening.errors import CanaryError
from screening.operating import Alarms


class Remark(StrEnum):
    """What a person must know of a completed run, in the order of the state's name."""

    REPEAT = "done before"
    OPEN_HITS = "open hits"
    DEGRADED_LISTS = "degraded lists"
    REJECTED_ROWS = "rejected rows"
    NOT_NOTIFIED = "not notified"


def remarks(manifest: Mapping[str, Any], alarms: Alarms) -> dict[Remark, str]:
    """What is to be said of a run, each with a sentence; empty for a quiet night on lists in order."""
    counts = manifest["counts"]
    degraded = [f"{one['list_id']} ({one['verdict']})" for one in manifest["lists"] if one["verdict"] != "ok"]
    found: dict[Remark, str] = {}
    if counts["open_hits"]:
        found[Remark.OPEN_HITS] = (
            f"Open hits: {counts['open_hits']} ({counts['events']['new']} new), "
            f"counterparties with hits: {counts['counterparties_hit']}."
        )
    if degraded:
        found[Remark.DEGRADED_LISTS] = f"Not what was asked for: {', '.join(degraded)}."
    if counts["rejected"] > alarms.max_rejected_share * counts["rows_in"]:
        found[Remark.REJECTED_ROWS] = (
            f"{counts['rejected']} of {counts['rows_in']} rows were rejected, more than "
            f"{alarms.max_rejected_share:.0%}; see rejected.csv."
        )
    return found


def refuse_empty_night(*, rows_in: int, screened: int, pairs: Mapping[str, int], alarms: Alarms) -> None:
    """Refuse a night in which nothing was compared, before it is recorded.

    Args:
        rows_in: Rows of the file.
        screened: Rows that could be compared.
        pairs: Number of pairs by band, near misses included, canaries not.
        alarms: How many rows must come near an entry.

    Raises:
        CanaryError: No row could be compared, or a whole file came near no entry at all.
    """
    if rows_in and not screened:
        raise CanaryError(f"not one of {rows_in} rows could be compared; check the columns of the file or its mapping")
    if screened >= alarms.rows_that_must_compare and not sum(pairs.values()):
        raise CanaryError(
            f"not one of {screened} counterparties came near any entry. The run is not trustworthy and was not "
            "recorded; check that the file holds names, and how the lists stand"
        )
