"""What the text of a list means beyond the words of the entry: footnotes, categories, laws that pull the other way.

The report cites and decides nothing. Texts of footnotes are those of 15 CFR Part 744, Supplement No. 4, as the eCFR
served it on 2026-07-23; codes of the Foreign User List are those of METI's workbook of 2025-09-29.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from screening.report.language import msg

_FOOTNOTES = {
    "us-entity-list": {
        "1": msg(
            "For this entity, “items subject to the EAR” includes foreign-produced items that are subject to the EAR "
            "under § 734.9(e)(1) of the EAR. See § 744.11(a)(2)(i) for related license requirements and license review "
            "policy for these items."
        ),
        "2": msg(
            "Cybersecurity research and vulnerability disclosure: disclosures that the footnote describes are excluded "
            "from the license requirement (15 CFR Part 744, Supplement No. 4, footnote 2, summarised)."
        ),
        "3": msg(
            "For this entity, “items subject to the EAR” includes foreign-produced items that are subject to the EAR "
            "under § 734.9(g) of the EAR. See §§ 744.11, 744.21, and 746.8 of the EAR for related license "
            "requirements, license review policy, and restrictions on license exceptions."
        ),
        "4": msg(
            "For this entity, “items subject to the EAR” includes foreign-produced items that are subject to the EAR "
            "under § 734.9(e)(2) of the EAR. See § 744.11(a)(2)(iv) for related license requirements and license "
            "review policy."
        ),
        "5": msg(
            "For this entity, “items subject to the EAR” includes foreign-produced items that are subject to the EAR "
            "under § 734.9(e)(3) of the EAR. See § 744.11(a)(2)(v) for related license requirements and license "
            "application review policy."
        ),
    },
    "jp-foreign-user-list": {
        "N": msg("category of concern: nuclear weapons"),
        "B": msg("category of concern: biological weapons"),
        "C": msg("category of concern: chemical weapons"),
        "M": msg("category of concern: missiles"),
        "CW": msg("conventional weapons"),
    },
}

CONFLICT_OF_LAWS = (
    msg("Chinese law may regulate how this hit is acted on"),
    msg(
        "Declining or ending business because of a foreign list can itself be regulated by Chinese law (AFSL art. 12; "
        "Unreliable Entity List Provisions art. 2; Blocking Rules art. 5, 7, 9; State Council Orders 803, 834, 835). "
        "Seek advice from counsel in both jurisdictions before acting on this hit."
    ),
)
"""In a line, and in full."""
CHINESE_LIST = (
    msg("Exceptions on application, and rules of other countries, may bear on acting on this hit"),
    msg(
        "Under special circumstances trade with a listed party is possible on application (Unreliable Entity List "
        "Provisions art. 12; Regulations on dual-use items art. 29). Contracts, and rules of other countries against "
        "boycotts, may bear on acting on this hit; seek advice from counsel in both jurisdictions."
    ),
)
_CHINA = frozenset({"CN", "HK", "MO"})
_COUNTRY_OF_LIST = {"us": "us", "jp": "jp", "eu": "eu", "uk": "uk", "cn": "cn"}
"""Who publishes a list, told by the first part of its id; a list of the company itself is nobody's."""


def explained(list_id: str, footnotes: Iterable[str]) -> list[tuple[str, str | None]]:
    """Each footnote of an entry with what it says, or None where this page does not know it."""
    known = _FOOTNOTES.get(list_id, {})
    return [(mark, known.get(mark)) for mark in footnotes]


def notices(hits: Iterable[Mapping[str, Any]], entries: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What a reader should know of laws that pull the other way, for the hits of one counterparty."""
    seen: set[tuple[str, str]] = set()
    for hit in hits:
        publisher = _COUNTRY_OF_LIST.get(hit["list_id"].partition("-")[0])
        is_chinese = bool({hit["counterparty_country"], entries[hit["entry_id"]]["country"]} & _CHINA)
        if publisher == "cn":
            seen.add(CHINESE_LIST)
        elif publisher is not None and is_chinese:
            seen.add(CONFLICT_OF_LAWS)
    return [notice for notice in (CONFLICT_OF_LAWS, CHINESE_LIST) if notice in seen]
