"""`make bench-quality`: how well names are found and how few alerts are false, from fixed seeds, in one table.

Needs the measurement data of ../shared/data (or $SCREENING_SHARED_DATA); labelled pairs are measured without it.
Nomenklatura stands beside us where $NOMENKLATURA_PYTHON names an interpreter that has it.
"""

import argparse
import csv
import gzip
import io
import random
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from lists.register import gather, import_files, refresh
from screening.cli.output import table
from screening.frames import COUNTERPARTIES
from screening.matching.candidates import candidates
from screening.matching.chain import match
from screening.matching.inspect import every_pair
from screening.matching.name_table import name_table
from screening.matching.pairs import compare_pairs
from screening.models import Bands, Kind
from screening.names.countries import country_code
from screening.report.tables import write_csv
from screening.settings import Settings
from screening.states import with_states
from screening.tuning.measures import groups, measure, wilson
from screening.tuning.pairs import read_pairs
from screening.tuning.scoring import scored_pairs
from tests.bench.screen_100k import shared_data
from tests.bench.systems import logic_v2, token_set_ratio, wratio
from tests.made_up import entries, entry
from tests.mutations import SEED, mutations
from tests.pair_files import HARD, LATIN

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
BANDS = Bands()
LISTS = ("us-entity-list", "us-ns-cmic", "cn-uel", "cn-ecl", "cn-watch")
COLUMNS = ("section", "set", "group", "system", "of", "possible", "recall", "95 %", "near miss", "first", "alerts",
           "precision")  # fmt: skip
"""Of `of` true pairs `possible` reach that band or a better one (`recall` in %, `near miss`: or that band); `first`: no
other entry scores higher; `alerts`: false pairs in a band, or alerts per 1,000."""
OTHERS = 20_000
MUTATED_NAMES = 2_000
FULL_SCAN_NAMES = 30
NAME_PAIRS = {
    "edinet_ja_en_org_2026-10-05": ("name_ja", "name_en"),
    "houjin_ja_en_2021-2026": ("name", "name_en"),
    "szse_zh_en_2026-01": ("name_zh", "name_en"),
    "dart_ko_en_2025-07": ("name_ko", "name_en"),
    "mofcom_mfa_zh_en": ("name_zh", "name_en"),
}
NAME_PAIRS_SAMPLED = 500
_HAN_KANA_HANGUL = r"[\p{Han}\p{Katakana}\p{Hiragana}\p{Hangul}]"


