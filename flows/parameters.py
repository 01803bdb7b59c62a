"""What an operator fills in: each model becomes a form in the Prefect UI.

Parameters hold paths, dates and ids only: nothing confidential goes into Prefect.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from lists.declaration import all_lists
from screening.models import Bands


def _declared(list_id: str) -> str:
    if list_id not in all_lists():
        raise ValueError(f"there is no list {list_id!r}; choose from {', '.join(all_lists())}")
    return list_id


ListId = Annotated[str, AfterValidator(_declared), Field(json_schema_extra={"enum": list(all_lists())})]
"""The id of a list, a drop-down in the form."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Fetching(_Form):
    fetch_retries: int = Field(default=2, ge=0, le=10, description="How often fetching a list is tried again.")
    retry_delay_seconds: int = Field(default=30, ge=0, le=3600, description="Seconds between these tries.")


class NightlyParameters(_Fetching):
    """The run of a night."""

    counterparties: Path | None = Field(
        default=None,
        description="File of counterparties (CSV, Parquet or Excel) on the machine that runs the flow; "
        "empty: that of screening.toml.",
    )
    mapping: Path | None = Field(
        default=None, description="TOML file that says how its columns are called; empty: that of screening.toml."
    )
    lists: list[ListId] = Field(default_factory=list, description="Lists; empty: those of screening.toml.")
    business_date: date | None = Field(default=None, description="The night that the run is for; empty: today.")
    as_of: date | None = Field(default=None, description="Use the lists as of this date; empty: the business date.")
    offline: bool = Field(default=False, description="Do not ask publishers for newer lists.")
    dry_run: bool = Field(default=False, description="Screen, tell the counts, and record nothing.")


class RescreenParameters(_Form):
    """A file screened again, or with other lists, dates or thresholds; publishers are not asked."""

    counterparties: Path = Field(
        description="File of counterparties (CSV, Parquet or Excel) on the machine that runs the flow."
    )
    mapping: Path | None = Field(default=None, description="TOML file that says how its columns are called.")
    lists: list[ListId] = Field(default_factory=list, description="Lists; empty: those of screening.toml.")
    business_date: date | None = Field(default=None, description="The night that the run is for; empty: today.")
    as_of: date | None = Field(default=None, description="Use the lists as of this date; empty: the business date.")
    bands: Bands | None = Field(
        default=None, description="Lowest score of each band (0 to 100); empty: those of screening.toml."
    )
    dry_run: bool = Field(default=False, description="Screen, tell the counts, and record nothing.")


class RefreshParameters(_Fetching):
    """Lists brought up to date, without screening."""

    lists: list[ListId] = Field(default_factory=list, description="Lists; empty: all of screening.toml.")
    dry_run: bool = Field(default=False, description="Tell how the lists stand, and ask no publisher.")
