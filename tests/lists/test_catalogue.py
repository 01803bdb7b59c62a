from pathlib import Path

from lists.catalogue import page
from lists.declaration import all_lists

PAGE = Path(__file__).parents[2] / "docs" / "lists.md"


def test_the_page_of_lists_is_what_the_declarations_say():
    assert PAGE.read_text(encoding="utf-8") == page(all_lists()), "run 'make docs'"


def test_every_list_has_a_row_and_a_section_with_its_meaning():
    text = page(all_lists())

    for list_id, declaration in all_lists().items():
        section = text.split(f"\n## {list_id}\n")[1].split("\n## ")[0]
        assert f"| [`{list_id}`](#{list_id}) |" in text
        assert (declaration.official_url or "") in section
        assert section.count("What a hit means") == len(declaration.meaning.by_role) >= 3
