"""The curated tables of China's countermeasure lists (反制清单) -> entries."""

from collections.abc import Mapping

from lists.notices import parse_notices
from screening.models import ListEntry


def parse_bundled(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the five curated tables, in the order of the notices.

    Raises:
        ListError: See `lists.notices.parse_notices`.
    """
    return parse_notices(files, list_id="cn-countermeasures", authority="")
