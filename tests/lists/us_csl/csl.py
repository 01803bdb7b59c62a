"""Made-up rows of the Consolidated Screening List in the shapes of its years."""

import csv
import io
import json

from lists.us_csl.rows import COLUMNS
from lists.us_csl.sources import SOURCES

EL, MEU, UVL, DPL, ISN, DTC, SDN, CMIC, SSI, CAP, PLC, FSE, MBS = (source.name for source in SOURCES)


def row(source=EL, name="Made-up Trading Co., Ltd.", **cells):
    """Cells by column; the rest is empty."""
    return {"source": source, "name": name, **cells}


def as_csv(*rows, columns=COLUMNS, quoting=csv.QUOTE_MINIMAL):
    """The rows as `consolidated.csv`."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=quoting, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([one.get(column, "") for column in columns] for one in rows)
    return text.getvalue().encode()


def as_json(*results, **beside):
    """The results as `consolidated.json`."""
    return json.dumps({"results": results, **beside}).encode()


def whole(*rows, lacking=None):
    """Rows of a snapshot that holds as many rows of each source as are expected, one fewer of `lacking`."""
    filled = [
        row(source.name, f"{source.code} party {number}", federal_register_notice=f"{number} FR 1")
        for source in SOURCES
        for number in range(source.min_rows - (source.name == lacking))
    ]
    return as_csv(*filled, *rows)
