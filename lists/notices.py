"""Lists of China that exist only as notices (公告) and spokesperson's answers (答记者问), kept as curated tables.

A list is four tables, each row citing its notice: `notices.csv`, `entries.csv`, `measures.csv`, and `states.csv` for
changes of state after a measure began. A list that names persons has a fifth, `persons.csv`, with what its notices say
of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from lists.parsing import curated_rows, entry_name, iso_date, several, slug, unique_names
from screening.errors import ListError
from screening.models import Kind, ListEntry, Measure, MeasurePeriod, NameType, State

COLUMNS = {
    "notices": "notice_no,kind,title_zh,published_on,effective_at,entries,branches,url,checked,note",
    "entries": (
        "entry_key,notice_no,item_no,branch_of,name_en,other_names_en,name_zh,name_ja,name_ja_confidence,kind,country,"
        "address,note"
    ),
    "measures": "notice_no,applies_to,measure,text_zh,text_en,from_at",
    "states": "notice_no,measure,state,from_at,basis,quote_zh,note",
    "persons": "entry_key,sex,post_zh,birth_date,nationality",
}
"""Columns of each table, separated by commas; only lists that name persons have the last one."""
_EVERY = "*"
_UNIT = "unit of "
_SEXES = {"男", "女", ""}

Row = dict[str, str]


def parse_notices(files: Mapping[str, bytes], *, list_id: str, authority: str) -> list[ListEntry]:
    """Entries of the curated tables of a list, in the order of the notices.

    Args:
        files: Contents of the tables by role.
        list_id: Which list.
        authority: What stands before a notice's number in a citation.

    Raises:
        ListError: A table refers to a notice that is not there, or the number of entries of a notice is not the
            number that the notice itself gives.
    """
    folder = list_id.replace("-", "_")
    tables = notice_tables(files, list_id=list_id)
    notices = {row["notice_no"]: row for row in tables["notices"]}
    _check_references(folder, tables, notices)
    _check_counts(folder, tables["entries"], notices)
    persons = _persons(folder, tables["persons"], tables["entries"])
    heads = {row["entry_key"]: row["name_en"] or row["name_zh"] for row in tables["entries"]}
    entries = [
        _entry(
            row,
            tables,
            notices[row["notice_no"]],
            persons.get(row["entry_key"]),
            list_id=list_id,
            authority=authority,
        )
        for row in tables["entries"]
    ]
    return [
        entry.model_copy(update={"part_of": heads.get(row["branch_of"])})
        for row, entry in zip(tables["entries"], entries, strict=True)
    ]


def notice_tables(files: Mapping[str, bytes], *, list_id: str) -> dict[str, list[Row]]:
    """Rows of the curated tables of a list by role; a list without persons has none of them.

    Raises:
        ListError: A table is missing, or has other columns.
    """
    folder = list_id.replace("-", "_")
    missing = sorted(set(COLUMNS) - {"persons"} - set(files))
    if missing:
        raise ListError(f"{folder}: there is no table {missing[0]}.csv")
    return {
        role: curated_rows(files[role], role=f"{folder}/{role}.csv", columns=columns.split(","))
        if role in files
        else []
        for role, columns in COLUMNS.items()
    }


def _entry(
    row: Row, tables: Mapping[str, Sequence[Row]], notice: Row, person: Row | None, *, list_id: str, authority: str
) -> ListEntry:
    where = f"{list_id}, entry {row['entry_key']}"
    if not (row["name_zh"] or row["name_en"]):
        raise ListError(f"{where}: neither a Chinese nor an English name")
    # a notice prints both names, so both are primary
    names = [entry_name(row["name_zh"], NameType.PRIMARY, language="zh-Hans")] if row["name_zh"] else []
    names += [entry_name(row["name_en"], NameType.PRIMARY)] if row["name_en"] else []
    names += [entry_name(other, NameType.ALIAS) for other in several(row["other_names_en"])]
    names += [entry_name(row["name_ja"], NameType.NATIVE, language="ja")] if row["name_ja"] else []
    own = [measure for measure in tables["measures"] if _applies(measure, row)]
    if not own:
        raise ListError(f"{where}: no measure of measures.csv applies to it")
    return ListEntry(
        entry_id=f"{list_id}:{slug(row['entry_key'])}",
        list_id=list_id,
        kind=Kind(row["kind"]),
        primary_name=row["name_en"] or row["name_zh"],
        names=unique_names(names),
        country=row["country"] or None,
        listed_on=_instant(notice["effective_at"], where, as_local=True).date(),
        addresses=several(row["address"]),
        citation=f"{authority}{notice['notice_no']} {notice['published_on']} {notice['url']}".strip(),
        measures=tuple(_measure(measure, tables["states"], authority=authority) for measure in own),
        birth_dates=(person["birth_date"],) if person and person["birth_date"] else (),
        nationalities=several(person["nationality"]) if person else (),
        remarks=_remarks(row, person),
    )


def _remarks(row: Row, person: Row | None) -> str:
    """What a reviewer should read: what a person is, or whose unit an entry is that is no legal person of its own.

    A hit on a unit (an in-house company, a research centre) is none on the company that it belongs to.
    """
    if person is not None:
        return "，".join(part for part in (person["sex"], person["post_zh"]) if part)
    return row["note"] if row["note"].startswith(_UNIT) else ""


def _measure(row: Row, states: Sequence[Row], *, authority: str) -> Measure:
    changes = [
        change
        for change in states
        if change["notice_no"] == row["notice_no"] and change["measure"] in {_EVERY, row["measure"]}
    ]
    first = {"state": State.IN_FORCE.value, "from_at": row["from_at"], "basis": authority + row["notice_no"]}
    if not changes or changes[0]["from_at"] != row["from_at"]:
        changes = [first, *changes]
    where = f"states.csv, notice {row['notice_no']}"
    starts = [_instant(change["from_at"], where) for change in changes]
    if starts != sorted(starts):
        raise ListError(f"{where}: the changes of state are not in the order of time")
    ends = [*starts[1:], None]
    return Measure(
        code=row["measure"],
        text=f"{row['text_en']} ({row['text_zh']})" if row["text_zh"] else row["text_en"],
        periods=tuple(
            MeasurePeriod(state=State(change["state"]), from_at=start, until_at=end, basis=change["basis"])
            for change, start, end in zip(changes, starts, ends, strict=True)
        ),
    )


def _applies(measure: Row, entry: Row) -> bool:
    """Whether a measure is for an entry: for all of the notice (`*`), for its kind (`kind:person`), or by its key."""
    keys = several(measure["applies_to"])
    return measure["notice_no"] == entry["notice_no"] and not {
        _EVERY,
        f"kind:{entry['kind']}",
        entry["entry_key"],
    }.isdisjoint(keys)


def _instant(text: str, where: str, *, as_local: bool = False) -> datetime:
    """An ISO instant with its offset, as naive UTC (or as the naive local time of the notice)."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise ListError(f"{where}: {text!r} is not an instant like 2025-04-10T12:01:00+08:00") from error
    if instant.tzinfo is None:
        raise ListError(f"{where}: {text!r} has no offset; write +08:00 behind Beijing time")
    return (instant if as_local else instant.astimezone(UTC)).replace(tzinfo=None)


