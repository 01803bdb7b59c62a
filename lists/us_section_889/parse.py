"""The curated tables of section 889: the five that the statute names, and subsidiaries and affiliates -> entries."""

from collections.abc import Mapping

from lists.designations import parse_designations
from screening.models import ListEntry

_MEASURE = (
    "US executive agencies may not procure equipment, systems or services that use, as a substantial or essential "
    "component or critical technology, telecommunications or video surveillance equipment of this producer, its "
    "subsidiaries or affiliates (from 2019-08-13), nor contract with an entity that uses them (from 2020-08-13); "
    "section 889 of Pub. L. 115-232 with its exceptions. It is not a prohibition of private trade."
)


def parse_bundled(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Entries of the three curated tables, the five of the statute first.

    Raises:
        ListError: See `lists.designations.parse_designations`.
    """
    return parse_designations(files, list_id="us-section-889", code="SECTION_889", text=_MEASURE)
