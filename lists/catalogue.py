"""The page `docs/lists.md`, written from what each `list.yml` declares: `python -m lists.catalogue > docs/lists.md`."""

import sys
from collections.abc import Iterator

from lists.declaration import Bounds, ListDeclaration, all_lists

_HEAD = """# Lists

Written from `lists/*/list.yml` by `make docs`; change it there. How a list comes in, what is checked and how to add one
stands in [list-intake.md](list-intake.md). The texts on what a hit means cite the law and decide nothing.
"""
_COLUMNS = ("id", "what", "authority", "comes in", "ships with the project", "required")


def page(declarations: dict[str, ListDeclaration]) -> str:
    """The whole page: a table of all lists, then a section each, in alphabetical order."""
    parts = [_HEAD, *_overview(declarations)]
    for declaration in declarations.values():
        parts += ["", *_section(declaration)]
    return "\n".join(parts) + "\n"


def _overview(declarations: dict[str, ListDeclaration]) -> Iterator[str]:
    yield _row(*_COLUMNS)
    yield _row(*("---" for _ in _COLUMNS))
    for one in declarations.values():
        required = "yes" if one.is_required else "no"
        yield _row(f"[`{one.id}`](#{one.id})", one.title.en, one.authority, _way_in(one), _ships(one), required)


def _section(one: ListDeclaration) -> Iterator[str]:
    yield f"## {one.id}"
    yield ""
    yield f"{one.title.en} · {one.title.ja} · {one.title.zh}"
    yield ""
    for label, text in _facts(one):
        yield f"- {label}: {text}"
    for role, text in one.meaning.by_role.items():
        yield f"- What a hit means, {role.replace('_', ' ')}: {' '.join(text.split())}"


def _facts(one: ListDeclaration) -> Iterator[tuple[str, str]]:
    yield "Authority", one.authority
    yield "Legal basis", one.legal_basis
    if one.official_url:
        yield "Official page", f"<{one.official_url}>"
    yield "Licence", one.licence
    yield "Format", one.format
    yield "Cadence", one.cadence
    yield "Stale after", f"{one.stale_after_days} days"
    if one.published is not None:
        for role, file in one.published.files.items():
            names = " or ".join(f"`{name}`" if name != "*" else "any name" for name in file.file_names)
            address = f"<{file.url}>, " if file.url else ""
            yield f"File `{role}`", f"{address}imported by hand as {names}"
        if one.published.editions_url is not None:
            yield "Editions of the past", f"`screening lists backfill {one.id} --from D`"
        yield "A whole list has", _bounds(one.published.bounds)
    if one.bundled is not None:
        yield "Ships with the project", f"{_ships(one)}. {' '.join(one.bundled.note.split())}"
        yield "The shipped tables have", _bounds(one.bundled.bounds)
    if one.canaries:
        yield "Every run must flag", "; ".join(one.canaries)


def _way_in(one: ListDeclaration) -> str:
    if one.published is None:
        return "curated tables"
    return "files of the publisher" if one.is_fetched else "files of the site"


def _ships(one: ListDeclaration) -> str:
    if one.bundled is None:
        return "nothing"
    what = "an extract" if one.bundled.completeness.value == "extract" else "the whole list"
    return f"{what}, edition of {one.bundled.edition_on}"


def _bounds(bounds: Bounds) -> str:
    filled = "".join(f", {field} in at least {rate:.0%}" for field, rate in bounds.fill_rates.items())
    return f"{bounds.min_entries:,} to {bounds.max_entries:,} entries{filled}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    sys.stdout.write(page(all_lists()))
