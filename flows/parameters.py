"""What an operator fills in: each model becomes a form in the Prefect UI."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class NightlyParameters(BaseModel):
    """Parameters of a run. They hold paths, dates and ids only: nothing confidential goes into Prefect."""

    model_config = ConfigDict(extra="forbid")

    counterparties: Path = Field(
        description="File of counterparties (CSV, Parquet or Excel) on the machine that runs the flow."
    )
    mapping: Path | None = Field(default=None, description="TOML file that says how its columns are called.")
    lists: list[str] = Field(default_factory=list, description="Ids of lists; empty: those of the settings.")
    business_date: date | None = Field(default=None, description="The night that the run is for; empty: today.")
    as_of: date | None = Field(default=None, description="Use the lists as of this date; empty: the business date.")
    offline: bool = Field(default=False, description="Do not ask publishers for newer lists.")
    fetch_retries: int = Field(default=2, ge=0, le=10, description="How often fetching a list is tried again.")
    retry_delay_seconds: int = Field(default=30, ge=0, le=3600, description="Seconds between these tries.")
