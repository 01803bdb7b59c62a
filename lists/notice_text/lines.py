"""The lines of a notice: the body apart from the annex, and each line of the body by what it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lists.notice_text.keys import NUMERAL, squeezed

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_MARKUP = re.compile(r"^#+\s*|\*\*|__")
URL = re.compile(r"https?://[^\s<>）)]+")
DAY = rf"{NUMERAL}年{NUMERAL}月{NUMERAL}日"
_ANNEX = re.compile(rf"^(?:附件?(?:{NUMERAL})?|反制清单|反制裁清单)[：:]?$")
_ANNEX_HEAD = re.compile(
    rf"^(?:出口管制管控名单|关注名单|反制清单|反制裁清单|被列入.+的(?:{NUMERAL}家)?.{{0,4}}实体|[（(]{DAY}[）)])$"
)
_ANNEX_NAMED = re.compile("^附件?[：:].+$")
_AUTHORITY = "(?:中华人民共和国)?(?:不可靠实体清单工作机制|商务部|外交部)?(?:公告|令)?"
MASTHEAD = re.compile(rf"^{_AUTHORITY}(?:[〔\[]{NUMERAL}[〕\]]|{NUMERAL}年)?(?:第?{NUMERAL}号)?$")
NUMBER_LINE = re.compile("^【发[布文]文号】(?P<number>.+)$")
DATE_LINE = re.compile("^【发文日期】(?P<day>.+)$")
TITLE = re.compile(rf"^(?:{_AUTHORITY}{NUMERAL}年第{NUMERAL}号\s+)?(?P<title>公布.+|.+的公告|.+的决定|.+答记者问)$")
STAMP = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2}) \d{2}:\d{2}$")
EFFECT = re.compile(r"^本(?:公告|决定)自(?P<when>.+?)起(?:正式)?(?:实施|施行)。?$")
PROMULGATION = re.compile(rf"^[（(]{DAY}(?P<order>.+?号)公布，自(?P<when>.+?)起施行[）)]$")
NOW_PUBLISHED = re.compile(r"现公布《.+?》，自(?P<when>.+?)起施行。$")
LISTED = re.compile(r"将(?P<names>[^将]+?)列入(?:不可靠实体清单|出口管制管控名单|关注名单|反制清单)")
_ORDERED_INLINE = re.compile(r"采取(?:以下)?[^，。：]{0,6}措施[：:](?P<clause>.+)$")
WARNING = re.compile(r"可能存在通过(?P<name>.+?)与.+?交易的风险")
_CLAUSE = re.compile(rf"^(?:{NUMERAL}、|[（(]{NUMERAL}[）)])")
_UNNUMBERED = re.compile("^(?:出口经营者向上述实体|商务部将对.+名单中实体)")
"""How measures of the Watch List begin, which are printed as paragraphs without numbers."""
_STATEMENT = re.compile(r"^上述.+采取相应措施。$|^列入.+名单的实体.+可申请移出.+名单。")
_OF_NO_INTEREST = (
    re.compile(r"^https?://\S+$"),
    re.compile(r"^来源[：:]"),
    re.compile(r"^【发布单位】"),
    re.compile(r"^本(?:公告|决定)未尽事宜，按.+执行。$"),
    re.compile(r"^(?:.*联系方式|地址|邮编|电子邮箱|电话|传真)[：:]"),
    re.compile(r"^部\s*长\s*[\u4e00-\u9fff\s]{2,8}$"),
    re.compile(r"^[（(]?商\s*务\s*部\s*(?:代\s*章)?[）)]?$|^外\s*交\s*部$"),
    re.compile(rf"^{DAY}$"),
    re.compile(r"^(?:有记者问|问)[：:]"),
)
"""Lines of a body that say nothing by themselves: addresses, seals, questions; dates and numbers are read elsewhere."""


@dataclass(slots=True)
class Body:
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


def text_lines(text: str) -> list[str]:
    """Lines without markup and invisible characters; empty ones are left out."""
    plain = (_MARKUP.sub("", INVISIBLE.sub("", line).strip()) for line in text.splitlines())
    return [" ".join(line.split()) for line in plain if line.strip()]


def parted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The body, and the lines of the annex without its headings."""
    start = next((position for position, line in enumerate(lines) if _ANNEX.match(line)), len(lines))
    annex = [line for line in lines[start:] if not (_ANNEX.match(line) or _ANNEX_HEAD.match(line))]
    return list(lines[:start]), annex


def sorted_body(lines: Sequence[str]) -> Body:
    """The lines of the body by what they are; what is none of these is unread."""
    body = Body()
    behind, last = body.reasons, ""
    for line in lines:
        if _is_of_no_interest(line):
            continue
        if _ANNEX_NAMED.match(line):
            body.annex_named.append(line)
        elif re.match("答[：:]", line):
            body.answer.append(line)
        elif WARNING.search(line):
            behind = body.warning
            behind.append(line)
        elif "决定" in line and not body.decision:
            body.decision.append(line)
            behind = body.procedure if "启动调查" in line else body.clauses
            behind += [found["clause"] for found in _ORDERED_INLINE.finditer(line)]
        elif LISTED.search(line):
            # whom a second paragraph lists would be lost among the measures
            body.unread.append(line)
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
        MASTHEAD.match(squeezed(line))
        or any(pattern.match(line) for pattern in (NUMBER_LINE, DATE_LINE, TITLE, EFFECT, PROMULGATION))
        or re.fullmatch(STAMP, line)
        or NOW_PUBLISHED.search(line)
        or any(pattern.match(line) for pattern in _OF_NO_INTEREST)
    )
