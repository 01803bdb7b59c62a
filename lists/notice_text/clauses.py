"""What a notice orders: its measures, whom they are for, and the changes of state of the measures of other notices."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lists.notice_text.keys import NUMERAL, instant, notice_keys, number
from screening.models import Kind, State

_VERBS = {
    "继续暂停": State.SUSPENDED,
    "暂停": State.SUSPENDED,
    "停止": State.STOPPED,
    "取消": State.STOPPED,
    "移出": State.REMOVED,
    "恢复": State.IN_FORCE,
}
"""Words for changes of state. 停止 and 取消 end measures and are no removal from the list (移出)."""
_CHANGE = re.compile(
    rf"(?P<verb>{'|'.join(_VERBS)})(?P<what>[^，；。]*?(?:[（(][^（）()]*[）)][^，；。]*?)?)"
    rf"(?:(?P<count>{NUMERAL})(?P<unit>天|日|个月|年))?(?=[，；。]|$)"
)
_START = re.compile(rf"自(?:北京时间)?(?P<when>{NUMERAL}年[^，。]*?)起")
ADJUSTS = re.compile(f"(?:{'|'.join(_VERBS)})")
"""A word for a change of state, as the titles of adjustments have it."""
_NUMBER = re.compile(rf"^(?:{NUMERAL}、|[（(]{NUMERAL}[）)])\s*")
_GROUP = re.compile(r"^对(?P<whom>.+?)(?:，(?=冻结|禁止|不予|限制|严格)|：$)(?P<text>.*)$")
_KINDS = (
    (re.compile("(?:人员|个人)[：]?$"), Kind.PERSON),
    (re.compile("(?:企业|机构|实体|公司|项目|委员会)[”：]*$"), Kind.ORGANISATION),
)
"""How the group that measures are for ends, looked at from the top."""
_GROUP_COUNT = re.compile(rf"等(?P<count>{NUMERAL})[家名个]")


@dataclass(frozen=True, slots=True)
class Clause:
    """One measure as printed, without its number; `kind` says which of the parties it is for, `None` all of them."""

    text: str
    kind: Kind | None = None

    def parts(self) -> tuple[str, ...]:
        """The measure sentence by sentence; 禁止 behind a comma begins another one."""
        return tuple(part for part in re.split("[；。]|，(?=禁止)", self.text) if part)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of state of the measures of another notice.

    Attributes:
        key: The notice whose measures change.
        state: The new state.
        from_at: When it begins, in Beijing.
        until_at: When its term ends, if it has one.
        quote: The sentence that says so.
    """

    key: str
    state: State
    from_at: datetime
    until_at: datetime | None
    quote: str


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a notice, the numbers of parties that they state, and what was not understood."""

    clauses: tuple[Clause, ...] = ()
    counts: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()


def measures(lines: Sequence[str]) -> Measures:
    """Measures of the lines behind 采取以下措施: 一、禁止 …, or by group 一、对 … 等2家机构： and below."""
    clauses: list[Clause] = []
    counts: list[int] = []
    unread: list[str] = []
    kind: Kind | None = None
    groups = 0
    for line in lines:
        text = _NUMBER.sub("", line)
        if group := _GROUP.match(text):
            kind = next((kind for ending, kind in _KINDS if ending.search(group["whom"])), None)
            if kind is None:
                unread.append(line)
                continue
            groups += 1
            counts += [number(found) for found in _GROUP_COUNT.findall(group["whom"])]
            text = group["text"]
        if text:
            clauses.append(Clause(text.rstrip("；。"), kind))
    # the groups make up the whole only where each of them is counted
    return Measures(tuple(clauses), tuple(counts) if len(counts) == groups else (), tuple(unread))


def changes(text: str) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Changes of state that prose announces, and the sentences with a word for one that were not understood.

    A sentence that changes something gives the day, and the notice whose measures change: 自2025年8月12日起，
    继续暂停4月4日公告（…〔2025〕7号）相关措施90天，停止4月9日公告（…〔2025〕8号）相关措施。
    """
    found: list[Change] = []
    unread: list[str] = []
    for sentence in re.findall(r"[^。]+。?", text):
        if not any(verb in sentence for verb in _VERBS):
            continue
        ours = _sentence_changes(sentence)
        found += ours
        if not ours or {change.key for change in ours} != set(notice_keys(sentence)):
            unread.append(sentence)
    return tuple(found), tuple(unread)


def _start(sentence: str) -> re.Match[str] | None:
    """自…起 of what is decided; a reason before 决定 may have a day of its own."""
    decided = sentence.find("决定")
    return _START.search(sentence, max(decided, 0))


def _sentence_changes(sentence: str) -> list[Change]:
    start = _start(sentence)
    from_at = instant(start["when"]) if start else None
    if start is None or from_at is None:
        return []
    found = list(_CHANGE.finditer(sentence, start.end()))
    return [
        Change(key, _VERBS[one["verb"]], from_at, _end(from_at, one["count"], one["unit"]), sentence.strip())
        for one in found
        for key in notice_keys(one["what"]) or (notice_keys(sentence) if len(found) == 1 else ())
    ]


def _end(start: datetime, count: str | None, unit: str | None) -> datetime | None:
    if count is None:
        return None
    length = number(count)
    if unit in {"天", "日"}:
        return start + timedelta(days=length)
    months = start.month - 1 + length * (12 if unit == "年" else 1)
    first = date(start.year + months // 12, months % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return start.replace(year=first.year, month=first.month, day=min(start.day, last))
