"""How the columns of a company's file are called, from a TOML file (docs/counterparties.md shows one)."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from screening.errors import InputError


class Columns(BaseModel):
    """Headings of the file for our columns; several headings for a name or address are joined."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    counterparty_id: str = "counterparty_id"
    name: str = "name"
    names: tuple[str, ...] = ()
    country: str = "country"
    address: tuple[str, ...] = ("address",)
    role: str = "role"
    identifiers: str = "identifiers"
    identifier_columns: dict[str, str] = {}
    """Kind of identifier -> heading, for files with a column for each kind."""


class File(BaseModel):
    """What the file is, where that can't be told by looking."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


class Mapping(BaseModel):
    """Everything a mapping file says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: Columns = Columns()
    file: File = File()

    @property
    def encoding(self) -> str | None:
        """Encoding named by a person."""
        return self.file.encoding

    @property
    def delimiter(self) -> str | None:
        """Delimiter named by a person."""
        return self.file.delimiter

    @property
    def sheet(self) -> str | None:
        """Sheet of the workbook named by a person."""
        return self.file.sheet


def read_mapping(path: Path | None) -> Mapping:
    """The mapping of a file, or the plain one.

    Raises:
        InputError: The file is missing or says something that is not understood.
    """
    if path is None:
        return Mapping()
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such mapping file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not readable as TOML in UTF-8: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: {where}: {first['msg']}") from error
