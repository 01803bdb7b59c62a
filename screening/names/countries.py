"""Country names as lists and ledgers print them -> ISO 3166 alpha-2."""

import functools
import re
import unicodedata

from screening.names.tables import rows

_ALPHA_2 = re.compile(r"[A-Z]{2}")


def country_code(text: str) -> str | None:
    """The two-letter code of a country's name or code; None for an empty or unknown one."""
    plain = unicodedata.normalize("NFKC", text).strip().upper().replace("’", "'")
    if not plain:
        return None
    return _codes().get(plain) or (plain if _ALPHA_2.fullmatch(plain) else None)


@functools.cache
def _codes() -> dict[str, str]:
    return {row["name"]: row["code"] for row in rows("countries")}
