"""The entity cell of Supplement No. 4: name, aliases, subordinate institutions and addresses in one stream.

The grammar as published: `Name, a.k.a., the following N aliases:` then a line per alias that begins with a dash,
then the addresses, joined by `; and`. Without aliases the name ends at the first comma that is not followed by a
legal form. Subordinate institutions and affiliated entities repeat the grammar behind a heading of their own.
"""

import re
from dataclasses import dataclass, field

from lists.ecfr.prose import addresses_of, parted, split_name, tidy_alias, tidy_name, unbracketed

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
}
NAME_BEGINS, NAME_ENDS = "\x02", "\x03"
"""Around a name that the publisher prints in italics at the start of a line: it begins an affiliate."""
_MARKED = re.compile(rf"^\s*{NAME_BEGINS}([^{NAME_ENDS}]*){NAME_ENDS}(.*)$")
_DASH = re.compile(r"^\s*[—–-]\s*")
_DASH_INSIDE = re.compile(r"[;,]\s*(?:and\s+)?[—–]\s*")
_ALIAS_CLAUSE = re.compile(
    r"""[,\s]*\(?\b(?:(?P<kind>[af]\.k\.a\b\.?)[\s,]*)?     # a.k.a.,
        (?:and|as|including)?\s*(?:the\s+)*
        (?:(?P<before>\w+\s+)?follow(?:ing)?\s+(?:the\s+following\s+)?(?:(?P<count>\w+)\s+)?|(?P<bare>one\s+))
        (?:alia(?:s(?:es)?|es)|entity)\b\s*[:,;]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_INLINE_ALIAS = re.compile(r"[,;\s]*\(?\b([af])(?:\.k\.a\b\.?|ka\b)[\s,]*", re.IGNORECASE)
_UNIT_HEADING = re.compile(r"^subordinate institu?i?t?i?ons?\b\s*[:-]?\s*", re.IGNORECASE)
_UNIT_INSIDE = re.compile(r"^(?P<parent>[^,]+?)\s+subordinate instit\w+\s*:\s*(?P<unit>.*)$", re.IGNORECASE)
_AFFILIATES_HEADING = re.compile(r"^affiliated entit(?:y|ies)\s*:\s*", re.IGNORECASE)
_ADDRESS_HEADING = re.compile(r"^(?:the following addresses? appl[^:]*|addresses for [^:]+)\s*:\s*", re.IGNORECASE)
_TO_INCLUDE = re.compile(r",?\s*(?:and\s+)?to include the following[^:.]*[:.]?\s*$", re.IGNORECASE)
_REMARK = re.compile(
    r"\(?\bsee(?: also)? (?:the )?(?:alternate )?(?:address|entry|entries|also)[^()]*(?:\([^()]*\))?[^()]*\)?\.?",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\s*\((?:a subsidiary of|a subordinate institute of|Parent Organization:)\s+(?P<parent>.+)\)$", re.IGNORECASE
)
"""What a name says of its parent in brackets: it is a relation, not a part of the name."""
_UNITS_FOLLOW = re.compile(r"[;,]?\s*and the following \w+ subordinate entities\s*:\s*$", re.IGNORECASE)
_STREET_GOES_ON = re.compile(r"(?:St|Street|Rd|Road|Ave|Avenue|Lane)\b\.?,")
_NUMBERED_STREET = re.compile(r"(?P<name>.*[^\W\d_])\s+(?P<street>\S*\d\S*\s+\S+)$")
"""`JSCT SKTB RT.55 Nijinsky`, when the next line is `St., Velikiy Novgorod`."""
_ABBREVIATED = re.compile(r"\([A-Z]{2,}\)$")
_PERSON = r"[A-Z][a-z]+ [A-Z][a-z]+"
_TWO_PERSONS = re.compile(rf"{_PERSON}: {_PERSON} and {_PERSON}")
"""A person and two other names of that person."""
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Party:
    """A named party of a cell with its aliases; `alias_type` tells a.k.a. from f.k.a."""

    name: str
    aliases: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    promised: int | None = None
    """Number of aliases that the text promises (`the following three aliases`)."""
    printed: int = 0
    """Number of aliases that follow."""
    part_of: str | None = None
    """The parent that the name states in brackets."""

    def __post_init__(self) -> None:
        """Take the parent off the name."""
        if relation := _RELATION.search(self.name):
            self.part_of = relation["parent"]
            self.name = self.name[: relation.start()]


@dataclass(slots=True)
class EntityCell:
    """What one entity cell says.

    Attributes:
        party: The party that the row is about; None on rows that only continue the entry above.
        units: Subordinate institutions and affiliated entities named in the cell.
        addresses: Addresses that the cell gives for all of them under a heading of its own.
        heading: `units`, `affiliates` or `addresses` on a row that continues the entry above.
        parent: Name of the parent that the cell prints before `subordinate institution:`.
        remarks: References to other entries, kept as text.
    """

    party: Party | None = None
    units: list[Party] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    heading: str | None = None
    parent: str | None = None
    remarks: list[str] = field(default_factory=list)
    marked: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Line that begins with a name in italics -> that name and the rest of the line."""

    @property
    def parties(self) -> list[Party]:
        """The party and its units."""
        return ([self.party] if self.party else []) + self.units


def read_cell(lines: list[str]) -> EntityCell:
    """Lines of an entity cell (as separated by `<br/>`) as parties with aliases and addresses."""
    cell = EntityCell()
    for line in lines:
        if found := _MARKED.match(_SPACES.sub(" ", line)):
            cell.marked[_unmarked(line)] = (found[1].strip(" ,"), found[2].strip())
    lines = [_unmarked(line) for line in lines]
    target: list[str] = []
    for block in _blocks(_with_unit_headings(_joined(lines))):
        first = block[0]
        if _ADDRESS_HEADING.match(first):
            cell.addresses += _addresses([_ADDRESS_HEADING.sub("", first), *block[1:]], cell)
            cell.heading = cell.heading or ("addresses" if cell.party is None else None)
        elif _AFFILIATES_HEADING.match(first) or _UNIT_HEADING.match(first):
            is_unit = bool(_UNIT_HEADING.match(first))
            cell.heading = cell.heading or (("units" if is_unit else "affiliates") if cell.party is None else None)
            rest = (_UNIT_HEADING if is_unit else _AFFILIATES_HEADING).sub("", first)
            cell.units += _parties(([rest] if rest else []) + block[1:], cell, one=is_unit)
        elif cell.party is None and cell.heading is None:
            inside = _UNIT_INSIDE.match(first)
            if inside:
                cell.parent = inside["parent"].strip()
            party, *more = _parties(_without_parent(block, inside), cell, one=True)
            cell.party, cell.units = party, more
        else:
            target.extend(block)
    if target and cell.party is not None:
        cell.party.addresses += _addresses(target, cell)
    return cell


def _without_parent(block: list[str], inside: re.Match[str] | None) -> list[str]:
    """The lines without the parent that stands before `subordinate institution:`; the unit may be on the next line."""
    if inside is None:
        return block
    lines = [inside["unit"], *block[1:]] if inside["unit"] else block[1:]
    return [_DASH.sub("", lines[0]), *lines[1:]]


def _unmarked(line: str) -> str:
    return _SPACES.sub(" ", line.replace(NAME_BEGINS, "").replace(NAME_ENDS, "")).strip()


def _joined(lines: list[str]) -> list[str]:
    """Lines without blank ones; an alias clause that is broken over two lines is put together."""
    joined: list[str] = []
    for line in (_SPACES.sub(" ", line).strip() for line in lines):
        if not line:
            continue
        if joined and re.search(r"(?:a\.k\.a\.?,?|the following(?: \w+)?)$", joined[-1]) and not _DASH.match(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _with_unit_headings(lines: list[str]) -> list[str]:
    """Lines in which dashed `subordinate entities` stand as under a heading, their own aliases still dashed."""
    start = next((number for number, line in enumerate(lines) if _UNITS_FOLLOW.search(line)), None)
    if start is None:
        return lines
    units = ["Affiliated entities:"]
    aliases_to_come = 0
    for line in lines[start + 1 :]:
        if _DASH.match(line) and aliases_to_come == 0:
            line = _DASH.sub("", line).strip(" ;")  # noqa: PLW2901 - the dash means a unit here, not an alias
            clause = _ALIAS_CLAUSE.search(line)
            aliases_to_come = (_count(clause["count"] or clause["before"] or clause["bare"]) or 0) if clause else 0
        else:
            aliases_to_come = max(0, aliases_to_come - 1) if _DASH.match(line) else 0
        units.append(line)
    return [*lines[:start], _UNITS_FOLLOW.sub("", lines[start]), *units]


def _blocks(lines: list[str]) -> list[list[str]]:
    """Lines cut before each heading."""
    blocks: list[list[str]] = []
    for line in lines:
        is_heading = any(p.match(line) for p in (_ADDRESS_HEADING, _AFFILIATES_HEADING, _UNIT_HEADING))
        if is_heading or not blocks:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _parties(lines: list[str], cell: EntityCell, *, one: bool) -> list[Party]:
    """The parties of a block: one with its addresses, or one per line that is not an alias or an address."""
    if one:
        return [_party(lines, cell)]
    parties: list[list[str]] = []
    if any(line in cell.marked for line in lines):
        for line in lines:
            if line in cell.marked or not parties:
                parties.append([line])
            else:
                parties[-1].append(line)
        return [_marked_party(part, cell) for part in parties]
    for line in lines:
        starts_party = not _DASH.match(line) and (
            not parties or not _DASH.match(parties[-1][-1]) or bool(_ALIAS_CLAUSE.search(line))
        )
        if starts_party:
            parties.append([line])
        else:
            parties[-1].append(line)
    return [_party(part, cell) for part in parties]


def _marked_party(lines: list[str], cell: EntityCell) -> Party:
    """A party whose name is marked; lines that end in a semicolon, and the one behind them, are aliases too."""
    if lines[0] not in cell.marked:
        return _party(lines, cell)
    name, rest = cell.marked[lines[0]]
    if not _ALIAS_CLAUSE.search(rest):
        return Party(name=tidy_name(name), addresses=_addresses([rest, *lines[1:]], cell))
    listed: list[str] = []
    others = lines[1:]
    while others and (_DASH.match(others[0]) or (listed and re.search(r";(?:\s*and)?\s*$", listed[-1]))):
        listed.append(others.pop(0))
    dashed = [line if _DASH.match(line) else f"—{line.strip()}" for line in listed]
    return _party([f"{name}, {rest}", *dashed, *others], cell)


def _party(lines: list[str], cell: EntityCell) -> Party:
    first = lines[0] if lines else ""
    clause = _ALIAS_CLAUSE.search(first)
    if clause is None and _has_begun_address(first):
        lines = [first, *(_DASH.sub("", line) for line in lines[1:])]
    dashed = [line for line in lines[1:] if _DASH.match(line)]
    if clause is None and not dashed:
        return _plain_party(lines, cell)
    party = named_party(first[: clause.start()] if clause else _TO_INCLUDE.sub("", first))
    if clause:
        party.promised = _count(clause["count"] or clause["before"] or clause["bare"])
    inline = _TO_INCLUDE.sub("", first[clause.end() :]) if clause else ""
    if party.promised and ";" in inline:
        inline, glued_address = _counted_inline(inline, party.promised)
        lines = [first, *([glued_address] if glued_address else []), *lines[1:]]
    inline = re.sub(
        r"^(?:and|including) [\w\s]*subordinate institutions?\s*:?\s*",
        "",
        inline.strip(),
        flags=re.IGNORECASE,
    )
    listed = ([inline] if inline else []) + dashed
    rest = [line for line in lines[1:] if not _DASH.match(line)]
    while party.promised and len(listed) < party.promised and rest and _is_bare_name(rest[0]):
        listed.append(rest.pop(0))
    is_former = bool(clause and (clause["kind"] or "").lower().startswith("f"))
    aliases = [
        alias
        for line in listed
        for alias in _DASH_INSIDE.split(_TO_INCLUDE.sub("", _DASH.sub("", line)))
        if alias.strip()
    ]
    if aliases:
        aliases[-1], rest = _without_address(aliases[-1], rest)
    party.printed = len(aliases)
    for alias in aliases:
        also = named_party(tidy_alias(alias))
        (party.former if is_former else party.aliases).extend([also.name, *also.aliases])
        party.former += also.former
    party.addresses = _addresses(rest, cell)
    return party


def _has_begun_address(line: str) -> bool:
    """Whether a line without aliases holds a name and a part of an address, so that a dash can't begin an alias."""
    _, address = split_name(line)
    return any(character.isdigit() for character in address)


def _without_address(alias: str, rest: list[str]) -> tuple[str, list[str]]:
    """The last alias and the lines of the address, of which a line break may have left the beginning on the alias."""
    if not rest:
        alias, glued = parted(alias)
        glued = re.sub(r"^to include the following subordinate\.\s*", "", glued)
        return alias, [glued] if glued else []
    if _STREET_GOES_ON.match(rest[0]) and (broken := _NUMBERED_STREET.match(alias)):
        return broken["name"], [f"{broken['street']} {rest[0]}", *rest[1:]]
    if alias.rstrip().endswith(","):
        alias, begun = split_name(alias.rstrip(" ,"))
        return alias, [f"{begun}, {rest[0]}", *rest[1:]] if begun else rest
    return alias, rest


def named_party(head: str) -> Party:
    """A name that may carry `(f.k.a., A; and B)` in brackets."""
    inline = _INLINE_ALIAS.split(head)
    party = Party(name=tidy_name(inline[0]))
    for kind, text in zip(inline[1::2], inline[2::2], strict=True):
        aliases = (tidy_alias(unbracketed(part)) for part in text.split(";"))
        (party.former if kind.lower() == "f" else party.aliases).extend(alias for alias in aliases if alias)
    return party


def _is_bare_name(line: str) -> bool:
    """Whether a line without dash can only be an alias: no comma, no digit."""
    return "," not in line and not any(character.isdigit() for character in line)


def _counted_inline(text: str, promised: int) -> tuple[str, str]:
    """`A; and B. 5 Some Street` with two promised aliases -> the aliases again as dashed parts, and the address."""
    parts = [_DASH.sub("", re.sub(r"^and\s+", "", part.strip())) for part in text.split(";", promised - 1)]
    last = parts[-1]
    sentence = re.search(r"\.(?:\s+(?=[A-Z0-9])|(?<=[a-z]{3}\.)(?=\d))", last)
    alias, address = (last[: sentence.start() + 1], last[sentence.end() :]) if sentence else split_name(last)
    return "; —".join([*parts[:-1], alias]), address


def _plain_party(lines: list[str], cell: EntityCell) -> Party:
    """A party without a list of aliases: name and address share one comma stream unless lines part them."""
    first = _take_remarks(lines[0], cell)
    inline = _INLINE_ALIAS.split(first)
    head, address = split_name(inline[0])
    if len(inline) == len(lines) == 1 and not address:
        head, address = parted(head)
    if len(inline) == 1 and len(lines) > 1 and not address:
        head = first
    party = Party(name=tidy_name(head))
    for kind, text in zip(inline[1::2], inline[2::2], strict=True):
        is_last = text is inline[-1]
        aliases, address = _inline_aliases(text, party) if is_last else ([tidy_alias(unbracketed(text))], address)
        (party.former if kind.lower() == "f" else party.aliases).extend(aliases)
    party.addresses = _addresses(([address] if address else []) + lines[1:], cell)
    return party


def _inline_aliases(text: str, party: Party) -> tuple[list[str], str]:
    """Aliases of `a.k.a., A, B, 5 Some Street`: the first part, and those after it that share a word with a name.

    A part that ends in an abbreviation in brackets is a name too.
    """
    aliases: list[str] = []
    rest = text
    while rest:
        alias, after = split_name(rest)
        known = {word for name in (party.name, *aliases) for word in _words(name)}
        is_name = bool(known & _words(alias)) or bool(_ABBREVIATED.search(alias))
        if aliases and (not is_name or any(character.isdigit() for character in alias)):
            break
        aliases += [tidy_alias(one) for one in _enumerated(unbracketed(alias), party.name)]
        rest = after
    return aliases, rest


def _enumerated(text: str, party: str) -> list[str]:
    """The names of `Lin Rongnan, Steven Lim and Yong Nam Lim`; `Science and Technology` is one."""
    *first, last = re.split(r",\s+", text)
    one, and_, other = last.partition(" and ")
    is_list = bool(first) or _TWO_PERSONS.fullmatch(f"{party}: {last}") or len(_words(one) & _words(other)) > 1
    names = [*first, one, other]
    return names if and_ and is_list and all(len(name.split()) > 1 for name in names) else [text]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > 1}


def _addresses(lines: list[str], cell: EntityCell) -> list[str]:
    return addresses_of(_take_remarks(" ".join(lines), cell))


def _take_remarks(text: str, cell: EntityCell) -> str:
    remarks = [found[0].strip(" .") for found in _REMARK.finditer(text)]
    cell.remarks += remarks
    return _REMARK.sub("", text).strip() if remarks else text


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    plain = word.strip().lower()
    return int(plain) if plain.isdigit() else NUMBER_WORDS.get(plain)
