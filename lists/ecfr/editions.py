"""The dates of the editions that the eCFR serves: `versions/title-15.json?part=744` of its versioner API."""

import json
from datetime import date

from screening.errors import ListError


def editions_of(content: bytes, *, supplement: int) -> list[date]:
    """Dates on which the text of one supplement of Part 744 changed, oldest first.

    Args:
        content: Answer with `content_versions` (each with `identifier` and `date`) and `meta`.
        supplement: Number of the supplement.

    Raises:
        ListError: The answer has another shape, is cut off, or knows no such supplement.
    """
    title = f"Supplement No. {supplement} to Part 744"
    try:
        answer = json.loads(content)
        versions = answer["content_versions"]
        promised = answer.get("meta", {}).get("result_count")
        dates = {date.fromisoformat(version["date"]) for version in versions if version["identifier"] == title}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ListError(f"the eCFR's list of versions has another shape than expected: {error!r}") from error
    if promised is not None and int(promised) != len(versions):
        raise ListError(f"the eCFR's list of versions promises {promised} versions and holds {len(versions)}")
    if not dates:
        raise ListError(f"the eCFR's list of versions knows no {title}")
    return sorted(dates)
