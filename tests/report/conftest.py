import pytest

from screening.models import Kind, NameType, State
from tests.made_up import counterparty, entry, status
from tests.report.reports import report_of

EXTRACT = status(
    "made-up",
    verdict="degraded",
    completeness="extract",
    origin="bundled",
    reasons=("BUNDLED EXTRACT, NOT THE WHOLE LIST: <b>only</b> what matters", "stale: 400 days old"),
    age_days=400,
)
OK = status("second")

PARTIES = (
    counterparty("000017", "Firma Hua", "華為技術有限公司", country="TW", role="supplier"),
    counterparty("000002", "Panda Electonics", country="CN"),
    counterparty("1E5", "ファーウェイ・ジャパン", country="JP"),
    counterparty("+4", "Роснефтегаз", country="RU", role='<i>"quoted"</i>'),
    counterparty("=5", "Huawei Marine Networks", country="CN"),
    counterparty("@6", "Kingfisher Tackle Ltd", country="GB"),
)
ITEMS = (
    entry(
        "Huawei Technologies Co., Ltd.",
        ("华为技术有限公司", NameType.NATIVE),
        ("ファーウェイ・ジャパン", NameType.UNIT),
        country="CN",
        listed_on="2019-05-21",
        citation="84 FR 22963 & others",
        licence_requirement="For all items <subject to the EAR>",
        licence_policy="Presumption of denial",
        footnotes=("1", "2"),
    ),
    entry("Panda Electronics", list_id="second", state=State.SUSPENDED, country="CN", kind=Kind.GROUP),
    entry("Роснефтегаз", list_id="second", country="RU"),
)
REJECTED = ((9, "000009", "name", "the counterparty has no name; fill it in", "000009 |  | <u>x</u>"),)
UNDETERMINED = ((10, "000010", "***", "nothing comparable is left of the name"),)


@pytest.fixture(scope="session")
def report():
    """Hits of every band and script, a near miss, a gone and a changed hit, rows left out, and an extract."""
    before = (
        ITEMS[0],
        entry("Panda Electronics", list_id="second", country="CN", kind=Kind.GROUP),
        entry("Kingfisher Tackle Ltd", list_id="second"),
    )
    return report_of(
        PARTIES, ITEMS, before=before, statuses=[EXTRACT, OK], rejected=REJECTED, undetermined=UNDETERMINED
    )


@pytest.fixture(scope="session")
def quiet():
    """A run without hits, near misses or rows left out, on a list that stands well."""
    return report_of(PARTIES[-1:], ITEMS[:1])
