"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Json = Annotated[bool, Parameter(name="--json", negative=(), help="Print JSON for machines.")]
Home = Annotated[Path | None, Parameter(help="Data directory; default $SCREENING_HOME, else ./data.")]
