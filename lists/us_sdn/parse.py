"""OFAC's SDN files (SDN, ALT, ADD, SDN_COMMENTS) -> entries.

Strict where a mistake would mislead, usable where it would only be untidy: a type of party or alias that is not known
refuses the files, since everything else would be read wrongly. A remark that no row of `lists/ofac/keys.py` reads does
not: OFAC writes free text too and adds keys without notice, and a list that is not in force at night is the greater
harm. Such a remark stays whole in `remarks` and is counted in the log. Only where more than `_MAX_UNREAD` of all of
them cannot be read, the files are refused: a new format does that, but not one new key, be it on every third party.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import date

from lists.ofac import remarks as ofac
from lists.ofac.countries import is_known, known_country
from lists.ofac.keys import Use
from lists.ofac.remarks import Remark, read_remarks
from lists.ofac.tables import Party, read_parties
from lists.parsing import entry_name, in_force_since, unique_names
from screening.errors import ListError
from screening.models import Identifier, ListEntry, NameType

logger = logging.getLogger(__name__)

LIST_ID = "us-sdn"
_FILE_NAMES = {"prim": "SDN.CSV", "alt": "ALT.CSV", "add": "ADD.CSV", "comments": "SDN_COMMENTS.CSV"}
_MAX_UNREAD = 0.10
"""Of the remarks and countries together; in the SDN rows of 2022-05-16 it is 0.005, free text about persons mostly."""
_IDS_IN_LOG = 10
_SINCE_UNKNOWN = date(1970, 1, 1)
_MEASURE = (
    "Property and interests in property of this party that are in the United States or come within the possession or "
    "control of a US person are blocked, and US persons may not deal in them unless OFAC authorises it or an exemption "
    "applies (31 CFR chapter V, in the part of the programme). Under OFAC's guidance of 2014-08-13 this extends to "
    "entities that one or more blocked persons own, directly or indirectly, 50 percent or more in the aggregate."
)
_BASIS = "listed in this edition; OFAC's CSV files do not say when an entry was first listed"


def parse_published(files: Mapping[str, bytes]) -> list[ListEntry]:
    """Every party of the list, in the order of OFAC's file.

    Raises:
        ListError: A file is cut off or of another shape, a type of party or alias is not known, or too many parties
            have remarks that cannot be read.
    """
    parties = read_parties(files, file_names=_FILE_NAMES)
    remarks = [read_remarks(party.remarks, title=party.title) for party in parties]
    _check_read(parties, remarks)
    return [_entry(party, own) for party, own in zip(parties, remarks, strict=True)]


def _check_read(parties: Sequence[Party], remarks: Sequence[Sequence[Remark]]) -> None:
    """Count what could not be read, name it in the log by the numbers of the parties, refuse a new format."""
    unread = [
        (party, text)
        for party, own in zip(parties, remarks, strict=True)
        for text in (*ofac.unread(own), *(country for country in _countries(party) if not is_known(country)))
    ]
    read_and_unread = sum(map(len, remarks)) + sum(len(_countries(party)) for party in parties)
    if len(unread) > _MAX_UNREAD * read_and_unread:
        party, text = unread[0]
        raise ListError(
            f"{LIST_ID}: {len(unread)} of {read_and_unread} remarks and countries are not known, at most "
            f"{_MAX_UNREAD:.0%} expected; the first is {text!r} ({party.where}). Extend lists/ofac/keys.py or "
            "lists/ofac/countries.py"
        )
    if unread:
        logger.warning(
            "%s: %d of %d remarks and countries are not known and are kept as text: entities %s",
            LIST_ID,
            len(unread),
            read_and_unread,
            ", ".join(list(dict.fromkeys(party.uid for party, _ in unread))[:_IDS_IN_LOG]),
        )


def _countries(party: Party) -> list[str]:
    printed = (*(address.country for address in party.addresses), party.flag)
    return [country for country in printed if country]


def _entry(party: Party, remarks: Sequence[Remark]) -> ListEntry:
    names = [entry_name(party.name, NameType.PRIMARY)]
    names += [entry_name(alias.name, alias.type) for alias in party.aliases]
    registered = ofac.countries(remarks, Use.COUNTRY)
    flag = known_country(party.flag)
    return ListEntry(
        entry_id=f"{LIST_ID}:{party.uid}",
        list_id=LIST_ID,
        kind=party.kind,
        primary_name=party.name,
        names=unique_names([*names, *ofac.names(remarks)]),
        country=party.country or next(iter(registered), None),
        addresses=tuple(dict.fromkeys(address.text for address in party.addresses)),
        identifiers=(*_call_sign(party), *ofac.identifiers(remarks)),
        citation=f"OFAC SDN List, entity {party.uid}, programme {', '.join(party.programmes)}",
        measures=(in_force_since("BLOCKING", _MEASURE, since=_SINCE_UNKNOWN, basis=_BASIS),),
        programmes=party.programmes,
        birth_dates=ofac.dates_of_birth(remarks),
        nationalities=(*((flag,) if flag else ()), *ofac.countries(remarks, Use.NATIONALITY)),
        remarks="; ".join([*_described(party), *ofac.kept_text(remarks)]),
    )


def _call_sign(party: Party) -> tuple[Identifier, ...]:
    return (Identifier(kind="CALL_SIGN", value=party.call_sign),) if party.call_sign else ()


def _described(party: Party) -> list[str]:
    """Columns without a field of their own, as remarks; the flag too where it is no country that is known."""
    columns = {
        "Title": party.title,
        "Vessel Type": party.vessel_type,
        "Tonnage": party.tonnage,
        "Gross Registered Tonnage": party.gross_tonnage,
        "Vessel Owner": party.owner,
        "Vessel Flag": "" if known_country(party.flag) else party.flag,
    }
    aliases = [f"Alias {alias.name}: {alias.remark}" for alias in party.aliases if alias.remark]
    return [f"{name} {value}" for name, value in columns.items() if value] + aliases
