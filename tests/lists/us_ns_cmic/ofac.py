"""Made-up consolidated files in the shape in which OFAC publishes them."""

import csv
import io

from lists.declaration import declared
from lists.us_ns_cmic.parse import parse_bundled

DATES = (
    "Effective Date (CMIC) 02 Aug 2021; Purchase/Sales For Divestment Date (CMIC) 03 Jun 2022; "
    "Listing Date (CMIC) 03 Jun 2021"
)
PERSON = '9639,"MADE-UP, Ismail","individual","NS-PLC",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1962; POB Shati."\r\n'


def company(uid, name, remarks=f"{DATES}.", *, kind="-0- ", programme="CMIC-EO13959"):
    """A row of CONS_PRIM."""
    quoted = kind if kind.startswith("-0-") else f'"{kind}"'
    nothing = "-0- ," * 7
    return f'{uid},"{name}",{quoted},"{programme}",{nothing}"{remarks}"\r\n'


def files(prim="", alt="", add="", comments=""):
    """The four files by role, with the byte that ends each of OFAC's files."""
    return {
        role: text.encode() + b"\x1a"
        for role, text in {
            "prim": PERSON + prim,
            "alt": '9639,9150,"aka","MADE-UP, Ismaeel",-0- \r\n' + alt,
            "add": "9639,12812,-0- ,-0- ,-0- ,-0- \r\n" + add,
            "comments": "9639,\"x of a person; a.k.a. 'OTHER'.\"\r\n" + comments,
        }.items()
    }


def bundled_as_published(without=()):
    """The companies of our curated table as OFAC would publish them, save those without."""
    declaration = declared("us-ns-cmic")
    prim, alt = io.StringIO(), io.StringIO()
    for entry in parse_bundled(declaration.bundled_files()):
        uid = entry.entry_id.removeprefix("us-ns-cmic:")
        if entry.primary_name in without:
            continue
        weak = "".join(f"; a.k.a. '{name.name}'" for name in entry.names if name.type == "weak")
        prim.write(company(uid, entry.primary_name, f"{DATES}{weak}."))
        others = [name.name for name in entry.names if name.type in ("alias", "former")]
        csv.writer(alt).writerows([uid, number, "aka", name, "-0- "] for number, name in enumerate(others))
    return files(prim.getvalue(), alt.getvalue())
