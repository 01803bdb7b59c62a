"""SDN rows of the Consolidated Screening List, written as OFAC writes them: a real amount of real content."""

import csv
import gzip
import io
import re
from datetime import date

_SOURCE = "Specially Designated Nationals (SDN) - Treasury Department"
_TYPES = {"Individual": "individual", "Entity": "", "Vessel": "vessel", "Aircraft": "aircraft"}
_CODE = re.compile(r"[A-Z]{2}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def rewritten(path):
    """The four files by role."""
    csv.field_size_limit(10_000_000)
    tables = {role: [] for role in ("prim", "alt", "add", "comments")}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["source"] == _SOURCE:
                _add(tables, row)
    return {role: _content(rows) for role, rows in tables.items()}


def _add(tables, row):
    uid = row["entity_number"]
    cells = ("call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner")
    tables["prim"].append(
        [uid, row["name"], _TYPES[row["type"]], row["programs"].replace("; ", "] ["), row["title"]]
        + [row[cell] for cell in cells]
        + [_remarks(row)]
    )
    for number, name in enumerate(_parts(row["alt_names"])):
        tables["alt"].append([uid, number, "aka", name, ""])
    for number, address in enumerate(_parts(row["addresses"]) or [""]):
        street, _, country = address.rpartition(", ")
        tables["add"].append([uid, number, street, "", country if _CODE.fullmatch(country) else "", ""])


def _remarks(row):
    found = [f"DOB {_written(born)}" for born in _parts(row["dates_of_birth"])]
    found += [f"POB {place}" for place in _parts(row["places_of_birth"])]
    found += [f"nationality {code}" for code in _parts(row["nationalities"])]
    found += [f"citizen {code}" for code in _parts(row["citizenships"])]
    found += [_identified(one) for one in _parts(row["ids"])]
    found += [text.strip("()") if "Linked To" in text else text for text in _parts(row["remarks"])]
    return "; ".join(found) + "." if found else ""


def _identified(text):
    """`CC, expires, issued, number, Type` -> `Type number (CC) issued … expires …`."""
    *parts, type_ = text.split(", ")
    country = f" ({parts.pop(0)})" if len(parts) > 1 and _CODE.fullmatch(parts[0]) else ""
    dates = [_written(parts.pop(0)) for _ in range(2) if len(parts) > 1 and _ISO.fullmatch(parts[0])]
    dated = "".join(f" {verb} {day}" for verb, day in zip(("expires", "issued"), dates, strict=False))
    return f"{type_} {', '.join(parts)}{country}{dated}"


def _written(text):
    return _ISO.sub(lambda found: date.fromisoformat(found[0]).strftime("%d %b %Y"), text)


def _parts(text):
    return [part for part in text.split("; ") if part]


def _content(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["-0- " if cell == "" else cell for cell in row] for row in rows])
    return text.getvalue().encode("ascii", "replace") + b"\x1a"
