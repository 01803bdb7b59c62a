"""What the texts of notices prove of a list's curated tables, what differs, and which rows the tables lack."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lists.declaration import declared
from lists.notice_text.clauses import Change, Clause
from lists.notice_text.keys import squeezed
from lists.notice_text.parties import Party
from lists.notice_text.read import Notice, one_event, read_notice
from lists.notices import COLUMNS, Row, notice_tables
from lists.parsing import several
from screening.errors import InputError, ListError
from screening.models import Kind, State

_LISTS = {
    "cn-countermeasures": re.compile("反制"),
    "cn-ecl": re.compile("管控名单"),
    "cn-uel": re.compile("不可靠实体清单"),
    "cn-watch": re.compile("关注名单"),
}
"""The lists that are kept as notices, and the word of a title that tells them apart."""
_CODES = (
    ("OVERSEAS_TRANSFER", re.compile("境外组织和个人.*原产于.*(?:转移|提供)")),
    ("DUALUSE_BAN", re.compile("禁止.*出口两用物项")),
    ("SPECIAL_LICENCE", re.compile("特殊情况下确需出口")),
    ("NO_GENERAL_LICENCE", re.compile("不得申请通用许可")),
    ("RISK_REPORT_AND_PLEDGE", re.compile("风险评估报告")),
    ("NO_TIME_LIMIT", re.compile("不受.*期限的限制")),
    ("STRICTER_REVIEW", re.compile("更严格的最终用户")),
    ("IE", re.compile("与中国有关的进出口活动")),
    ("INV", re.compile("新增投资")),
    ("EXEC", re.compile("高级管理人员(?:入境|不予签发签证|在中国境内工作许可)")),
    ("FINE", re.compile("罚款")),
    ("SEQ", re.compile("基因测序仪")),
    ("FREEZE", re.compile("冻结")),
    ("TXN_LIMIT", re.compile("限制.*交易")),
    ("TXN", re.compile("禁止.*交易")),
    ("ENTRY", re.compile("不准入境")),
)
"""Code of a measure by its words, looked at from the top; a measure of other words is proposed without a code."""
_ACCOMPANYING = re.compile("正在开展的相关(?:出口)?活动应当立即停止")
"""A sentence that goes with each measure of its clause and is none of its own."""
_COUNTRIES = {"美国": "US", "日本": "JP", "台湾": "TW", "加拿大": "CA"}
"""Country of the organisations of a notice, where its title names just one of these."""
_PREFIXES = {"外交部": "mfa-", "商务部令": "mofcom-"}
_UEL = "不可靠实体清单工作机制公告"


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

    def add(self, role: str, **cells: Any) -> None:
        """Note a row that a table lacks; columns that are not given stay empty."""
        columns = COLUMNS[role].split(",")
        unknown = set(cells) - set(columns)
        if unknown:
            raise ValueError(f"{role}.csv has no columns {sorted(unknown)}")
        self.missing[role].append({column: str(cells.get(column, "")) for column in columns})

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


def notice_no(key: str) -> str:
    """How the tables write the key of a notice: the Unreliable Entity List leaves out its authority."""
    return key.removeprefix(_UEL)


def _head(answer: Proposal, notice: Notice, row: Row | None) -> None:
    printed = {
        "kind": notice.kind.value,
        "title_zh": notice.title,
        "published_on": notice.published_on.isoformat(),
        "effective_at": notice.effective_at.isoformat(),
        "entries": str(len(notice.heads)),
        "branches": str(len(notice.parties) - len(notice.heads)),
    }
    if row is None:
        url = notice.urls[0] if notice.urls else ""
        answer.add("notices", notice_no=notice_no(notice.key), **printed, url=url, checked="notice_text")
        return
    for column, text in printed.items():
        answer.compare("notices", row["notice_no"], column, row[column], text)


def _entries(answer: Proposal, notice: Notice, rows: Sequence[Row], persons: Mapping[str, Row]) -> None:
    left = list(rows)
    keys = _entry_keys(notice)
    for party in notice.parties:
        row = next((row for row in left if _is_same(party, row)), None)
        if row is None:
            _add_entry(answer, notice, party, keys)
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
        for column, printed in _person_cells(party).items():
            answer.compare("persons", key, column, person[column] if person else "", printed)


def _person_cells(party: Party) -> dict[str, str]:
    return {
        "sex": party.sex,
        "post_zh": party.post,
        "birth_date": party.born_on,
        "nationality": _COUNTRIES.get(party.nationality, party.nationality),
    }


def _add_entry(answer: Proposal, notice: Notice, party: Party, keys: Mapping[int, str]) -> None:
    key = keys[id(party)]
    head = next((one for one in notice.heads if party.branch_of and one.item == party.branch_of), None)
    countries = {code for word, code in _COUNTRIES.items() if word in notice.title}
    is_person = party.kind is Kind.PERSON
    answer.add(
        "entries",
        entry_key=key,
        notice_no=notice_no(notice.key),
        item_no=party.item,
        branch_of=keys[id(head)] if head else "",
        name_en=party.name_en,
        name_zh=party.name_zh,
        kind=(party.kind or Kind.ORGANISATION).value,
        country=countries.pop() if len(countries) == 1 and not is_person and not head else "",
        address=party.address,
    )
    if is_person:
        answer.add("persons", entry_key=key, **_person_cells(party))


def _entry_keys(notice: Notice) -> dict[int, str]:
    """Keys for the entries of a notice: its number, the position of the head, the position of the branch."""
    prefix = next((prefix for word, prefix in _PREFIXES.items() if notice.key.startswith(word)), "")
    number = notice.key.rpartition(" ")[2] if " " in notice.key else "-".join(re.findall(r"\d+", notice.key))
    keys: dict[int, str] = {}
    head = branch = 0
    for party in notice.parties:
        head, branch = (head, branch + 1) if party.branch_of else (head + 1, 0)
        keys[id(party)] = f"{prefix}{number}/{head}" + (f"-{branch}" if branch else "")
    return keys


def _measures(answer: Proposal, notice: Notice, rows: Sequence[Row]) -> None:
    number = notice_no(notice.key)
    for row in rows:
        for quote in several(row["text_zh"]):
            printed = quote if notice.prints(quote) else ""
            answer.compare("measures", f"{number} {row['measure']}", "text_zh", quote, printed)
        answer.compare(
            "measures", f"{number} {row['measure']}", "from_at", row["from_at"], notice.effective_at.isoformat()
        )
    quotes = [quote for row in rows for quote in several(row["text_zh"])]
    for clause in notice.clauses:
        for part in _without(clause, quotes):
            code = next((code for code, words in _CODES if words.search(part)), "")
            if not code:
                answer.unread.append((notice.key, f"no code of a measure is known for: {part}"))
            answer.add(
                "measures",
                notice_no=number,
                applies_to=f"kind:{clause.kind.value}" if clause.kind else "*",
                measure=code,
                text_zh=part,
                from_at=notice.effective_at.isoformat(),
            )


def _without(clause: Clause, quotes: Sequence[str]) -> list[str]:
    """What of a measure no quotation covers, one text a measure; a sentence that accompanies others goes with each."""
    rest = squeezed(clause.text)
    for quote in sorted((squeezed(quote).rstrip("。；") for quote in quotes), key=len, reverse=True):
        rest = rest.replace(quote, "")
    parts = [part for part in Clause(rest).parts() if re.search("[\u4e00-\u9fff]", part)]
    accompanying = [part for part in parts if _ACCOMPANYING.search(part)]
    leading = [part for part in parts if part not in accompanying]
    return [" | ".join([part, *accompanying]) for part in leading] or accompanying


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
            _add_states(answer, notice, change, number)
            continue
        where = f"{number} {at}"
        answer.compare("states", where, "state", row["state"], change.state.value)
        answer.compare("states", where, "basis", row["basis"], notice_no(notice.key))
        answer.compare("states", where, "quote_zh", squeezed(row["quote_zh"]), squeezed(change.quote))
        if change.until_at:
            until = change.until_at.isoformat()
            following = next((later["from_at"] for later in own[own.index(row) + 1 :]), "")
            answer.compare("states", where, "from_at of the next state", following, until)


def _add_states(answer: Proposal, notice: Notice, change: Change, number: str) -> None:
    answer.add(
        "states",
        notice_no=number,
        measure="*",
        state=change.state.value,
        from_at=change.from_at.isoformat(),
        basis=notice_no(notice.key),
        quote_zh=change.quote,
    )
    if change.until_at:
        answer.add(
            "states",
            notice_no=number,
            measure="*",
            state=State.UNVERIFIED.value,
            from_at=change.until_at.isoformat(),
            basis="term of the suspension ended",
            note="Replace this row when a notice says what follows the term.",
        )


def _as_dict(proof: Proof) -> dict[str, str]:
    return {
        "table": proof.table,
        "row": proof.row,
        "column": proof.column,
        "kept": proof.kept,
        "printed": proof.printed,
    }
