"""What `list.yml` declares of a list: where it comes from, what it must look like, what a hit means."""

import functools
import importlib
from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources import files
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from screening.errors import ConfigurationError, InputError
from screening.models import Completeness, ListEntry
from screening.settings import Settings

Parser = Callable[[Mapping[str, bytes]], list[ListEntry]]


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Texts(_Declared):
    """One text in the three languages of the report."""

    en: str
    ja: str
    zh: str


class Bounds(_Declared):
    """What a believable snapshot looks like.

    Attributes:
        min_entries: Fewer refuse the snapshot.
        max_entries: More refuse it.
        fill_rates: Lowest share (0-1) of entries that hold something, by field of `ListEntry`; a column that moved or
            was renamed empties a field without changing the number of entries.
    """

    min_entries: int = Field(ge=1)
    max_entries: int = Field(ge=1)
    fill_rates: dict[str, float] = Field(default_factory=dict)

    @field_validator("fill_rates")
    @classmethod
    def _are_of_fields(cls, rates: dict[str, float]) -> dict[str, float]:
        unknown = sorted(set(rates) - set(ListEntry.model_fields))
        if unknown or not all(0 <= rate <= 1 for rate in rates.values()):
            raise ValueError(f"fill_rates are shares between 0 and 1 of fields of an entry, not {unknown or rates}")
        return rates


class PublishedFile(_Declared):
    """One file of the publisher. `{edition}` in the address stands for the edition's date (`{edition:%m%d%Y}`)."""

    url: str = ""
    """Empty where there is no address: a person brings the file."""
    file_names: tuple[str, ...]
    """How the file is called when a person imports it; `*` where any name will do."""
    media_types: tuple[str, ...]
    max_megabytes: int = Field(ge=1)

    @property
    def is_page(self) -> bool:
        """Whether the publisher's file is a web page."""
        return "text/html" in self.media_types


class Published(_Declared):
    """How the publisher's own files are read.

    Attributes:
        files: By role.
        bounds: Of a whole list.
        edition_url: Tells the date of the newest edition, if the publisher serves dated ones.
        editions_url: Tells the dates of all of them.
        edition_max_megabytes: Size limit of these two answers.
        edition_media_types: What the publisher may call them.
    """

    files: dict[str, PublishedFile]
    bounds: Bounds
    edition_url: str | None = None
    editions_url: str | None = None
    edition_max_megabytes: int = 1
    edition_media_types: tuple[str, ...] = ("application/json",)


class Bundled(_Declared):
    """The curated tables that ship with the project: used where the publisher's files are not to be had."""

    files: dict[str, str]
    bounds: Bounds
    completeness: Completeness
    edition_on: date
    note: str


class Meaning(_Declared):
    """What a hit means for a role of the user, in neutral words."""

    japanese_exporter: str
    us_person: str
    business_in_china: str
    government_supplier: str | None = None
    """For lists that bind those who sell to the US government."""

    @property
    def by_role(self) -> dict[str, str]:
        """Text of each role that the list says something for."""
        texts: dict[str, str] = self.model_dump(exclude_none=True)
        return texts


class ListDeclaration(_Declared):
    """One list, as its folder declares it.

    Attributes:
        canaries: Names that are certain to be on it; every run must flag them.
        is_own: The site writes the list itself, so nobody can say beforehand what stands on it: it has no canaries, may
            shrink, and may even be empty if a person says why.
    """

    id: str
    title: Texts
    authority: str
    legal_basis: str
    official_url: str | None
    licence: str
    format: str
    cadence: str
    is_required: bool
    stale_after_days: int = Field(ge=1)
    min_overlap: float = Field(ge=0, le=1)
    canaries: tuple[str, ...] = ()
    is_own: bool = False
    published: Published | None
    bundled: Bundled | None
    meaning: Meaning

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if self.published is None and self.bundled is None:
            raise ValueError("a list needs files of its publisher or curated tables")
        return self

    @model_validator(mode="after")
    def _can_be_proved(self) -> Self:
        if not self.canaries and not self.is_own:
            raise ValueError("canaries: name at least one that is certain to be on the list")
        return self

    @property
    def is_fetched(self) -> bool:
        """Whether there is a publisher who can be asked for the files."""
        return self.published is not None and all(file.url for file in self.published.files.values())

    @property
    def package(self) -> str:
        """Python package of the list's folder."""
        return package_of(self.id)

    @property
    def parse_published(self) -> Parser:
        """Publisher's files by role -> entries."""
        return self._parser("parse_published")

    @property
    def parse_bundled(self) -> Parser:
        """Curated tables by role -> entries."""
        return self._parser("parse_bundled")

    @property
    def read_edition(self) -> Callable[[bytes], date]:
        """Content of `edition_url` -> date of the newest edition."""
        function: Callable[[bytes], date] = self._module().read_edition
        return function

    @property
    def read_editions(self) -> Callable[[bytes], list[date]]:
        """Content of `editions_url` -> dates of every edition, oldest first."""
        function: Callable[[bytes], list[date]] = self._module().read_editions
        return function

    def bundled_files(self) -> dict[str, bytes]:
        """The curated tables by role."""
        if self.bundled is None:
            return {}
        folder = files(self.package)
        return {role: (folder / name).read_bytes() for role, name in self.bundled.files.items()}

    def _module(self) -> Any:
        return importlib.import_module(f"{self.package}.parse")

    def _parser(self, name: str) -> Parser:
        parser: Parser = getattr(self._module(), name)
        return parser


def package_of(list_id: str) -> str:
    """Python package of the folder of a list id."""
    return f"lists.{list_id.replace('-', '_')}"


@functools.cache
def all_lists() -> dict[str, ListDeclaration]:
    """Every declared list by id, in alphabetical order.

    Raises:
        ConfigurationError: A `list.yml` is not as declared here.
    """
    found = {}
    for folder in sorted(files("lists").iterdir(), key=lambda item: item.name):
        path = folder / "list.yml"
        if not path.is_file():
            continue
        try:
            declaration = ListDeclaration.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        except (yaml.YAMLError, ValidationError) as error:
            raise ConfigurationError(f"lists/{folder.name}/list.yml: {error}") from error
        if package_of(declaration.id) != f"lists.{folder.name}":
            raise ConfigurationError(f"lists/{folder.name}/list.yml: id {declaration.id!r} is not its folder's")
        found[declaration.id] = declaration
    return found


def declared(list_id: str) -> ListDeclaration:
    """The declaration of one list.

    Raises:
        InputError: There is no such list.
    """
    known = all_lists()
    if list_id not in known:
        raise InputError(f"there is no list {list_id!r}; choose from {', '.join(known)}")
    return known[list_id]


def is_required(declaration: ListDeclaration, settings: Settings) -> bool:
    """Whether a run fails without a list: as the site has decided, else as its `list.yml` says.

    Raises:
        ConfigurationError: The site's settings name a list that does not exist.
    """
    for setting in ("required_lists", "optional_lists"):
        unknown = sorted(set(getattr(settings, setting)) - set(all_lists()))
        if unknown:
            raise ConfigurationError(
                f"setting {setting!r}: there is no list {', '.join(unknown)}; choose from {', '.join(all_lists())}"
            )
    if declaration.id in settings.required_lists:
        return True
    return declaration.is_required and declaration.id not in settings.optional_lists
