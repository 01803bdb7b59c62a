"""Where a name ends and an address begins, in the prose of the Federal Register."""

import re

_SUFFIX = (
    r"(?:Private Limited|Limited Liability Company|Limited Liability Partnership|Closed Joint[- ]Stock Company|"
    r"Open Joint[- ]Stock Company|Joint[- ]Stock Company|Limited Sirketi|Sdn\.? Bhd|Pvt\.? Ltd|Pte\.? Ltd|Pty\.? Ltd|"
    r"Co\.? Ltd|Ltd\.? Sti|Ltd\.? Co|S\.? de R\.?L\.?(?: de C\.?V)?|S\.?A\.? de C\.?V|Sp\.? z ?o\.? ?o|L\.L\.C|L\.L\.P|"
    r"L\.P|S\.A\.R\.L|S\.A\.L|S\.A\.S|S\.P\.A|S\.R\.L|S\.A|A\.S|A\.G|B\.V|N\.V|d\.o\.o|s\.r\.o|a\.d|F\.Z\.E|"
    r"Incorporated|Corporation|Company|Limited|GmbH|SARL|SAL|Sarl|PJSC|OJSC|CJSC|JSC|OOO|OAO|ZAO|PAO|LLC|LLP|PLC|FZCO|"
    r"FZE|FZC|Inc|Ltd|Ltda|Corp|Co|AO|AG|AS|A/S|BV|NV|SA|KG|OU|OÜ|Oy|LP|Pte|Pvt|Pty|Bhd|DMCC|WLL|W\.L\.L|SPC|SE|"
    r"PT|TOO|LTD|Jr|Sr|II|III|I\.C|EOOD|OOD|AD|d\.d|UAB|SIA|Lda|E\.I\.R\.L|EIRL|K\.K|P\.C|DWC|FZ-LLC|MMC)"
)
_STARTS_WITH_SUFFIX = re.compile(rf"^({_SUFFIX})(\.?)(?=$|[\s.;,(])", re.IGNORECASE)
_STARTS_WITH_UNIT = re.compile(
    r"^(?:(?:Institute|School|Department|Faculty|College|Laboratory|Ministry) of\b|"
    r"(?:[A-Z][a-z]+ )+(?:Research Institute|Institution)$|Chinese Academy of Sciences$|Importers and Exporters$)"
)
_ENDS_WITH_ABBREVIATION = re.compile(
    r"\b(?:Ltd|Co|Inc|Corp|Bhd|Sti|Jr|Sr|Pte|Pvt|Pty|Ltda|Lda|Bros|[A-Za-z])\.$", re.IGNORECASE
)
_RUN_TOGETHER_NAMES = (
    "Basha Asmath Shaikh",
    "BiotaGroup Company",
    "China Aviation Ind. Std. Parts",
    "Hamid Sepehrian",
    "IKCO Finance",
    "MEO GMBH",
    "Universal Logistics Systems GmbH",
    "Valery Kosmachov",
    "Vast Solution",
)
"""Names that nothing in the print parts from the address behind them (`IKCO Finance 6 Lothbury, London`).

Each was found, and its end checked, in the Consolidated Screening List of 2022-05-16 or in the edition of Part 744 of
2026-07-23, which print it apart.
"""
_ANY_RUN_TOGETHER = "|".join(re.escape(name) for name in _RUN_TOGETHER_NAMES)
_RUN_TOGETHER = re.compile(
    rf"^(?P<name>{_ANY_RUN_TOGETHER})(?:,\s*|\s+)(?P<address>(?!{_SUFFIX}\b)[A-Z0-9].*)$", re.DOTALL
)
_PARENTS = frozenset({"Tactical Missile Corporation"})
"""Parents that the publisher prints before each of their companies: `Tactical Missile Corporation, NPO Lightning`."""
_THE_FOLLOWING = re.compile(r"^The following (.+ entities)$")
_SENTENCE = re.compile(
    r"^(?P<name>.*?[a-zA-Z\')]{3})\.\s+(?P<address>(?:[a-z]\.\s*)?\d.*|(?!Co\b).*\b(?:Building|Floor)\b.*)$", re.DOTALL
)
"""A name that a full stop parts from its address: `More Shipyard. 1 Desantnikov Street`."""
_FULL_STOP = re.compile(r"\.['’]?(?:\s+(?=[A-Z0-9'‘]|ul\.)|(?<=[a-z]{3}\.)(?=\d))")
_NO_END = re.compile(r"\b(?:St|No|Dr|Mr|Gen|Prof|Bldg|P\.O|[A-Za-z])$")
"""Words before a full stop that does not end a name."""
_PRECEDING = re.compile(r";?\s*\(all of (?:the )?preceding [^()]*\)")
"""Where the aliases above are to be found: no part of the last of them."""
_PARENTHESIS = re.compile(r"\s*(\([^()]*\))")