def _check_references(folder: str, tables: Mapping[str, Sequence[Row]], notices: Mapping[str, Row]) -> None:
    for role in ("entries", "measures", "states"):
        for number, row in enumerate(tables[role], start=2):
            if row["notice_no"] not in notices:
                raise ListError(f"{folder}/{role}.csv, row {number}: there is no notice {row['notice_no']}")
    for number, notice in enumerate(tables["notices"], start=2):
        iso_date(notice["published_on"], where=f"{folder}/notices.csv, row {number}")


def _persons(folder: str, persons: Sequence[Row], entries: Sequence[Row]) -> dict[str, Row]:
    """What notices say of persons, by entry key.

    Raises:
        ListError: A row is of no entry, of one that is no person, or gives a sex or date in another form.
    """
    kinds = {row["entry_key"]: row["kind"] for row in entries}
    for number, row in enumerate(persons, start=2):
        where = f"{folder}/persons.csv, row {number}"
        if kinds.get(row["entry_key"]) != Kind.PERSON:
            raise ListError(f"{where}: {row['entry_key']} is not the key of a person in entries.csv")
        if row["sex"] not in _SEXES:
            raise ListError(f"{where}: sex {row['sex']!r} is not 男 or 女")
        if row["birth_date"]:
            iso_date(row["birth_date"], where=where)
    return {row["entry_key"]: row for row in persons}


def _check_counts(folder: str, entries: Sequence[Row], notices: Mapping[str, Row]) -> None:
    """A notice says how many it lists; the table must have as many, or an entry was lost in transcription."""
    heads = Counter(row["notice_no"] for row in entries if not row["branch_of"])
    branches = Counter(row["notice_no"] for row in entries if row["branch_of"])
    for number, notice in notices.items():
        expected = (int(notice["entries"]), int(notice["branches"]))
        if (heads[number], branches[number]) != expected:
            raise ListError(
                f"{folder}: notice {number} lists {expected[0]} entries and {expected[1]} branches, the table has "
                f"{heads[number]} and {branches[number]}"
            )
