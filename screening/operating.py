"""How a site operates its installation: the tables `schedule`, `alarms`, `notify`, `retention` of `screening.toml`."""

from datetime import date, time, timedelta
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

Language = Literal["en", "ja", "zh"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Schedule(_Table):
    """When the nightly run starts, and which days are business dates."""

    at: time = time(2)
    """In the time zone of the site."""
    days: Literal["weekdays", "all"] = "all"
    holidays: tuple[date, ...] = ()

    def is_business_date(self, day: date) -> bool:
        """Whether a run is owed for this day."""
        return day not in self.holidays and (self.days == "all" or day.isoweekday() <= 5)  # noqa: PLR2004 - Friday

    def business_dates(self, after: date, until: date) -> list[date]:
        """The business dates after one day up to another, oldest first."""
        days = [after + timedelta(days=number) for number in range(1, (until - after).days + 1)]
        return [day for day in days if self.is_business_date(day)]

    @property
    def cron(self) -> str:
        """As Prefect writes it."""
        return f"{self.at.minute} {self.at.hour} * * {'*' if self.days == 'all' else '1-5'}"


class Alarms(_Table):
    """What rings."""

    finished_by: time = time(6)
    """A business date without a completed run at this time rings; in the time zone of the site."""
    max_rejected_share: float = Field(default=0.05, ge=0, le=1)
    """More rejected rows than this share of a file are told in the state of its run."""
    compared_runs: int = Field(default=5, ge=1, le=100)
    """The number of hits is compared with the median of as many runs before."""
    max_jump: float = Field(default=2.0, gt=1)
    """More hits than this many times the median ring …"""
    min_jump: int = Field(default=20, ge=0)
    """… if they are at least so many more."""
    rows_that_must_compare: int = Field(default=1000, ge=1)
    """A file with at least so many screened rows of which none comes near any entry fails its run."""


class Notify(_Table):
    """Where alarms and hits are told: a webhook, a mail server, or both."""

    language: Language = "en"
    with_names: bool = False
    """Whether texts and artifacts may hold names of parties; else ids and counts."""
    webhook: SecretStr | None = None
    """Gets `{"text": …}` by POST, as Slack, Mattermost and Teams workflows take it."""
    smtp_host: str = ""
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_starttls: bool = False
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    mail_from: str = ""
    mail_to: tuple[str, ...] = ()
    timeout_seconds: float = Field(default=20, gt=0, le=300)

    @model_validator(mode="after")
    def _mail_is_whole(self) -> Self:
        if self.smtp_host and not (self.mail_from and self.mail_to):
            raise ValueError("a mail server needs mail_from and mail_to")
        return self


class Retention(_Table):
    """How long things are kept, in days; nothing is removed unless a number is given."""

    reports_days: int | None = Field(default=None, ge=1)
    """Folders of reports; the record of the run, its hits and events stay in the warehouse."""
    snapshots_days: int | None = Field(default=None, ge=1)
    """Snapshots that are not in force and that no run uses whose report is kept."""
    prefect_days: int = Field(default=90, ge=1)
    """Prefect's own history of runs."""