def unbracketed(text: str) -> str:
    """Text without a closing bracket that was opened before it."""
    text = text.strip()
    return text[:-1].rstrip() if text.endswith(")") and text.count(")") > text.count("(") else text


def split_name(text: str) -> tuple[str, str]:
    """Name and address of one comma stream: the name goes on while legal forms follow the comma."""
    if together := _RUN_TOGETHER.match(text):
        return together["name"], together["address"].strip(" ,.")
    semicolon = text.find("; ")
    pieces = re.split(r",\s*(?![^()]*\))", text if semicolon < 0 else text[:semicolon])
    tail = "" if semicolon < 0 else text[semicolon + 1 :].strip()
    position = 2 if pieces[0] in _PARENTS and len(pieces) > 1 else 1
    name = ", ".join(pieces[:position])
    if sentence := _SENTENCE.match(name):
        address = ", ".join([sentence["address"], *pieces[1:]]).strip(" ,.")
        return sentence["name"].strip(" ,"), address + (f"; {tail}" if tail else "")
    while position < len(pieces):
        piece = pieces[position].strip()
        suffix = _STARTS_WITH_SUFFIX.match(piece)
        if suffix is None:
            if _STARTS_WITH_UNIT.match(piece) or piece.lower().startswith(("a.k.a", "f.k.a")):
                name = f"{name}, {piece}"
                position += 1
                continue
            break
        end = suffix.end()
        while bracket := _PARENTHESIS.match(piece, end):
            end = bracket.end()
        more = _STARTS_WITH_SUFFIX.match(piece[end:].strip())
        if more:
            end = len(piece) - len(piece[end:].lstrip()) + more.end()
        name = f"{name}, {piece[:end].strip()}"
        left = piece[end:].strip(" .")
        position += 1
        if left:
            pieces.insert(position, left)
            break
    address = ", ".join(pieces[position:]).strip(" ,.")
    if tail:
        address = f"{address}; {tail}" if address else tail
    return name.strip(" ,"), address


def parted(last: str) -> tuple[str, str]:
    """The last alias and the address that follows it in the same line: after a full stop, or as in a comma stream."""
    if together := _RUN_TOGETHER.match(last):
        return together["name"], together["address"].strip(" .")
    for stop in _FULL_STOP.finditer(last):
        before, after = last[: stop.start()], last[stop.end() :]
        is_name = not _NO_END.search(before) and not split_name(before)[1]
        if is_name and not _STARTS_WITH_SUFFIX.match(after):
            return f"{before}.", after
    return split_name(last)


def addresses_of(text: str) -> list[str]:
    """The addresses of a text that joins them with `; and`, each once."""
    parts = re.split(r"[;]\s*(?:and\b\s*)?|,\s+and\s+(?=(?:No\.|Room|Unit|Flat|Building|P\.?O\.?|\d))", text)
    tidy = (re.sub(r"^and\s+", "", part.strip(" .,;")) for part in parts)
    return list(dict.fromkeys(part for part in tidy if part and part != "and"))


def tidy_name(text: str) -> str:
    """A name without what the sentence around it leaves on it."""
    name = _THE_FOLLOWING.sub(r"\1", text.strip(" ,;:"))
    return name if _ENDS_WITH_ABBREVIATION.search(name) else name.rstrip(".").strip()


def tidy_alias(text: str) -> str:
    """An alias without the `; and` and full stop of the enumeration."""
    alias = re.sub(r"[;,.]?\s*\band[;,]?$", "", _PRECEDING.sub("", text).strip())
    alias = re.sub(r"^and\s+", "", alias.strip(" ,;"))
    if alias.rstrip(".").endswith(")") and alias.count(")") > alias.count("("):
        alias = alias.rstrip(".")[:-1]
    return alias if _ENDS_WITH_ABBREVIATION.search(alias) else alias.rstrip(".").strip(" ,;")
