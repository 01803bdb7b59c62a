"""The text of one notice -> what it says; a line is understood, of no interest, or handed back as unread."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from lists.notice_text.clauses import ADJUSTS, Change, Clause, Measures, changes, measures
from lists.notice_text.keys import BEIJING, NUMERAL, dates, instant, notice_keys, number, squeezed
from lists.notice_text.lines import (
    DATE_LINE,
    DAY,
    EFFECT,
    INVISIBLE,
    LISTED,
    MASTHEAD,
    NOW_PUBLISHED,
    NUMBER_LINE,
    PROMULGATION,
    STAMP,
    TITLE,
    URL,
    WARNING,
    Body,
    parted,
    sorted_body,
    text_lines,
)
from lists.notice_text.parties import Found, Party, annex_parties, person_named, prose_parties, with_kind
from screening.errors import ListError
from screening.models import Kind

_LISTED_BEFORE = re.compile(rf"决定于{DAY}将")
_ONE = re.compile(r"决定对(?P<name>[^，。、]+?)采取(?:以下)?反制措施")
_LAW = re.compile(rf"《[^》]+(?:法|条例|规定|办法)》(?:第{NUMERAL}条(?:[、和]第{NUMERAL}条)*)?")
_TITLE_COUNT = re.compile(rf"(?:将|等|对)[^，。]*?(?P<count>{NUMERAL})[家名个]")
_TEXT_COUNT = re.compile(rf"(?:等|上述)(?P<count>{NUMERAL})[家名个]")
_SAID = ("published_on", "effective_at", "clauses", "parties", "changes")
"""What two texts of one notice must agree in."""


class NoticeKind(StrEnum):
    """What a notice does."""

    LISTING = "listing"
    MEASURE = "measure"
    """Orders measures against a party that an earlier notice listed."""
    INVESTIGATION = "investigation"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the text of a notice says.

    Attributes:
        key: Authority and number, or kind and date where it has no number.
        kind: What it does.
        title: As printed, without the number before it.
        published_on: Its date.
        effective_at: When it takes effect, in Beijing; midnight where no clock time is given.
        legal_basis: Laws and articles as printed.
        clauses: Its measures.
        parties: Whom it lists, branches behind their head.
        warned: Whom it only warns of; these are not listed.
        stated: Number of parties that its title, its prose or its annex gives, if any does.
        changes: Changes of state of other notices' measures.
        urls: Addresses that stand in the text.
        unread: Lines that were not understood.
        text: The whole text without white space.
    """

    key: str
    kind: NoticeKind
    title: str
    published_on: date
    effective_at: datetime
    legal_basis: tuple[str, ...]
    clauses: tuple[Clause, ...]
    parties: tuple[Party, ...]
    warned: tuple[str, ...]
    stated: tuple[int, ...]
    changes: tuple[Change, ...]
    urls: tuple[str, ...]
    unread: tuple[str, ...]
    text: str

    @property
    def heads(self) -> tuple[Party, ...]:
        """Parties without the branches that are printed under one of them."""
        return tuple(party for party in self.parties if not party.branch_of)

    def prints(self, words: str) -> bool:
        """Whether the text has these words, letter by letter; white space does not count."""
        return squeezed(words) in self.text


def read_notice(text: str, *, where: str) -> Notice:
    """What the text of one notice says.

    Args:
        text: Plain text or Markdown, a paragraph a line.
        where: What to call it in a message.

    Raises:
        ListError: It has no title, date or number, has two of them, or names another number of parties than it states.
    """
    lines, annex = parted(text_lines(text))
    title = _title(lines, where)
    published_on = _published_on(lines, where)
    body = sorted_body(lines)
    kind = _kind(title, body)
    lists_parties = kind in {NoticeKind.LISTING, NoticeKind.MEASURE}
    listed = _parties(body, annex) if lists_parties else Found(unread=tuple(annex))
    ordered = measures(body.clauses)
    adjusts = "".join(body.answer or body.decision) if kind is NoticeKind.ADJUSTMENT else ""
    changed, not_changed = changes(adjusts)
    notice = Notice(
        key=_key(lines, title, published_on, where),
        kind=kind,
        title=title,
        published_on=published_on,
        effective_at=_effective_at(lines, published_on, changed, where),
        legal_basis=tuple(dict.fromkeys(_LAW.findall("".join(body.decision + body.answer)))),
        clauses=ordered.clauses,
        parties=_with_kinds(listed.parties, ordered.clauses),
        warned=tuple(found["name"] for line in body.warning for found in WARNING.finditer(line)),
        stated=_stated(title, body, listed, ordered) if lists_parties else (),
        changes=changed,
        urls=tuple(dict.fromkeys(URL.findall(text))),
        unread=(*body.unread, *listed.unread, *ordered.unread, *not_changed),
        text=squeezed(INVISIBLE.sub("", text)),
    )
    _check_count(notice, where)
    return notice


