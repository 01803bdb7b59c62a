"""What is weak in the counterparty file: rows that were screened, where a better row would find more or alarm less."""

import polars as pl

QUALITY: dict[str, pl.DataType] = {
    "finding": pl.String(),
    "rows": pl.Int64(),
    "examples": pl.List(pl.String),
}
"""One row a finding: how many counterparties it is true of, and some of them as `id: name`."""

FIELD_LENGTHS = (30, 35, 40, 50, 60)
"""Lengths of name fields in ledgers and SWIFT messages."""
_PILE = 3
"""Names of a length of which there are this many times as many as of the next one were probably cut off there."""
_EXAMPLES = 10

_NAME = pl.col("name").str.strip_chars()
_INITIALS = r"^(?:[A-Za-z](?:[.\s&-]+|$)){1,5}$|^[A-Z]{1,3}$"
_TWO_PARTIES = r"(?i);|\s/\s|\s\|\s|\bc/o\b|\band/or\b|\bon behalf of\b|\n|気付|代表して"
_LEGAL_END = (
    r"(?i)(?:\b(?:ltd|limited|inc|llc|co|corp|corporation|company|gmbh|plc|bv|ag|sa|s\.a|kk|k\.k)\.?|公司|会社)$"
)

_FINDINGS = {
    "no_country": pl.col("country").is_null(),
    "initials_only": _NAME.str.contains(_INITIALS),
    "two_parties": _NAME.str.contains(_TWO_PARTIES),
}


def quality(counterparties: pl.DataFrame) -> pl.DataFrame:
    """What could be better in the rows that were screened.

    Args:
        counterparties: `counterparty_id`, `name` and `country`, in the order of the file.

    Returns:
        Schema `QUALITY`, only findings that are true of some row.
    """
    limits = _limits(counterparties)
    cut_off = _NAME.str.len_chars().is_in(limits) & ~_NAME.str.contains(_LEGAL_END)
    checks = _FINDINGS | {"cut_off": cut_off}
    found = [_finding(counterparties, finding, is_so) for finding, is_so in checks.items()]
    return pl.DataFrame([row for row in found if row[1]], schema=QUALITY, orient="row")


def _limits(counterparties: pl.DataFrame) -> list[int]:
    """Lengths at which the names of the file pile up, as where a field cuts them off."""
    counted = dict(counterparties.group_by(_NAME.str.len_chars()).len().iter_rows())
    return [length for length in FIELD_LENGTHS if counted.get(length, 0) > _PILE * counted.get(length + 1, 0)]


def _finding(counterparties: pl.DataFrame, finding: str, is_so: pl.Expr) -> tuple[str, int, list[str]]:
    rows = counterparties.filter(is_so)
    examples = rows.head(_EXAMPLES).select(pl.format("{}: {}", "counterparty_id", "name")).to_series().to_list()
    return finding, rows.height, examples
