"""Where this installation keeps its data and what it has decided; read from the environment and one file."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from screening.errors import ConfigurationError
from screening.models import Bands, Language, UserRole
from screening.operating import Alarms, Notify, Retention, Schedule

CONFIGURATION_FILE = "screening.toml"


class Settings(BaseSettings):
    """Settings of one installation. Environment variables `SCREENING_<NAME>` win over `screening.toml`."""

    model_config = SettingsConfigDict(env_prefix="SCREENING_", extra="forbid", frozen=True)

    home: Path = Path("data")
    """Directory for everything that the product writes."""
    time_zone: str = "Asia/Tokyo"
    """Zone in which a business date ends."""
    lists: tuple[str, ...] = ("us-entity-list", "us-ns-cmic", "cn-uel")
    """Lists that a run screens against unless told otherwise."""
    required_lists: tuple[str, ...] = ()
    """Lists without which a run fails, though their `list.yml` would let it go on."""
    optional_lists: tuple[str, ...] = ()
    """Lists without which a run goes on, degraded, though their `list.yml` would stop it."""
    bands: Bands = Bands()
    language: Language = Language.EN
    """Language of reports unless told otherwise."""
    roles: tuple[UserRole, ...] = tuple(UserRole)
    """For whom reports say what a hit means."""
    fetch_timeout_seconds: float = Field(5.0, gt=0, le=300)
    wait_for_warehouse_seconds: float = Field(600.0, ge=0)
    wait_for_turn_seconds: float = Field(6 * 3600.0, ge=0)
    """How long a run waits for the run before it."""
    counterparties: Path | None = None
    """File of the nightly run; `%Y%m%d` in it stands for the business date."""
    mapping: Path | None = None
    """Its mapping."""
    reports_url: str = "http://127.0.0.1:4210"
    """Address under which the folder `runs` is served to the people who read reports."""
    postgres_url: SecretStr | None = None
    """Database of the Prefect server, `postgresql://user:password@host/name`; a SQLite file if it is not given."""
    schedule: Schedule = Schedule()
    alarms: Alarms = Alarms()
    notify: Notify = Notify()
    retention: Retention = Retention()

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"there is no time zone {value!r}; write one such as Asia/Tokyo") from error
        return value

    @model_validator(mode="after")
    def _required_lists_are_used(self) -> Self:
        both = sorted(set(self.required_lists) & set(self.optional_lists))
        if both:
            raise ValueError(f"required_lists and optional_lists both name {', '.join(both)}; take it out of one")
        # a list that is never screened against would never be missed
        unused = sorted(set(self.required_lists) - set(self.lists))
        if unused:
            raise ValueError(f"required_lists names {', '.join(unused)}, which lists does not; add it there too")
        return self

    @property
    def warehouse(self) -> Path:
        """The DuckDB file."""
        return self.home / "warehouse.duckdb"

    def counterparties_of(self, business_date: date) -> Path:
        """The file of the nightly run of a date.

        Raises:
            ConfigurationError: None is configured.
        """
        if self.counterparties is None:
            raise ConfigurationError(
                f"no file of counterparties is configured: set counterparties in {CONFIGURATION_FILE}, or name one"
            )
        return Path(business_date.strftime(str(self.counterparties)))

    def today(self, now: datetime) -> date:
        """The business date that `now` (aware) falls on."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def end_of(self, business_date: date) -> datetime:
        """The instant (naive UTC) at which the business date ends: states are those of that instant."""
        midnight = datetime.combine(business_date + timedelta(days=1), time(), ZoneInfo(self.time_zone))
        return midnight.astimezone(UTC).replace(tzinfo=None) - timedelta(microseconds=1)


def load_settings(home: Path | None = None) -> Settings:
    """Settings from the environment and, below them, from `screening.toml` in the home directory.

    Args:
        home: Data directory; wins over `SCREENING_HOME`.

    Raises:
        ConfigurationError: The file or a variable holds something that is not understood.
    """
    given: dict[str, Any] = {} if home is None else {"home": home}
    try:
        base = Settings(**given)
        from_file = _read_configuration(base.home / CONFIGURATION_FILE)
        if not from_file:
            return base
        # pydantic-settings lets arguments win over the environment, so take from the file only what is unset
        unset = {key: value for key, value in from_file.items() if key not in base.model_fields_set}
        return Settings(**(given | unset))
    except SettingsError as error:
        raise ConfigurationError(f"{error}; lists and tables are written as JSON in a variable") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        setting, variable = (f"setting {where!r}", where.upper()) if where else ("settings", "…")
        raise ConfigurationError(
            f"{setting}: {first['msg']}; mend {CONFIGURATION_FILE} or SCREENING_{variable}"
        ) from error


def _read_configuration(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: not readable as TOML: {error}") from error
