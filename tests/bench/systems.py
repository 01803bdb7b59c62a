"""Other ways to compare two names, to stand beside ours: rapidfuzz's scorers and nomenklatura's logic-v2."""

import json
import os
import subprocess
import sys

import polars as pl
from rapidfuzz import fuzz, utils

NOMENKLATURA_PYTHON = os.environ.get("NOMENKLATURA_PYTHON", sys.executable)
"""Interpreter that has nomenklatura; it needs ICU and is no dependency of ours."""
_LOGIC_V2 = """
import json, sys
from followthemoney import model
from nomenklatura.matching import LogicV2
from nomenklatura.matching.types import ScoringConfig
SCHEMAS = {"organisation": "Organization", "person": "Person", "vessel": "Vessel"}
config = ScoringConfig.defaults()
def entity(number, kind, name, country):
    properties = {"name": [name]} | ({"country": [country.lower()]} if country else {})
    # ids are unique: logic-v2 caches names by id
    return model.get_proxy({"id": f"e{number}", "schema": SCHEMAS[kind], "properties": properties})
scores = []
for number, (name1, name2, kind, country1, country2) in enumerate(json.load(sys.stdin)):
    query, entry = entity(2 * number, kind, name1, country1), entity(2 * number + 1, kind, name2, country2)
    scores.append(100 * LogicV2.compare(query, entry, config).score)
json.dump(scores, sys.stdout)
"""


def wratio(pairs):
    """Rapidfuzz WRatio with its default processor."""
    return _each(pairs, fuzz.WRatio)


def token_set_ratio(pairs):
    """Rapidfuzz token_set_ratio with its default processor."""
    return _each(pairs, fuzz.token_set_ratio)


def logic_v2(pairs):
    """Nomenklatura's logic-v2 (0-100), or None where it is not installed."""
    rows = pairs.select("name1", "name2", "kind", "country1", "country2").rows()
    if subprocess.run([NOMENKLATURA_PYTHON, "-c", "import nomenklatura"], capture_output=True, check=False).returncode:
        return None
    done = subprocess.run(
        [NOMENKLATURA_PYTHON, "-c", _LOGIC_V2], input=json.dumps(rows), capture_output=True, text=True, check=True
    )
    return pl.Series("score", json.loads(done.stdout), dtype=pl.Float64)


def _each(pairs, scorer):
    scores = [scorer(*names, processor=utils.default_process) for names in pairs.select("name1", "name2").rows()]
    return pl.Series("score", scores, dtype=pl.Float64)
