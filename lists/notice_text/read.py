"""The text of one notice -> what it says; a line is understood, of no interest, or handed back as unread."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from lists.notice_text.clauses import ADJUSTS, Change, Clause, Measures, changes, measures
from lists.notice_text.keys import BEIJING, NUMERAL, dates, instant, notice_keys, number, squeezed
from lists.notice_text.parties import Found, Party, annex_parties, person_named, prose_parties, with_kind
from screening.errors import ListError
from screening.models import Kind

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_MARKUP = re.compile(r"^#+\s*|\*\*|__")
_URL = re.compile(r"https?://[^\s<>）)]+")
_DAY = rf"{NUMERAL}年{NUMERAL}月{NUMERAL}日"
_ANNEX = re.compile(rf"^(?:附件?(?:{NUMERAL})?|反制清单|反制裁清单)[：:]?$")
_ANNEX_HEAD = re.compile(
    rf"^(?:出口管制管控名单|关注名单|反制清单|反制裁清单|被列入.+的(?:{NUMERAL}家)?.{{0,4}}实体|[（(]{_DAY}[）)])$"
)
_ANNEX_NAMED = re.compile("^附件?[：:].+$")
_AUTHORITY = "(?:中华人民共和国)?(?:不可靠实体清单工作机制|商务部|外交部)?(?:公告|令)?"
_MASTHEAD = re.compile(rf"^{_AUTHORITY}(?:[〔\[]{NUMERAL}[〕\]]|{NUMERAL}年)?(?:第?{NUMERAL}号)?$")
_NUMBER_LINE = re.compile("^【发[布文]文号】(?P<number>.+)$")
_DATE_LINE = re.compile("^【发文日期】(?P<day>.+)$")
_TITLE = re.compile(rf"^(?:{_AUTHORITY}{NUMERAL}年第{NUMERAL}号\s+)?(?P<title>公布.+|.+的公告|.+的决定|.+答记者问)$")
_STAMP = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2}) \d{2}:\d{2}$")
_EFFECT = re.compile(r"^本(?:公告|决定)自(?P<when>.+?)起(?:正式)?(?:实施|施行)。?$")
_PROMULGATION = re.compile(rf"^[（(]{_DAY}(?P<order>.+?号)公布，自(?P<when>.+?)起施行[）)]$")
_NOW_PUBLISHED = re.compile(r"现公布《.+?》，自(?P<when>.+?)起施行。$")
_LISTED = re.compile(r"将(?P<names>[^将]+?)列入(?:不可靠实体清单|出口管制管控名单|关注名单|反制清单)")
_LISTED_BEFORE = re.compile(rf"决定于{_DAY}将")
_ONE = re.compile(r"决定对(?P<name>[^，。、]+?)采取(?:以下)?反制措施")
_ORDERED_INLINE = re.compile(r"采取(?:以下)?[^，。：]{0,6}措施[：:](?P<clause>.+)$")
_WARNING = re.compile(r"可能存在通过(?P<name>.+?)与.+?交易的风险")
_CLAUSE = re.compile(rf"^(?:{NUMERAL}、|[（(]{NUMERAL}[）)])")
_UNNUMBERED = re.compile("^(?:出口经营者向上述实体|商务部将对.+名单中实体)")
"""How measures of the Watch List begin, which are printed as paragraphs without numbers."""
_STATEMENT = re.compile(r"^上述.+采取相应措施。$|^列入.+名单的实体.+可申请移出.+名单。")
_LAW = re.compile(rf"《[^》]+(?:法|条例|规定|办法)》(?:第{NUMERAL}条(?:[、和]第{NUMERAL}条)*)?")
_TITLE_COUNT = re.compile(rf"(?:将|等|对)[^，。]*?(?P<count>{NUMERAL})[家名个]")
_TEXT_COUNT = re.compile(rf"(?:等|上述)(?P<count>{NUMERAL})[家名个]")
_OF_NO_INTEREST = (
    re.compile(r"^https?://\S+$"),
    re.compile(r"^来源[：:]"),
    re.compile(r"^【发布单位】"),
    re.compile(r"^本(?:公告|决定)未尽事宜，按.+执行。$"),
    re.compile(r"^(?:.*联系方式|地址|邮编|电子邮箱|电话|传真)[：:]"),
    re.compile(r"^部\s*长\s*[\u4e00-\u9fff\s]{2,8}$"),
    re.compile(r"^[（(]?商\s*务\s*部\s*(?:代\s*章)?[）)]?$|^外\s*交\s*部$"),
    re.compile(rf"^{_DAY}$"),
    re.compile(r"^(?:有记者问|问)[：:]"),
)
"""Lines of a body that say nothing by themselves: addresses, seals, questions; dates and numbers are read elsewhere."""

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


@dataclass(slots=True)
class _Body:
    """The lines of a body by what they are."""

    reasons: list[str] = field(default_factory=list)
    decision: list[str] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    procedure: list[str] = field(default_factory=list)
    warning: list[str] = field(default_factory=list)
    statement: list[str] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)
    annex_named: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_notice(text: str, *, where: str) -> Notice:
    """What the text of one notice says.

    Args:
        text: Plain text or Markdown, a paragraph a line.
        where: What to call it in a message.

    Raises:
        ListError: It has no title, date or number, has two of them, or names another number of parties than it states.
    """
    lines, annex = _parted(_lines(text))
    title = _title(lines, where)
    published_on = _published_on(lines, where)
    body = _sorted(lines)
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
        warned=tuple(found["name"] for line in body.warning for found in _WARNING.finditer(line)),
        stated=_stated(title, body, listed, ordered) if lists_parties else (),
        changes=changed,
        urls=tuple(dict.fromkeys(_URL.findall(text))),
        unread=(*body.unread, *listed.unread, *ordered.unread, *not_changed),
        text=squeezed(_INVISIBLE.sub("", text)),
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


def _lines(text: str) -> list[str]:
    """Lines without markup and invisible characters; empty ones are left out."""
    plain = (_MARKUP.sub("", _INVISIBLE.sub("", line).strip()) for line in text.splitlines())
    return [" ".join(line.split()) for line in plain if line.strip()]


def _parted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The body, and the lines of the annex without its headings."""
    start = next((position for position, line in enumerate(lines) if _ANNEX.match(line)), len(lines))
    annex = [line for line in lines[start:] if not (_ANNEX.match(line) or _ANNEX_HEAD.match(line))]
    return list(lines[:start]), annex


