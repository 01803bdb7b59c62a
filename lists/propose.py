"""What the texts of notices prove of a list's curated tables, what differs, and which rows the tables lack."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lists.declaration import declared
from lists.notice_rows import (
    entry_keys,
    entry_row,
    head_cells,
    measure_rows,
    notice_no,
    person_cells,
    state_rows,
    table_row,
)
from lists.notice_text.keys import squeezed
from lists.notice_text.parties import Party
from lists.notice_text.read import Notice, one_event, read_notice
from lists.notices import COLUMNS, Row, notice_tables
from lists.parsing import several
from screening.errors import InputError, ListError
from screening.models import Kind

_LISTS = {
    "cn-countermeasures": re.compile("反制"),
    "cn-ecl": re.compile("管控名单"),
    "cn-uel": re.compile("不可靠实体清单"),
    "cn-watch": re.compile("关注名单"),
}
"""The lists that are kept as notices, and the word of a title that tells them apart."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A cell of a curated table that a text proves or contradicts.

    Attributes:
        table: Role of the table.
        row: Which row: key of the entry, or number of the notice with the measure or state.
        column: Which column.
        kept: What the table has.
        printed: What the text has; the same where it proves the cell, empty where it says nothing of the kind.
    """

    table: str
    row: str
    column: str
    kept: str
    printed: str

    @property
    def holds(self) -> bool:
        """Whether the text says what the table says."""
        return self.kept == self.printed


@dataclass(slots=True)
class Proposal:
    """What texts of notices say about the curated tables of one list.

    Attributes:
        list_id: Which list.
        notices: Keys of the notices read, each once, with the addresses of their texts.
        missing: Rows that the tables lack, by role, in the columns of the tables. Cells that a person must fill in (an
            English text, a code) are empty.
        proved: Cells that the text proves.
        differing: Cells that the text contradicts or does not bear out.
        unread: Notice and line of what was not understood.
    """

    list_id: str
    notices: dict[str, tuple[str, ...]]
    missing: dict[str, list[Row]] = field(default_factory=lambda: {role: [] for role in COLUMNS})
    proved: list[Proof] = field(default_factory=list)
    differing: list[Proof] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def compare(self, table: str, row: str, column: str, kept: str, printed: str) -> None:
        """Note whether a text bears out a cell."""
        proof = Proof(table, row, column, kept, printed)
        (self.proved if proof.holds else self.differing).append(proof)

    def as_dict(self) -> dict[str, Any]:
        """The same for a machine."""
        return {
            "list_id": self.list_id,
            "notices": [{"notice": key, "urls": list(urls)} for key, urls in self.notices.items()],
            "missing": self.missing,
            "proved": [_as_dict(proof) for proof in self.proved],
            "differing": [_as_dict(proof) for proof in self.differing],
            "unread": [{"notice": key, "line": line} for key, line in self.unread],
        }


def propose(list_id: str, texts: Mapping[str, str]) -> Proposal:
    """What texts of notices say about the bundled tables of a list.

    Args:
        list_id: A list that is kept as notices.
        texts: Texts of notices by the name of their file; the same notice may come several times.

    Raises:
        InputError: The list is not kept as notices.
        ListError: A text cannot be read, or is of another list.
    """
    if list_id not in _LISTS:
        raise InputError(f"{list_id} is not kept as texts of notices; choose from {', '.join(_LISTS)}")
    notices = [read_notice(text, where=name) for name, text in texts.items()]
    for name, notice in zip(texts, notices, strict=True):
        if not _LISTS[list_id].search(notice.title):
            raise ListError(f"{name}: {notice.title} is not about {declared(list_id).title.zh} ({list_id})")
    return proposal(list_id, notice_tables(declared(list_id).bundled_files(), list_id=list_id), notices)


def proposal(list_id: str, tables: Mapping[str, Sequence[Row]], notices: Iterable[Notice]) -> Proposal:
    """What notices say about curated tables.

    Args:
        list_id: Which list.
        tables: Rows by role, see `lists.notices`.
        notices: Notices of this list; texts of the same notice are one event.
    """
    events = one_event(notices)
    answer = Proposal(list_id, {notice.key: notice.urls for notice in events})
    kept = {row["notice_no"]: row for row in tables["notices"]}
    for notice in events:
        number = notice_no(notice.key)
        answer.unread += [(notice.key, line) for line in notice.unread]
        _head(answer, notice, kept.get(number))
        rows = [row for row in tables["entries"] if row["notice_no"] == number]
        _entries(answer, notice, rows, {row["entry_key"]: row for row in tables["persons"]})
        _measures(answer, notice, [row for row in tables["measures"] if row["notice_no"] == number])
        _states(answer, notice, tables["states"], set(kept))
    return answer


def _head(answer: Proposal, notice: Notice, row: Row | None) -> None:
    printed = head_cells(notice)
    if row is None:
        url = notice.urls[0] if notice.urls else ""
        answer.missing["notices"].append(table_row("notices", notice_no=notice_no(notice.key), **printed, url=url))
        return
    for column, text in printed.items():
        answer.compare("notices", row["notice_no"], column, row[column], text)


def _entries(answer: Proposal, notice: Notice, rows: Sequence[Row], persons: Mapping[str, Row]) -> None:
    left = list(rows)
    keys = entry_keys(notice)
    for party in notice.parties:
        row = next((row for row in left if _is_same(party, row)), None)
        if row is None:
            answer.missing["entries"].append(entry_row(notice, party, keys))
            if party.kind is Kind.PERSON:
                cells = person_cells(party)
                answer.missing["persons"].append(table_row("persons", entry_key=keys[party], **cells))
            continue
        left.remove(row)
        _prove_entry(answer, party, row, persons.get(row["entry_key"]))
    for row in left:
        answer.compare("entries", row["entry_key"], "notice_no", row["notice_no"], "")


def _is_same(party: Party, row: Row) -> bool:
    """Whether a row is that of a party: by its English name, else by its Chinese one."""
    if party.name_en and row["name_en"]:
        return party.name_en == row["name_en"]
    return party.plain_zh() == row["name_zh"].removeprefix("美国")


def _prove_entry(answer: Proposal, party: Party, row: Row, person: Row | None) -> None:
    key = row["entry_key"]
    # where a notice puts 美国 (of the US) before each name, tables may leave it out
    name_zh = party.plain_zh() if party.name_zh != row["name_zh"] else party.name_zh
    answer.compare("entries", key, "name_zh", row["name_zh"], name_zh)
    answer.compare("entries", key, "name_en", row["name_en"], party.name_en)
    answer.compare("entries", key, "kind", row["kind"], (party.kind or Kind.ORGANISATION).value)
    answer.compare("entries", key, "branch_of", str(bool(row["branch_of"])), str(bool(party.branch_of)))
    if party.address or row["address"]:
        answer.compare("entries", key, "address", row["address"], party.address)
    if party.kind is Kind.PERSON:
        for column, printed in person_cells(party).items():
            answer.compare("persons", key, column, person[column] if person else "", printed)


def _measures(answer: Proposal, notice: Notice, rows: Sequence[Row]) -> None:
    for row in rows:
        where = f"{row['notice_no']} {row['measure']}"
        for quote in several(row["text_zh"]):
            answer.compare("measures", where, "text_zh", quote, quote if notice.prints(quote) else "")
        answer.compare("measures", where, "from_at", row["from_at"], notice.effective_at.isoformat())
    for clause in notice.clauses:
        quotes = [quote for row in rows if _is_for(row, clause.kind) for quote in several(row["text_zh"])]
        for row in measure_rows(notice, clause, quotes):
            if any(_lacks_words(kept, row["measure"], clause.kind) for kept in rows):
                answer.compare("measures", f"{row['notice_no']} {row['measure']}", "text_zh", "", row["text_zh"])
                continue
            answer.missing["measures"].append(row)
            if not row["measure"]:
                answer.unread.append((notice.key, f"no code of a measure is known for: {row['text_zh']}"))


def _lacks_words(row: Row, code: str, kind: Kind | None) -> bool:
    """Whether a row is of a measure whose words were not known when it was written."""
    return row["measure"] == code and not row["text_zh"] and _is_for(row, kind)


def _is_for(row: Row, kind: Kind | None) -> bool:
    """Whether a measure of the table is for the parties that a clause is for; `None` is all parties."""
    targets = several(row["applies_to"])
    return any(not target.startswith("kind:") or (kind and target == f"kind:{kind.value}") for target in targets)


def _states(answer: Proposal, notice: Notice, rows: Sequence[Row], known: set[str]) -> None:
    for change in notice.changes:
        number = notice_no(change.key)
        if number not in known:
            answer.unread.append((notice.key, f"{change.key} is no notice of {answer.list_id}: {change.quote}"))
            continue
        own = [row for row in rows if row["notice_no"] == number]
        at = change.from_at.isoformat()
        row = next((row for row in own if row["from_at"] == at and row["state"] == change.state), None)
        if row is None:
            answer.missing["states"] += state_rows(notice, change)
            continue
        where = f"{number} {at}"
        answer.compare("states", where, "state", row["state"], change.state.value)
        answer.compare("states", where, "basis", row["basis"], notice_no(notice.key))
        answer.compare("states", where, "quote_zh", squeezed(row["quote_zh"]), squeezed(change.quote))
        if change.until_at:
            until = change.until_at.isoformat()
            following = next((later["from_at"] for later in own[own.index(row) + 1 :]), "")
            answer.compare("states", where, "from_at of the next state", following, until)


def _as_dict(proof: Proof) -> dict[str, str]:
    return {
        "table": proof.table,
        "row": proof.row,
        "column": proof.column,
        "kept": proof.kept,
        "printed": proof.printed,
    }
