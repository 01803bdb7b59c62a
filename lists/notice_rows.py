"""Rows of curated tables as the text of a notice gives them; a person reviews them and fills in what is left empty."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lists.notice_text.clauses import Change, Clause
from lists.notice_text.keys import squeezed
from lists.notice_text.parties import Party
from lists.notice_text.read import Notice
from lists.notices import COLUMNS, Row
from screening.models import Kind, State

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


def notice_no(key: str) -> str:
    """How the tables write the key of a notice: the Unreliable Entity List leaves out its authority."""
    return key.removeprefix(_UEL)


def table_row(role: str, **cells: str) -> Row:
    """A row of a table with all its columns; those that are not given stay empty.

    Raises:
        ValueError: There is no such column; that is a fault of ours.
    """
    columns = COLUMNS[role].split(",")
    unknown = set(cells) - set(columns)
    if unknown:
        raise ValueError(f"{role}.csv has no columns {sorted(unknown)}")
    return {column: cells.get(column, "") for column in columns}


def head_cells(notice: Notice) -> dict[str, str]:
    """What the text gives of the notice itself."""
    return {
        "kind": notice.kind.value,
        "title_zh": notice.title,
        "published_on": notice.published_on.isoformat(),
        "effective_at": notice.effective_at.isoformat(),
        "entries": str(len(notice.heads)),
        "branches": str(len(notice.parties) - len(notice.heads)),
        "checked": "notice_text",
    }


def person_cells(party: Party) -> dict[str, str]:
    """What the text gives of a person."""
    return {
        "sex": party.sex,
        "post_zh": party.post,
        "birth_date": party.born_on,
        "nationality": _COUNTRIES.get(party.nationality, party.nationality),
    }


def entry_keys(notice: Notice) -> dict[Party, str]:
    """Keys for the entries of a notice: its number, the position of the head, the position of the branch."""
    prefix = next((prefix for word, prefix in _PREFIXES.items() if notice.key.startswith(word)), "")
    number = notice.key.rpartition(" ")[2] if " " in notice.key else "-".join(re.findall(r"\d+", notice.key))
    keys: dict[Party, str] = {}
    head = branch = 0
    for party in notice.parties:
        head, branch = (head, branch + 1) if party.branch_of else (head + 1, 0)
        keys[party] = f"{prefix}{number}/{head}" + (f"-{branch}" if branch else "")
    return keys


def entry_row(notice: Notice, party: Party, keys: Mapping[Party, str]) -> Row:
    """The row of a party; its country is that of the title, if it is an organisation and the title names just one."""
    head = next((one for one in notice.heads if party.branch_of and one.item == party.branch_of), None)
    countries = {code for word, code in _COUNTRIES.items() if word in notice.title}
    is_of_title = len(countries) == 1 and party.kind is not Kind.PERSON and head is None
    return table_row(
        "entries",
        entry_key=keys[party],
        notice_no=notice_no(notice.key),
        item_no=party.item,
        branch_of=keys[head] if head else "",
        name_en=party.name_en,
        name_zh=party.name_zh,
        kind=(party.kind or Kind.ORGANISATION).value,
        country=countries.pop() if is_of_title else "",
        address=party.address,
    )


def measure_rows(notice: Notice, clause: Clause, quotes: Sequence[str]) -> Iterator[Row]:
    """Rows for what of a measure no quotation covers; a measure in words that are not known has no code."""
    for text in _without(clause, quotes):
        yield table_row(
            "measures",
            notice_no=notice_no(notice.key),
            applies_to=f"kind:{clause.kind.value}" if clause.kind else "*",
            measure=next((code for code, words in _CODES if words.search(text)), ""),
            text_zh=text,
            from_at=notice.effective_at.isoformat(),
        )


def state_rows(notice: Notice, change: Change) -> Iterator[Row]:
    """The row of a change of state, and that of the end of its term, behind which nothing is known."""
    cells = {"notice_no": notice_no(change.key), "measure": "*"}
    yield table_row(
        "states",
        **cells,
        state=change.state.value,
        from_at=change.from_at.isoformat(),
        basis=notice_no(notice.key),
        quote_zh=change.quote,
    )
    if change.until_at:
        yield table_row(
            "states",
            **cells,
            state=State.UNVERIFIED.value,
            from_at=change.until_at.isoformat(),
            basis="term of the suspension ended",
            note="Replace this row when a notice says what follows the term.",
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
