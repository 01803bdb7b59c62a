"""Parties that a notice lists: lines of an annex, names in prose, persons with their posts, branches of a head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from lists.notice_text.keys import NUMERAL, number
from screening.models import Kind

_COUNTRY = "美国"
_ORGANISATION = re.compile(
    "(?:公司|集团|企业|银行|联盟|论坛|协会|学会|委员会|基金会|研究所|研究院|实验室|大学|机构|中心|图书馆|项目)[”’]?$"
)
"""How the name of an organisation ends: tells 甲集团、乙公司 (two) from 波音防务、空间与安全集团 (one)."""
_POST = re.compile("^(?P<post>.*(?:主席|主任|所长|会长|院长|部长|议员|官|顾问|董事|总裁|经理|代表))(?P<name>.+)$")
_ITEM = re.compile(rf"^(?P<item>\d{{1,3}}|{NUMERAL}(?=、)|[（(]{NUMERAL}[）)])\s*(?:[.．、]\s*)?(?P<rest>.*)$")
_SECTION = re.compile(
    rf"^(?P<kind>企业|实体|机构|高级管理人员|机构人员|人员|个人)(?:[（(]共计?(?P<count>{NUMERAL})[家名人][）)])?$"
)
_SECTION_KINDS = {
    "企业": Kind.ORGANISATION,
    "实体": Kind.ORGANISATION,
    "机构": Kind.ORGANISATION,
    "高级管理人员": Kind.PERSON,
    "机构人员": Kind.PERSON,
    "人员": Kind.PERSON,
    "个人": Kind.PERSON,
}
_ATTRIBUTE = re.compile("^参与[^（(、]*?的")
_BRANCH = re.compile(r"^[-－–—]\s*(?P<name>\S.*)$")
_STAFF = re.compile(rf"^(?P<of>.+?)相关人员，包括(?P<names>.+?)等，共(?P<count>{NUMERAL})人$")
_AND_OTHERS = re.compile(rf"等(?:(?P<count>{NUMERAL})[家名个])?[^、（）]{{0,10}}$")
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9&.,'’\- /]*[A-Za-z0-9.]")
_BORN = re.compile(rf"^({NUMERAL})年({NUMERAL})月({NUMERAL})日生$")
_ADDRESS = re.compile(r"^地址\s*[：:]\s*(?P<address>.+?)[，,；;]?\s*(?:邮编\s*[：:]\s*(?P<postcode>[\w -]+?))?$")
_POSTCODE = re.compile(r"^邮编\s*[：:]\s*(?P<postcode>[\w -]+?)$")


@dataclass(frozen=True, slots=True)
class Party:
    """One listed party, with its names as printed.

    Attributes:
        item: Its number as printed, with that of its section; its position where it stands in prose.
        name_zh: Chinese name, empty if none is printed.
        name_en: Name in Latin letters, empty if none is printed.
        kind: Organisation or person; `None` if the line does not tell.
        branch_of: Item of the head that a branch is printed under.
        sex: 男 or 女.
        post: What a person is, as printed.
        born_on: ISO date of birth.
        nationality: As printed, without 籍.
        address: Address and postcode as printed.
    """

    item: str
    name_zh: str = ""
    name_en: str = ""
    kind: Kind | None = None
    branch_of: str = ""
    sex: str = ""
    post: str = ""
    born_on: str = ""
    nationality: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        """The name by which a message calls it."""
        return self.name_zh or self.name_en

    def plain_zh(self) -> str:
        """The Chinese name without 美国 (of the US), which some notices put before every name."""
        return self.name_zh.removeprefix(_COUNTRY)

    def described(self, **facts: Any) -> Self:
        """The same party with further facts."""
        return replace(self, **facts)


@dataclass(frozen=True, slots=True)
class Found:
    """Parties found in a part of a notice, counts that it states of them, and what was not understood."""

    parties: tuple[Party, ...] = ()
    counts: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()


def annex_parties(lines: Sequence[str]) -> Found:
    """Parties of the lines of an annex.

    A line is a section (一、企业), a party (`N. 甲公司（A Co.）`), a branch of the party before (`-A Japan KK`), staff
    of an organisation in prose, or the address of the party before; any other line is handed back as unread.
    """
    parties: list[Party] = []
    counts: list[int] = []
    unread: list[str] = []
    section, kind = "", None
    for line in lines:
        item, rest = _numbered(line)
        if heading := _SECTION.match(rest):
            section, kind = item, _SECTION_KINDS[heading["kind"]]
            counts += [number(heading["count"])] if heading["count"] else []
            continue
        found = _line_parties(section + item, rest, kind, parties)
        if found is None:
            unread.append(line)
        else:
            parties = found
    return Found(tuple(parties), tuple(counts), tuple(unread))


def prose_parties(text: str) -> Found:
    """Parties of the prose between 将 and 列入: 甲公司（A Co.）、乙公司（B Inc.）和丙公司（C LLC）等3家实体.

    Returns:
        The parties and the number that the prose states; the text as unread if it names only examples (甲公司等实体).
    """
    names, rest = _bracketed_names(_ATTRIBUTE.sub("", text))
    others = _AND_OTHERS.search(rest)
    if others and not others["count"]:
        return Found(unread=(text,))
    count = number(others["count"]) if others else None
    rest = rest[: others.start()] if others else rest
    if not names and (latin := _latin_parties(text)):
        return latin
    names += [(name, "") for name in _pieces(rest) if name]
    if not names or not all(_ORGANISATION.search(zh) for zh, en in names if not en):
        return Found(unread=(text,))
    parties = (Party(str(position), zh, en) for position, (zh, en) in enumerate(names, start=1))
    return Found(tuple(parties), (count,) if count is not None else ())


def person_named(text: str) -> Found:
    """The one person of a decision without an annex: 决定对石平采取以下反制措施.

    Names in Chinese characters only; anything that may be a group is handed back as unread.
    """
    if (
        re.search("[等及、以（(“]", text)
        or _ORGANISATION.search(text)
        or not re.fullmatch("[\u4e00-\u9fff·]{2,16}", text)
    ):
        return Found(unread=(text,))
    return Found((Party("1", text, kind=Kind.PERSON),))


def with_kind(party: Party, *, otherwise: Kind) -> Party:
    """The party with its kind, and with the post before a person's name (甲研究所所长某某) taken off the name.

    Args:
        party: As its line tells it.
        otherwise: Its kind where neither the line nor the end of the name tells.
    """
    by_name = Kind.ORGANISATION if _ORGANISATION.search(party.name_zh) else otherwise
    party = party.described(kind=party.kind or by_name)
    if party.kind is Kind.PERSON and not party.post and (found := _POST.match(party.name_zh)):
        return party.described(name_zh=found["name"], post=found["post"])
    return party


def _numbered(line: str) -> tuple[str, str]:
    """The printed number of a line (20, 二, （三）) and the rest."""
    found = _ITEM.match(line)
    if found is None or (found["item"].isdecimal() and not re.match(r"\d{1,3}\s*[.．、]", line)):
        return "", line
    item = found["item"].replace("(", "（").replace(")", "）")
    return item, found["rest"]


def _line_parties(item: str, rest: str, kind: Kind | None, before: list[Party]) -> list[Party] | None:
    """The parties before and those of one line; `None` if the line is not understood."""
    if branch := _BRANCH.match(rest):
        return _with_branch(branch["name"], before)
    if staff := _STAFF.match(rest):
        found = _staff(item, staff["names"])
        return [*before, *found] if len(found) == number(staff["count"]) else None
    if _ADDRESS.match(rest) or _POSTCODE.match(rest):
        return [*before[:-1], _with_address(before[-1], rest)] if before else None
    party = _party(item, rest, kind)
    return None if party is None else [*before, party]


def _with_branch(name: str, before: list[Party]) -> list[Party] | None:
    heads = [party for party in before if not party.branch_of]
    if not heads:
        return None
    # the first line under a head may repeat its own name
    if name == heads[-1].name_en:
        return before
    return [*before, Party(heads[-1].item, name_en=name, kind=heads[-1].kind, branch_of=heads[-1].item)]


def _staff(item: str, text: str) -> list[Party]:
    """执行主任甲（A），法律顾问乙（B）、丙（C）: a post stands for the names behind it, up to the next post."""
    people: list[Party] = []
    post = ""
    for position, (printed, name_en) in enumerate(_bracketed_names(text)[0], start=1):
        found = _POST.match(printed)
        post, name_zh = (found["post"], found["name"]) if found else (post, printed)
        people.append(Party(f"{item}-{position}", name_zh, name_en, Kind.PERSON, post=post))
    return people


def _party(item: str, rest: str, kind: Kind | None) -> Party | None:
    printed, name_en, tail = _first_bracket(rest.rstrip("。；;"))
    if not name_en:
        printed, comma, tail = rest.rstrip("。；;").partition("，")
        tail = comma + tail
    if not printed or not (item or name_en or tail):
        return None
    party = _described(Party(item, printed.strip(), name_en, kind), tail)
    if party is None or not (party.kind or name_en or _ORGANISATION.search(printed)):
        return None
    return party


def _described(party: Party, tail: str) -> Party | None:
    """The party with what stands behind its name; `None` if that is not understood."""
    tail = tail.strip()
    if tail in {"", "及其分支机构"}:
        return party
    if _ADDRESS.match(tail.lstrip("，, ")):
        return _with_address(party, tail.lstrip("，, "))
    if not tail.startswith(("，", ",")):
        return None
    for fact in re.split("[，,]", tail[1:]):
        if fact in {"男", "女"}:
            party = party.described(sex=fact, kind=Kind.PERSON)
        elif born := _BORN.match(fact):
            party = party.described(born_on="{:04}-{:02}-{:02}".format(*map(number, born.groups())))
        elif fact.endswith("籍"):
            party = party.described(nationality=fact.removesuffix("籍"))
        elif party.sex and fact:
            party = party.described(post=f"{party.post}，{fact}" if party.post else fact)
        else:
            return None
    return party


def _with_address(party: Party, text: str) -> Party:
    found = _ADDRESS.match(text) or _POSTCODE.match(text)
    facts = found.groupdict() if found else {}
    parts = [party.address, facts.get("address"), facts.get("postcode")]
    return party.described(address="，".join(part.strip() for part in parts if part))


def _first_bracket(text: str) -> tuple[str, str, str]:
    """Text before, inside and after the first bracket with Latin letters; brackets of both widths mix and nest."""
    for opened in re.finditer("[（(]", text):
        depth = 0
        for position in range(opened.start(), len(text)):
            depth += {"（": 1, "(": 1, "）": -1, ")": -1}.get(text[position], 0)
            if depth == 0:
                inside = text[opened.end() : position].strip()
                if re.match("[^\u4e00-\u9fff]*[A-Za-z]", inside) and not re.search("[\u4e00-\u9fff]", inside):
                    return text[: opened.start()], inside, text[position + 1 :]
                break
    return text, "", ""


def _bracketed_names(text: str) -> tuple[list[tuple[str, str]], str]:
    """Pairs of names 甲公司（A Co.）, Chinese names alone between them, and the text behind the last bracket."""
    names: list[tuple[str, str]] = []
    while True:
        before, name_en, after = _first_bracket(text)
        if not name_en:
            return names, text
        *alone, name_zh = _pieces(before.strip())
        names += [(name, "") for name in alone] + [(name_zh, name_en)]
        text = after


def _pieces(text: str) -> list[str]:
    """Names between 、 and 和, where an organisation's name ends before the mark (or nothing stands there)."""
    pieces = [""]
    for part in re.split("([、，和])", text):
        if part in {"、", "，", "和"} and (pieces[-1] == "" or _ORGANISATION.search(pieces[-1])):
            pieces.append("")
        else:
            pieces[-1] += part
    return [piece.strip() for position, piece in enumerate(pieces) if piece or position == len(pieces) - 1]


def _latin_parties(text: str) -> Found | None:
    """欧盟A Bank和B Bank两家银行: names in Latin letters only; the number stated must be theirs."""
    runs = _LATIN_RUN.findall(text)
    counts = re.findall(rf"({NUMERAL})[家名个]", text)
    if not runs or [len(runs)] != [number(count) for count in counts]:
        return None
    return Found(tuple(Party(str(position), name_en=run) for position, run in enumerate(runs, start=1)), (len(runs),))