def one_event(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once, in the order given: texts with the same key are one event, with the addresses of all of them.

    Raises:
        ListError: Two texts of one notice say different things.
    """
    events: dict[str, Notice] = {}
    for notice in notices:
        known = events.get(notice.key, notice)
        differing = [name for name in _SAID if getattr(known, name) != getattr(notice, name)]
        if differing:
            raise ListError(f"two texts of {notice.key} differ in their {', '.join(differing)}; compare them by eye")
        events[notice.key] = replace(known, urls=tuple(dict.fromkeys((*known.urls, *notice.urls))))
    return tuple(events.values())


def _title(lines: Sequence[str], where: str) -> str:
    for line in lines:
        found = TITLE.match(line)
        if found and not MASTHEAD.match(squeezed(line)) and not NOW_PUBLISHED.search(line):
            return found["title"]
    raise ListError(f"{where}: no line is the title of a notice (公告, 决定, 答记者问)")


def _published_on(lines: Sequence[str], where: str) -> date:
    """The date that the head states; else that of the stamp, the order or the seal."""
    for line in lines:
        if found := DATE_LINE.match(line):
            return dates(found["day"])[0]
    for line in lines:
        if found := STAMP.search(line):
            return date.fromisoformat(found["day"])
    sealed = [day for line in lines if re.fullmatch(DAY, line) for day in dates(line)]
    if not sealed:
        raise ListError(f"{where}: the text has no date of publication")
    return sealed[-1]


def _key(lines: Sequence[str], title: str, published_on: date, where: str) -> str:
    numbers = [found["number"] for line in lines if (found := NUMBER_LINE.match(line))]
    numbers += [found["order"] for line in lines if (found := PROMULGATION.match(line))]
    numbers += [line.removesuffix(title) for line in lines if line != title and line.endswith(title)]
    numbers.append("".join(squeezed(line) for line in lines if MASTHEAD.match(squeezed(line))))
    keys = {key for text in numbers for key in notice_keys(text, year=published_on.year)}
    if len(keys) > 1:
        raise ListError(f"{where}: the text has two numbers, {' and '.join(sorted(keys))}")
    if keys:
        return keys.pop()
    if title.endswith("答记者问"):
        return f"答记者问 {published_on}"
    if any(squeezed(line) == "外交部" for line in lines):
        return f"外交部决定 {published_on}"
    raise ListError(f"{where}: the text has no number of a notice")


def _parties(body: Body, annex: Sequence[str]) -> Found:
    """Parties of the annex, or without one those of the decision."""
    if annex:
        return annex_parties(annex)
    if body.annex_named:
        return Found(unread=tuple(f"{line} (there is no such annex in the text)" for line in body.annex_named))
    decision = "".join(body.decision)
    if listed := LISTED.search(decision):
        return prose_parties(listed["names"])
    if one := _ONE.search(decision):
        return person_named(one["name"])
    return Found(unread=tuple(body.decision))


def _with_kinds(parties: Sequence[Party], clauses: Sequence[Clause]) -> tuple[Party, ...]:
    """Parties whose line does not tell what they are: persons where a measure refuses entry to the party itself."""
    concerns_persons = any(
        clause.kind is None and re.search("对其(?:本人)?(?:及.+)?不予签发签证", clause.text) for clause in clauses
    )
    otherwise = Kind.PERSON if concerns_persons else Kind.ORGANISATION
    return tuple(with_kind(party, otherwise=otherwise) for party in parties)


def _kind(title: str, body: Body) -> NoticeKind:
    if title.endswith("答记者问") or (ADJUSTS.search(title) and "列入" not in title):
        return NoticeKind.ADJUSTMENT
    if body.procedure:
        return NoticeKind.INVESTIGATION
    if any(_LISTED_BEFORE.search(line) for line in body.decision):
        return NoticeKind.MEASURE
    return NoticeKind.LISTING


def _effective_at(lines: Sequence[str], published_on: date, changed: Sequence[Change], where: str) -> datetime:
    published_at = datetime.combine(published_on, time(), tzinfo=BEIJING)
    patterns = (EFFECT.match, PROMULGATION.match, NOW_PUBLISHED.search)
    stated = {found["when"] for line in lines for pattern in patterns if (found := pattern(line))}
    instants = {published_at if when in {"公布之日", "发布之日"} else instant(when) for when in stated}
    instants |= {min(change.from_at for change in changed)} if changed else set()
    known = {one for one in instants if one is not None}
    if len(known) > 1 or len(known) < len(instants):
        raise ListError(f"{where}: the text does not say clearly when it takes effect: {', '.join(sorted(stated))}")
    return known.pop() if known else published_at


def _stated(title: str, body: Body, listed: Found, ordered: Measures) -> tuple[int, ...]:
    """Every total that the notice gives: in its title, its prose, its annex, and over the groups of its measures."""
    in_title = _TITLE_COUNT.search(title)
    totals = [number(in_title["count"])] if in_title else []
    groups = ordered.counts
    totals += [sum(counts) for counts in (listed.counts, groups) if counts]
    text = "".join(body.decision + ([] if groups else body.clauses))
    return (*totals, *(number(count) for count in _TEXT_COUNT.findall(text)))


def _check_count(notice: Notice, where: str) -> None:
    """A title may count a party that is only warned of."""
    named = len(notice.heads)
    wrong = [count for count in notice.stated if count not in {named, named + len(notice.warned)}]
    if wrong:
        raise ListError(
            f"{where}: {notice.key} states {wrong[0]} parties, {named} were read"
            + (f"; not understood: {'; '.join(notice.unread)}" if notice.unread else "")
        )