def main(arguments=None):
    options = _options(arguments)
    rows = []
    for name, section in SECTIONS.items():
        if options.only and name not in options.only:
            continue
        start = time.perf_counter()
        found = section(options)
        rows += [{"section": name, **row} for row in found]
        print(f"{name}: {len(found)} rows in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(table(rows, COLUMNS))
    return 0


def mutated(options):
    """Recall of each class of mutation, over names of the Entity List and the Consolidated Screening List of 2022."""
    sets = {"entity-list": listed(("us-entity-list",)), "csl-2022": csl_2022(), "cjk": listed(LISTS)}
    return [row for name, items in sets.items() for row in _mutated(name, items, options)]


def pairs(options):
    """Each half of the labelled pairs, ours and others', all thresholds but our bands chosen on the tuning half."""
    return [row for path in (HARD, LATIN) for row in _pairs_of_file(path)]


def false_alerts(options):
    """Alerts per 1,000 real companies; the file is for classing by hand, for some are true."""
    companies = _companies()
    if not options.all:
        companies = companies.sample(options.sample, seed=SEED, shuffle=True)
    items = listed(LISTS)
    blocks = [
        match(_parties(block.select("counterparty_id", "name", "country").rows()), items, BANDS)
        for block in companies.iter_slices(100_000)
    ]
    hits = (
        pl.concat(blocks).filter(pl.col("band").is_in(["match", "probable"])).with_columns(pl.lit("").alias("verdict"))
    )
    columns = ("counterparty_name", "counterparty_country", "list_id", "entry_name", "matched_entry_name", "score",
               "band", "verdict")  # fmt: skip
    write_csv(hits.select(columns).sort("score", "counterparty_name", descending=[True, False]), options.alerts)
    print(f"alerts to class by hand: {options.alerts}", file=sys.stderr)
    return [
        {"set": "companies", "group": band, "system": "ours", "of": companies.height,
         "alerts": f"{1000 * hits.filter(pl.col('band').is_in(bands)).height / companies.height:.2f} per 1,000"}
        for band, bands in (("match", ["match"]), ("probable or better", ["match", "probable"]))
    ]  # fmt: skip


def cross_script(options):
    """Names in two scripts, each as the list entry among others and as the counterparty."""
    return [row for name, columns in NAME_PAIRS.items() for row in _cross_script(name, columns)]


def candidate_recall(options):
    """Pairs of names that a full scan puts into a band, and how many of them the candidate stage kept."""
    items, rng = listed(LISTS), random.Random(SEED)  # noqa: S311 - repeatable on purpose
    names = items.select("names").explode("names").select(pl.col("names").struct.field("name"))["name"].unique().sort()
    chosen = rng.sample(names.to_list(), FULL_SCAN_NAMES)
    queries = name_table(change.name for name in chosen for change in list(mutations(name))[:: rng.randint(4, 9)])
    target = name_table(names)
    kept = (
        candidates(queries, target)
        .join(queries.select(pl.col("view_id").alias("query_id"), pl.col("name").alias("query")), on="query_id")
        .join(target.select(pl.col("view_id").alias("entry_id"), pl.col("name").alias("entry")), on="entry_id")
        .select("query", "entry")
    )
    blocks = [
        compare_pairs(every_pair(one, target, kind="organisation"), lowest=BANDS.possible)
        for one in queries.iter_slices(20)
    ]
    in_band = pl.concat(blocks).select("query", "entry").unique()
    found = in_band.join(kept, on=["query", "entry"], how="semi")
    for lost in in_band.join(kept, on=["query", "entry"], how="anti").rows():
        print(f"not a candidate: {' ~ '.join(lost)}", file=sys.stderr)
    scanned = f"{queries['name'].n_unique()} x {target['name'].n_unique()} names"
    return [_row("full scan", scanned, "ours", in_band.height, found.height)]


SECTIONS = {
    "mutated": mutated,
    "pairs": pairs,
    "false_alerts": false_alerts,
    "cross_script": cross_script,
    "candidate_recall": candidate_recall,
}


def listed(list_ids):
    """Entries of whole lists, the Entity List from the eCFR file."""
    part_744 = shared_data() / "lists/us_ear744/ecfr_title15_part744_fetched_2026-07-23.xml.gz"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        for list_id in list_ids:
            if list_id == "us-entity-list":
                import_files(list_id, {part_744.name: part_744.read_bytes()}, settings=settings, now=NOW,
                             edition_on=date(2026, 7, 23))  # fmt: skip
            else:
                refresh(list_id, settings=settings, now=NOW, offline=True)
        gathered = gather(list_ids, settings=settings, as_of=DAY, problems={})
        return with_states(gathered.entries, settings.end_of(DAY))


def csl_2022():
    """Names and aliases of the Consolidated Screening List of 2022, whatever list they came from."""
    path = shared_data() / "lists/us_csl/csl_consolidated_raw_2022-05-16.csv.gz"
    text = gzip.decompress(path.read_bytes()).decode("utf-8-sig")
    kinds = {"Individual": Kind.PERSON, "Vessel": Kind.VESSEL}
    return entries(
        *(
            entry(row["name"].strip(), *(alias.strip() for alias in row["alt_names"].split(";") if alias.strip()),
                  entry_id=f"csl:{number}", kind=kinds.get(row["type"], Kind.ORGANISATION))
            for number, row in enumerate(csv.DictReader(io.StringIO(text)))
        )
    )  # fmt: skip


def _options(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="every listed name and a million companies: hours")
    parser.add_argument("--only", nargs="*", choices=SECTIONS, help="sections; default: all")
    parser.add_argument("--sample", type=int, default=100_000, help="companies for false alerts")
    parser.add_argument("--alerts", type=Path, default=Path(tempfile.gettempdir()) / "false_alerts.csv")
    return parser.parse_args(arguments)


def _mutated(name, items, options):
    names = _names_of(items)
    if name == "cjk":
        names = names.filter(pl.col("name").str.contains(r"[\p{Han}\p{Katakana}\p{Hiragana}]"))
    if not options.all and names.height > MUTATED_NAMES:
        names = names.sample(MUTATED_NAMES, seed=SEED, shuffle=True)
    changed = [
        (f"{number}|{change.kind}", change.name, country, entry_id, change.kind)
        for number, (entry_id, listed_name, country, kind) in enumerate(names.rows())
        for change in mutations(listed_name, is_person=kind == "person")
    ]
    wanted = pl.DataFrame(changed, schema=["counterparty_id", "name", "country", "entry_id", "class"], orient="row")
    hits = match(_parties((one, two, three) for one, two, three, *_ in changed), items, BANDS)
    found = wanted.join(
        hits.select("counterparty_id", "entry_id", "band"), on=["counterparty_id", "entry_id"], how="left"
    )
    return [_mutated_row(name, kind, group) for kind, group in groups(found, "class")] + [
        _mutated_row(name, "all", found)
    ]


def _names_of(items):
    compared = items.filter(pl.col("kind") != "address").select("entry_id", "names", "country", "kind").explode("names")
    kept = compared.filter(~pl.col("names").struct.field("type").is_in(["weak", "abbreviation"]))
    name = pl.col("names").struct.field("name").alias("name")
    return kept.select("entry_id", name, "country", "kind").unique("name", maintain_order=True)


def _mutated_row(name, kind, group):
    in_band = group.filter(pl.col("band").is_in(["match", "probable", "possible"])).height
    row = _row(name, kind, "ours", group.height, in_band)
    return row | {"near miss": _percent(group.filter(pl.col("band").is_not_null()).height, group.height)}


def _pairs_of_file(path):
    labelled = read_pairs(path)
    both = labelled.pairs.with_columns(labelled.given["half"], pl.lit("all").alias("any"))
    ours = scored_pairs(both, BANDS)
    rows = [
        *_pair_rows(path.stem, "ours possible", ours, BANDS.possible),
        *_pair_rows(path.stem, "ours probable", ours, BANDS.probable),
        *_pair_rows(path.stem, "ours best F1", ours, _best_f1(ours)),
    ]
    for name, system in {"WRatio": wratio, "token_set_ratio": token_set_ratio, "logic-v2": logic_v2}.items():
        scores = system(both)
        if scores is None:
            print(f"{name}: not installed; set NOMENKLATURA_PYTHON", file=sys.stderr)
            continue
        theirs = both.with_columns(scores.alias("score"))
        rows += _pair_rows(path.stem, f"{name} best F1", theirs, _best_f1(theirs))
        rows += _pair_rows(path.stem, f"{name} same alerts", theirs, _as_few_alerts(theirs, ours))
    return rows


def _pair_rows(file, name, scored, threshold):
    for half, of_half in groups(scored, "half"):
        for column in ("any", "kind", "class"):
            for group, members in groups(of_half, column):
                one = measure(members, threshold)
                row = _row(f"{file} {half}", group, f"{name} {threshold:g}", one.true_pairs, one.found)
                yield row | {
                    "alerts": f"{one.alerts}/{one.false_pairs}",
                    "precision": _percent(one.found, one.found + one.alerts),
                }


def _tuning(scored):
    return scored.filter(pl.col("half") == "tuning")


def _best_f1(scored):
    return max(range(40, 101), key=lambda threshold: (measure(_tuning(scored), threshold).f1 or 0.0, threshold))


def _as_few_alerts(theirs, ours):
    """The lowest threshold with no more false pairs in it than our bands have."""
    allowed = measure(_tuning(ours), BANDS.possible).alerts
    return next(one for one in range(40, 102) if measure(_tuning(theirs), one).alerts <= allowed)


def _cross_script(name, columns):
    pairs_of_file = pl.read_csv(shared_data() / f"pairs/{name}.csv", infer_schema=False).select(columns).drop_nulls()
    native = pairs_of_file.filter(pl.col(columns[0]).str.contains(_HAN_KANA_HANGUL)).unique(maintain_order=True)
    sampled = native.sample(min(NAME_PAIRS_SAMPLED, native.height), seed=SEED, shuffle=True)
    for query, target in (columns, columns[::-1]):
        yield _among_others(name, sampled[query].to_list(), sampled[target].to_list(), label=f"{query} -> {target}")


def _among_others(name, queries, targets, *, label):
    """How often the right entry is found, and first, among as many others in the same script."""
    is_native = pl.col("name").str.contains(_HAN_KANA_HANGUL)
    native = bool(pl.Series(targets).str.contains(_HAN_KANA_HANGUL).mean() > 0.5)
    others = _companies().filter(is_native if native else ~is_native).sample(OTHERS, seed=SEED)["name"].to_list()
    items = entries(
        *(entry(target, entry_id=f"right:{number}") for number, target in enumerate(targets)),
        *(entry(other, entry_id=f"other:{number}") for number, other in enumerate(others)),
    )
    hits = match(_parties((str(number), query, None) for number, query in enumerate(queries)), items, BANDS)
    best = hits.with_columns(pl.col("score").max().over("counterparty_id").alias("best"))
    right = best.filter(pl.col("entry_id") == "right:" + pl.col("counterparty_id"))
    in_band = right.filter(pl.col("score") >= BANDS.possible).height
    first = right.filter(pl.col("score") == pl.col("best")).height
    row = _row(name, label, "ours", len(queries), in_band)
    return row | {"near miss": _percent(right.height, len(queries)), "first": _percent(first, len(queries))}


def _companies():
    companies = pl.read_parquet(shared_data() / "companies/companies_dev_1000000.parquet")
    codes = {name: country_code(name) for name in companies["country"].drop_nulls().unique()}
    code = pl.col("country").replace_strict(codes, return_dtype=pl.String)
    return companies.select("counterparty_id", "name", code).drop_nulls("name")


def _parties(rows):
    return pl.DataFrame(
        [{"row": 2, "counterparty_id": counterparty_id, "name": name, "names": [name], "country": country,
          "address": "", "role": "", "identifiers": []} for counterparty_id, name, country in rows],
        schema=COUNTERPARTIES,
    )  # fmt: skip


def _row(set_, group, system, of, found):
    recall = wilson(found, of)
    between = "" if recall.share is None else f"{100 * recall.low:.1f}-{100 * recall.high:.1f}"
    return {"set": set_, "group": group, "system": system, "of": of, "possible": found,
            "recall": _percent(found, of), "95 %": between}  # fmt: skip


def _percent(count, total):
    return f"{100 * count / total:.1f}" if total else ""


if __name__ == "__main__":
    sys.exit(main())
