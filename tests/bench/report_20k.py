"""How a report of 20,000 hits opens: its size, first paint and the answer of its filters in Chromium.

`python -m tests.bench.report_20k` screens made-up counterparties against the bundled lists until there are 20,000 hits,
writes the report and measures it; `--keep DIR` leaves the report there.
"""

import argparse
import tempfile
import time
from pathlib import Path

import polars as pl

from screening.report.files import REPORT_FILES, write_report
from screening.report.model import Report
from tests.bundled import take_in_bundled
from tests.report.browser import CHROMIUM, open_page
from tests.report.reports import sample_report

HITS = 20_000


def many_hits(report: Report) -> Report:
    """The report of the sample with its counterparties repeated under other ids until there are `HITS` hits."""
    copies = -(-HITS // report.hits.height)
    repeated = pl.concat(
        report.hits.with_columns(pl.format("{}-{}", "counterparty_id", pl.lit(f"{number:03}")).alias("counterparty_id"))
        for number in range(copies)
    ).head(HITS)
    return Report(
        run=report.run,
        statuses=report.statuses,
        hits=repeated,
        near_misses=report.near_misses,
        events=report.events,
        entries=report.entries,
        rejected=report.rejected,
        undetermined=report.undetermined,
        background=report.background,
    )


def measure(page_file: Path) -> dict[str, float]:
    """Milliseconds until the first paint and until each filter has shown its result."""
    found: dict[str, float] = {}
    with open_page(page_file) as page:
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
        found["first paint"] = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        for name, script in {
            "filter by band": "byId('filter-band').value = 'possible'",
            "filter by text": "byId('filter-text').value = 'zz-none'",
            "filter by list": "byId('filter-text').value = ''; byId('filter-list').value = 'us-ns-cmic'",
            "next page": "'page'",
        }.items():
            found[name] = page.evaluate(
                """async ([script]) => {
                    const byId = (id) => document.getElementById(id);
                    const list = byId("parties");
                    const start = performance.now();
                    if (script === "'page'") { byId("page-after").click(); }
                    else { eval(script); byId("filter-text").dispatchEvent(new Event("input")); }
                    await new Promise((done) => {
                        new MutationObserver((_, observer) => { observer.disconnect(); done(); })
                            .observe(list, { childList: true });
                    });
                    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                    return performance.now() - start;
                }""",
                [script],
            )
    return found


def main() -> None:
    """Print the sizes and times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, default=None)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        report = many_hits(sample_report(take_in_bundled(Path(temporary) / "home")))
        start = time.perf_counter()
        write_report(report, folder)
        print(f"written in {time.perf_counter() - start:.1f} s")
        for name in REPORT_FILES:
            print(f"{name}: {(folder / name).stat().st_size / 1e6:.1f} MB")
        if not CHROMIUM:
            print("no Chromium here: times are not measured")
            return
        for what, milliseconds in measure((folder / "report.html").resolve()).items():
            print(f"{what}: {milliseconds:.0f} ms")


if __name__ == "__main__":
    main()
