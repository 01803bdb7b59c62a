"""Tables of the supplements of Part 744 as rows of cells with their footnote marks."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from lists.ecfr.entity import NAME_BEGINS, NAME_ENDS
from lists.parsing import unpacked
from screening.errors import ListError
from screening.names.countries import country_code

_TITLE = 15
_FOOTNOTES = frozenset("12345")
_SPACES = re.compile(r"\s+")
_NUMERIC_DATE = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{2,4})")
_WRITTEN_DATE = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})")


def read_edition(content: bytes) -> date:
    """Date up to which title 15 is current, from the eCFR's `titles.json`.

    Raises:
        ListError: The answer has another shape.
    """
    try:
        titles = json.loads(content)["titles"]
        return date.fromisoformat(next(title["up_to_date_as_of"] for title in titles if title["number"] == _TITLE))
    except (ValueError, KeyError, TypeError, StopIteration) as error:
        raise ListError(f"the eCFR's titles.json has another shape than expected: {error!r}") from error


def supplement_rows(content: bytes, supplement: int, *, list_id: str) -> list[list["Cell"]]:
    """Rows of the table of one supplement below its heading, as cells.

    Args:
        content: eCFR XML of title 15, part 744, plain or gzipped.
        supplement: Number of the supplement.
        list_id: The list that it is read for, for messages.

    Raises:
        ListError: The file is not whole XML or holds no such supplement.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(unpacked(content, role="part_744"), parser)
    except etree.XMLSyntaxError as error:
        raise ListError(f"{list_id}: the file is not whole XML ({error}); it may be cut off, fetch it again") from error
    title = f"Supplement No. {supplement} to Part 744"
    supplements = [part for part in root.iter("DIV9") if part.get("N") == title]
    if len(supplements) != 1:
        raise ListError(
            f"{list_id}: the file holds no {title}; expected eCFR XML of title 15, part 744 (its root is <{root.tag}>)"
        )
    return [
        [Cell.read(cell, list_id=list_id) for cell in row if cell.tag == "TD"]
        for row in supplements[0].iter("TR")
        if len(row) and row[0].tag == "TD"
    ]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its lines as separated by `<br/>`, and the footnote digits that stood in it."""

    lines: list[str]
    footnotes: tuple[str, ...]

    @property
    def text(self) -> str:
        """The cell as one line."""
        plain = " ".join(self.lines).replace(NAME_BEGINS, "").replace(NAME_ENDS, "")
        return _SPACES.sub(" ", plain).strip()

    @classmethod
    def read(cls, cell: etree._Element, *, list_id: str) -> "Cell":
        """The cell of an element; a raised number is a footnote unless it begins a fraction."""
        lines: list[str] = [""]
        footnotes: list[str] = []

        def walk(element: etree._Element) -> None:
            if element.tag == "br":
                lines.append("")
            elif element.tag == "sup" and not (element.tail or "").startswith("⁄"):
                footnotes.extend(mark for mark in re.findall(r"\d", element.text or ""))
            elif element.tag == "E" and not lines[-1].strip() and (element.text or "").strip(" ,") not in {"", "and"}:
                lines[-1] += f"{NAME_BEGINS}{element.text}{NAME_ENDS}"
            else:
                lines[-1] += element.text or ""
                for child in element:
                    walk(child)
            lines[-1] += element.tail or ""

        lines[-1] += cell.text or ""
        for child in cell:
            walk(child)
        unknown = set(footnotes) - _FOOTNOTES
        if unknown:
            raise ListError(f"{list_id}: footnote {sorted(unknown)} is not known; see the foot of the supplement")
        return cls([line.replace("\xa0", " ") for line in lines], tuple(footnotes))


def known_country(text: str, where: str) -> str:
    """The code of a country heading.

    Raises:
        ListError: It is not known.
    """
    code = country_code(text)
    if code is None:
        raise ListError(f"{where}: the country {text!r} is not known; add it to screening/names/countries.csv")
    return code


def listed_on(citation: str, where: str) -> date:
    """The earliest date among Federal Register citations, written 5/21/19 or October 9, 2020.

    Raises:
        ListError: There is none.
    """
    dates = cited_dates(citation, where)
    if not dates:
        raise ListError(f"{where}: no dated Federal Register citation in {citation!r}")
    return min(dates)


def cited_dates(citation: str, where: str) -> list[date]:
    """The dates of Federal Register citations.

    Raises:
        ListError: One is not a date of the calendar.
    """
    dates = [_numeric(found, where) for found in _NUMERIC_DATE.finditer(citation)]
    return dates + [_written(found, where) for found in _WRITTEN_DATE.finditer(citation)]


def _numeric(found: re.Match[str], where: str) -> date:
    month, day, year = (int(part) for part in found.groups())
    try:
        return date(_full_year(year), month, day)
    except ValueError as error:
        raise ListError(f"{where}: {found[0]!r} is not a date like 5/21/19") from error


def _written(found: re.Match[str], where: str) -> date:
    try:
        return datetime.strptime(f"{found[1][:3]} {found[2]} {found[3]}", "%b %d %Y").date()  # noqa: DTZ007 - a date
    except ValueError as error:
        raise ListError(f"{where}: {found[0]!r} is not a date like October 9, 2020") from error


def _full_year(year: int) -> int:
    """A year of two digits; the list began in 1997."""
    if year >= 100:  # noqa: PLR2004 - written in full
        return year
    return year + (1900 if year >= 97 else 2000)  # noqa: PLR2004
