"""The things that cross the edge of the product, one word per thing (see docs/data.md)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Kind(StrEnum):
    """What a list entry is."""

    ORGANISATION = "organisation"
    PERSON = "person"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ADDRESS = "address"
    GROUP = "group"
    """A row of the publisher that only adds units or addresses to the entry above it."""


class NameType(StrEnum):
    """How a name belongs to a list entry; `WEAK` and `ABBREVIATION` count only when they are equal."""

    PRIMARY = "primary"
    ALIAS = "alias"
    FORMER = "former"
    UNIT = "unit"
    """A subordinate institution or affiliate that the entry names."""
    NATIVE = "native"
    """A name that the publisher does not print, mostly in the party's own script; from our curated table."""
    SHORT = "short"
    WEAK = "weak"
    ABBREVIATION = "abbreviation"


class State(StrEnum):
    """State of a measure on an instant. `UNVERIFIED`: a term ran out and no notice says what followed."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    REMOVED = "removed"
    UNVERIFIED = "unverified"


class Origin(StrEnum):
    """Where a snapshot came from."""

    LIVE = "live"
    FILE = "file"
    BUNDLED = "bundled"


class Completeness(StrEnum):
    """Whether a snapshot holds the whole list or a curated extract of it."""

    COMPLETE = "complete"
    EXTRACT = "extract"


class Language(StrEnum):
    """Language of a report."""

    EN = "en"
    JA = "ja"
    ZH = "zh"


class UserRole(StrEnum):
    """For whom a report says what a hit means."""

    JAPANESE_EXPORTER = "japanese_exporter"
    US_PERSON = "us_person"
    BUSINESS_IN_CHINA = "business_in_china"
    GOVERNMENT_SUPPLIER = "government_supplier"
    """One who sells to the US government, or supplies one who does."""


class _Value(BaseModel):
    """A value that is compared by its content and never changed; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EntryName(_Value):
    """One name of a list entry."""

    name: str = Field(min_length=1)
    type: NameType
    script: str
    language: str | None = None


class Identifier(_Value):
    """A registry number or ticker, for example kind `USCC`, `LEI`, `ISIN`, `TICKER`."""

    kind: str = Field(min_length=1)
    value: str = Field(min_length=1)


class MeasurePeriod(_Value):
    """A state of a measure from an instant (UTC, naive) until the next one, and the text that says so."""

    state: State
    from_at: datetime
    until_at: datetime | None = None
    basis: str


class Measure(_Value):
    """What a list does to an entry, with its states over time."""

    code: str = Field(min_length=1)
    text: str
    periods: tuple[MeasurePeriod, ...] = Field(min_length=1)


class ListEntry(_Value):
    """One entry of a list, as its publisher states it."""

    entry_id: str = Field(min_length=1)
    list_id: str = Field(min_length=1)
    kind: Kind
    primary_name: str = Field(min_length=1)
    names: tuple[EntryName, ...]
    country: str | None = None
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    listed_on: date | None = None
    citation: str = ""
    licence_requirement: str = ""
    licence_policy: str = ""
    footnotes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = Field(min_length=1)
    part_of: str | None = None
    """Name of the listed parent that this entry is printed under, if any."""
    programmes: tuple[str, ...] = ()
    """Programmes or categories under which the publisher lists it, as the publisher writes them (`SDGT`)."""
    birth_dates: tuple[str, ...] = ()
    """Of a person, as precise as the publisher is: `1961-03-04`, `1961-03`, `1961`."""
    nationalities: tuple[str, ...] = ()
    """Of a person, or the flag of a vessel: country codes."""
    remarks: str = ""
    """What else the publisher says of it and a reviewer should read."""
    copied_from: str | None = None
    """Id of the primary list that this entry is a copy of, for lists that consolidate others."""


class Bands(_Value):
    """Lowest score (0-100) of each band; measured on the sample and on real names, see docs/quality.md."""

    match: float = Field(default=95.0, ge=0, le=100)
    probable: float = Field(default=88.0, ge=0, le=100)
    possible: float = Field(default=80.0, ge=0, le=100)
    near_miss: float = Field(default=72.0, ge=70, le=100)

    @model_validator(mode="after")
    def _are_in_order(self) -> Self:
        if not self.match >= self.probable >= self.possible >= self.near_miss:
            raise ValueError("bands must fall from match to probable to possible to near_miss")
        return self


class ListStatus(_Value):
    """How a list stands in a run: what snapshot is used, where it came from, and what is wrong with it."""

    list_id: str
    title: str
    is_required: bool
    verdict: str
    """`ok`, `degraded` (usable, but not what was asked for) or `missing`."""
    reasons: tuple[str, ...] = ()
    snapshot_id: str | None = None
    origin: Origin | None = None
    completeness: Completeness | None = None
    edition_on: date | None = None
    retrieved_on: date | None = None
    age_days: int | None = None
    entries: int = 0
    names: int = 0
    official_url: str = ""
    raw_files: tuple[str, ...] = ()
    """`role:sha256` of each raw file."""
    titles: dict[str, str] = Field(default_factory=dict)
    """Title by language."""
    authority: str = ""
    legal_basis: str = ""
    meaning: dict[str, str] = Field(default_factory=dict)
    """What a hit means by `UserRole`, in neutral words."""
