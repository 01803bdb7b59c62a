"""Messages of the report in code, templates and lists; `python -m tests.report.catalogue` mends the .po files.

New messages come in without translation, and the tests tell which; what is no longer used goes.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import screening.report
from lists.declaration import all_lists
from screening.models import Language

FOLDER = Path(screening.report.__file__).parent
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
KEYWORDS = {
    "msg": None,
    "several": (1, 2),
    "text": None,
    "plural": (1, 2),
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}
OPTIONS = {"**.j2": {"trimmed": "false", "silent": "false", "newstyle_gettext": "true"}}


def used():
    """Every message of the report, and what lists say of their hits, as a catalogue without translations."""
    found = Catalog(project="screening", fuzzy=False)
    for path, _line, message, _comments, _context in extract_from_dir(
        FOLDER, METHODS, options_map=OPTIONS, keywords=KEYWORDS
    ):
        found.add(message, locations=[(path, None)])
    for declaration in all_lists().values():
        for text in declaration.meaning.by_role.values():
            found.add(text, locations=[(f"lists/{declaration.package.removeprefix('lists.')}/list.yml", None)])
    return found


def kept(language):
    """The catalogue of a language as it stands in the tree."""
    path = FOLDER / "locale" / f"{language.value}.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language.value) if path.exists() else Catalog(language.value)


def write(language, catalogue):
    """The catalogue as it stands in the tree: no dates, no people, messages in alphabetical order."""
    text = io.BytesIO()
    write_po(text, catalogue, sort_output=True, omit_header=True, width=110, include_lineno=False)
    header = f'msgid ""\nmsgstr ""\n"Language: {language.value}\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
    header += '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (FOLDER / "locale" / f"{language.value}.po").write_text(header + text.getvalue().decode(), encoding="utf-8")


def main():
    """Write every catalogue anew with the messages that are used."""
    for language in (Language.JA, Language.ZH):
        known, fresh = kept(language), used()
        fresh.locale = language.value
        for message in fresh:
            if message.id and (before := known.get(message.id)) is not None:
                message.string = before.string
        write(language, fresh)


if __name__ == "__main__":
    main()
