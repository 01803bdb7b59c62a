"""Lists of the United States that are published in prose (a statute, a notice), kept as curated tables.

A list is three tables: `notices.csv` (the texts), `entries.csv` (who is named, under which names, and in which text
last), and `listings.csv` (one row a change: listed, removed, listed again), so a company that comes back has several
periods.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

from lists.parsing import curated_rows, entry_name, iso_date, several, unique_names
from screening.errors import ListError
from screening.models import EntryName, Kind, ListEntry, Measure, MeasurePeriod, NameType, State

_COLUMNS = {
    "notices": "notice_no,title,citation,published_on,in_force,url,checked,note",
    "entries": (
        "entry_key,notice_no,part_of,name,aliases,former_names,short_names,abbreviations,weak_names,native_names,country,"
        "programmes,remarks,checked"
    ),
    "listings": "entry_key,state,from_on,notice_no,note",
}
_NAME_TYPES = {
    "aliases": NameType.ALIAS,
    "former_names": NameType.FORMER,
    "short_names": NameType.SHORT,
    "abbreviations": NameType.ABBREVIATION,
    "weak_names": NameType.WEAK,
    "native_names": NameType.NATIVE,
}
_CHECKED = ("notice_text", "secondary: ", "unverified: ")
"""How a row was checked: the official text was read; only another source was seen (which); no source was at hand."""

Row = dict[str, str]


def parse_designations(files: Mapping[str, bytes], *, list_id: str, code: str, text: str) -> list[ListEntry]:
    """Entries of the three curated tables of a list, in the order of the table.

    Args:
        files: Contents of the tables by role.
        list_id: Which list.
        code: Code of the one measure that the list is.
        text: What the measure means, in neutral words.

    Raises:
        ListError: The tables contradict each other, or a notice says another number of entries than the tables hold.
    """
    folder = list_id.replace("-", "_")
    tables = {
        role: curated_rows(files[role], role=f"{folder}/{role}.csv", columns=columns.split(","))
        for role, columns in _COLUMNS.items()
    }
    notices = {row["notice_no"]: row for row in tables["notices"]}
    _check_keys(folder, tables)
    _check_checked(folder, tables)
    listings: dict[str, list[Row]] = {row["entry_key"]: [] for row in tables["entries"]}
    for row in tables["listings"]:
        listings[row["entry_key"]].append(row)
    names = {row["entry_key"]: row["name"] for row in tables["entries"]}
    entries = [
        _entry(row, listings[row["entry_key"]], notices, names, list_id=list_id, code=code, text=text)
        for row in tables["entries"]
    ]
    _check_counts(folder, entries, tables["notices"])
    return entries


def _entry(
    row: Row,
    listings: Sequence[Row],
    notices: Mapping[str, Row],
    names: Mapping[str, str],
    *,
    list_id: str,
    code: str,
    text: str,
) -> ListEntry:
    where = f"{list_id}, entry {row['entry_key']}"
    periods = _periods(listings, notices, where=where)
    notice = notices[row["notice_no"]]
    return ListEntry(
        entry_id=f"{list_id}:{row['entry_key']}",
        list_id=list_id,
        kind=Kind.ORGANISATION,
        primary_name=row["name"],
        names=unique_names(_names(row)),
        country=row["country"] or None,
        listed_on=periods[0].from_at.date(),
        citation=f"{notice['citation']} {notice['url']}".strip(),
        measures=(Measure(code=code, text=text, periods=periods),),
        part_of=names[row["part_of"]] if row["part_of"] else None,
        programmes=several(row["programmes"]),
        remarks=" ".join(part for part in (row["remarks"], _how_checked(row["checked"])) if part),
    )


def _names(row: Row) -> Iterator[EntryName]:
    yield entry_name(row["name"], NameType.PRIMARY)
    for column, type_ in _NAME_TYPES.items():
        for name in several(row[column]):
            yield entry_name(name, type_, language=None if name.isascii() else "zh-Hans")


def _how_checked(checked: str) -> str:
    return "" if checked == _CHECKED[0] else f"Names checked: {checked}."


def _periods(listings: Sequence[Row], notices: Mapping[str, Row], *, where: str) -> tuple[MeasurePeriod, ...]:
    if not listings or listings[0]["state"] != State.IN_FORCE:
        raise ListError(f"{where}: listings.csv must begin with the row that listed it (state in_force)")
    starts = [_midnight(iso_date(change["from_on"], where=where)) for change in listings]
    if any(later <= earlier for earlier, later in pairwise(starts)):
        raise ListError(f"{where}: the rows of listings.csv are not in the order of time")
    return tuple(
        MeasurePeriod(
            state=_state(change["state"], where=where),
            from_at=start,
            until_at=end,
            basis=". ".join(part for part in (notices[change["notice_no"]]["citation"], change["note"]) if part),
        )
        for change, start, end in zip(listings, starts, [*starts[1:], None], strict=True)
    )


def _state(text: str, *, where: str) -> State:
    try:
        return State(text)
    except ValueError:
        raise ListError(f"{where}: the state {text!r} is not known; write one of {', '.join(State)}") from None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the product keeps instants as naive UTC


def _check_keys(folder: str, tables: Mapping[str, Sequence[Row]]) -> None:
    """Every table refers to rows that are there, and no key stands twice."""
    known = {
        "entry_key": _unique(folder, "entries", tables["entries"], "entry_key"),
        "notice_no": _unique(folder, "notices", tables["notices"], "notice_no"),
    }
    for role in ("entries", "listings"):
        for number, row in enumerate(tables[role], start=2):
            for column, keys in known.items():
                if row[column] not in keys:
                    raise ListError(f"{folder}/{role}.csv, row {number}: there is no {column} {row[column]!r}")
    for number, row in enumerate(tables["entries"], start=2):
        if row["part_of"] and row["part_of"] not in known["entry_key"]:
            raise ListError(f"{folder}/entries.csv, row {number}: part_of {row['part_of']!r} is no entry_key")


def _unique(folder: str, role: str, rows: Sequence[Row], column: str) -> set[str]:
    counts = Counter(row[column] for row in rows)
    twice = [key for key, count in counts.items() if count > 1]
    if twice:
        raise ListError(f"{folder}/{role}.csv: {column} stands twice: {', '.join(twice)}")
    return set(counts)


def _check_checked(folder: str, tables: Mapping[str, Sequence[Row]]) -> None:
    for role in ("notices", "entries"):
        for number, row in enumerate(tables[role], start=2):
            if not row["checked"].startswith(_CHECKED):
                raise ListError(
                    f"{folder}/{role}.csv, row {number}: checked is {row['checked']!r}; write notice_text, "
                    "'secondary: SOURCE' or 'unverified: REASON'"
                )


def _check_counts(folder: str, entries: Sequence[ListEntry], notices: Sequence[Row]) -> None:
    """A notice that says how many are listed must find as many in the tables, or one was lost in transcription."""
    for notice in notices:
        if not notice["in_force"]:
            continue
        day = _midnight(iso_date(notice["published_on"], where=f"{folder}/notices.csv, {notice['notice_no']}"))
        count = sum(1 for entry in entries if _is_listed(entry, day))
        if count != int(notice["in_force"]):
            raise ListError(
                f"{folder}: notice {notice['notice_no']} says that {notice['in_force']} are listed, the tables say "
                f"{count}"
            )


def _is_listed(entry: ListEntry, instant: datetime) -> bool:
    return any(
        period.state == State.IN_FORCE
        and period.from_at <= instant
        and (period.until_at is None or instant < period.until_at)
        for period in entry.measures[0].periods
    )