def _title(lines: Sequence[str], where: str) -> str:
    for line in lines:
        found = _TITLE.match(line)
        if found and not _MASTHEAD.match(squeezed(line)) and not _NOW_PUBLISHED.search(line):
            return found["title"]
    raise ListError(f"{where}: no line is the title of a notice (公告, 决定, 答记者问)")


def _published_on(lines: Sequence[str], where: str) -> date:
    """The date that the head states; else that of the stamp, the order or the seal."""
    for line in lines:
        if found := _DATE_LINE.match(line):
            return dates(found["day"])[0]
    for line in lines:
        if found := _STAMP.search(line):
            return date.fromisoformat(found["day"])
    sealed = [day for line in lines if re.fullmatch(_DAY, line) for day in dates(line)]
    if not sealed:
        raise ListError(f"{where}: the text has no date of publication")
    return sealed[-1]


def _key(lines: Sequence[str], title: str, published_on: date, where: str) -> str:
    numbers = [found["number"] for line in lines if (found := _NUMBER_LINE.match(line))]
    numbers += [found["order"] for line in lines if (found := _PROMULGATION.match(line))]
    numbers += [line.removesuffix(title) for line in lines if line != title and line.endswith(title)]
    numbers.append("".join(squeezed(line) for line in lines if _MASTHEAD.match(squeezed(line))))
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


def _sorted(lines: Sequence[str]) -> _Body:
    """The lines of the body by what they are; what is none of these is unread."""
    body = _Body()
    behind, last = body.reasons, ""
    for line in lines:
        if _is_of_no_interest(line):
            continue
        if _ANNEX_NAMED.match(line):
            body.annex_named.append(line)
        elif re.match("答[：:]", line):
            body.answer.append(line)
        elif _WARNING.search(line):
            behind = body.warning
            behind.append(line)
        elif "决定" in line and not body.decision:
            body.decision.append(line)
            behind = body.procedure if "启动调查" in line else body.clauses
            behind += [found["clause"] for found in _ORDERED_INLINE.finditer(line)]
        elif _STATEMENT.match(line):
            body.statement.append(line)
        elif _UNNUMBERED.match(line) and body.decision:
            body.clauses.append(line)
        elif _CLAUSE.match(line) or last.endswith(("：", ":")) or behind is body.reasons:
            behind.append(line)
        else:
            body.unread.append(line)
        last = line
    if not (body.decision or body.answer):
        body.unread += body.reasons
    return body


def _is_of_no_interest(line: str) -> bool:
    """Whether a line is a heading, a seal, or a date or number that is read elsewhere."""
    return bool(
        _MASTHEAD.match(squeezed(line))
        or any(pattern.match(line) for pattern in (_NUMBER_LINE, _DATE_LINE, _TITLE, _EFFECT, _PROMULGATION))
        or re.fullmatch(_STAMP, line)
        or _NOW_PUBLISHED.search(line)
        or any(pattern.match(line) for pattern in _OF_NO_INTEREST)
    )


def _parties(body: _Body, annex: Sequence[str]) -> Found:
    """Parties of the annex, or without one those of the decision."""
    if annex:
        return annex_parties(annex)
    if body.annex_named:
        return Found(unread=tuple(f"{line} (there is no such annex in the text)" for line in body.annex_named))
    decision = "".join(body.decision)
    if listed := _LISTED.search(decision):
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


def _kind(title: str, body: _Body) -> NoticeKind:
    if title.endswith("答记者问") or (ADJUSTS.search(title) and "列入" not in title):
        return NoticeKind.ADJUSTMENT
    if body.procedure:
        return NoticeKind.INVESTIGATION
    if any(_LISTED_BEFORE.search(line) for line in body.decision):
        return NoticeKind.MEASURE
    return NoticeKind.LISTING


def _effective_at(lines: Sequence[str], published_on: date, changed: Sequence[Change], where: str) -> datetime:
    published_at = datetime.combine(published_on, time(), tzinfo=BEIJING)
    patterns = (_EFFECT.match, _PROMULGATION.match, _NOW_PUBLISHED.search)
    stated = {found["when"] for line in lines for pattern in patterns if (found := pattern(line))}
    instants = {published_at if when in {"公布之日", "发布之日"} else instant(when) for when in stated}
    instants |= {min(change.from_at for change in changed)} if changed else set()
    known = {one for one in instants if one is not None}
    if len(known) > 1 or len(known) < len(instants):
        raise ListError(f"{where}: the text does not say clearly when it takes effect: {', '.join(sorted(stated))}")
    return known.pop() if known else published_at


def _stated(title: str, body: _Body, listed: Found, ordered: Measures) -> tuple[int, ...]:
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
