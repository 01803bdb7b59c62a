"""What is wrong with a list, in the language of the report: the sentences of `lists.register`, by their pattern."""

import re

from screening.report.language import Wording, msg

_PATTERNS = (
    (re.compile(r"stale: (?P<days>\d+) days old, at most (?P<limit>\d+) expected"),
     msg("stale: %(days)s days old, at most %(limit)s expected")),
    (re.compile(r"not refreshed: the run was told to stay offline"),
     msg("not refreshed: the run was told to stay offline")),
    (re.compile(r"not refreshed: (?P<rest>.+)", re.DOTALL), msg("not refreshed: %(rest)s")),
    (re.compile(r"BUNDLED EXTRACT, NOT THE WHOLE LIST: (?P<rest>.+)", re.DOTALL),
     msg("BUNDLED EXTRACT, NOT THE WHOLE LIST: %(rest)s")),
    (re.compile(r"bundled data: (?P<rest>.+)", re.DOTALL), msg("bundled data: %(rest)s")),
    (re.compile(r"curated tables: (?P<rest>.+)", re.DOTALL), msg("curated tables: %(rest)s")),
)  # fmt: skip


def reason_text(reason: str, wording: Wording) -> str:
    """The sentence in the language of the report; the rest of one, and a sentence that is not known, stay English."""
    for pattern, message in _PATTERNS:
        if found := pattern.fullmatch(reason):
            return wording.given(message) % found.groupdict()
    return reason
