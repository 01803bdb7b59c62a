"""The keys of OFAC's remarks and what becomes of each: policy in one table.

A remark is a key and a value (`Tax ID No. 7702070139 (Russia)`); `*` in a key stands for any text. Keys were
collected from the consolidated files of 2025-12-19, from the SDN rows of the Consolidated Screening List of
2022-05-16 and from published parsers of SDN.CSV.
"""

import re
from enum import StrEnum


class Use(StrEnum):
    """What becomes of a remark."""

    NAME = "name"
    """A weak alias, or the name under which its securities are issued."""
    BIRTH_DATE = "birth_date"
    NATIONALITY = "nationality"
    COUNTRY = "country"
    """Where an organisation is registered; its country if no address has one."""
    IDENTIFIER = "identifier"
    REMARK = "remark"
    """Kept as text for the reviewer."""
    IGNORED = "ignored"
    UNREAD = "unread"
    """No key of the tables, or a value that its key does not admit: kept as text and counted."""


IDENTIFIERS = {
    "USCC": ("Unified Social Credit Code (USCC)", "United Social Credit Code Certificate (USCCC)"),
    "LEI": ("Legal Entity Number",),
    "ISIN": ("ISIN",),
    "TICKER": ("Equity Ticker",),
    "BIC": ("SWIFT/BIC",),
    "BIK": ("BIK (RU)",),
    "DUNS": ("D-U-N-S Number",),
    "IMO": ("Vessel Registration Identification",),
    "MMSI": ("MMSI",),
    "CALL_SIGN": ("Other Vessel Call Sign",),
    "TAIL_NO": ("Aircraft Tail Number", "Previous Aircraft Tail Number"),
    "AIRCRAFT_SERIAL_NO": (
        "Aircraft Manufacturer's Serial Number (MSN)",
        "Aircraft Construction Number (also called L/N or S/N or F/N)",
        "Aircraft Serial Identification",
    ),
    "TRANSPONDER_CODE": ("Aircraft Mode S Transponder Code",),
    "WALLET": ("Digital Currency Address - *",),
    "PASSPORT": ("Passport", "Diplomatic Passport", "British National Overseas Passport", "Stateless Person Passport"),
    "TRAVEL_DOCUMENT": (
        "Travel Document Number",
        "Refugee ID Card",
        "Seafarer's Identification Document",
        "VisaNumberID",
        "Immigration No.",
    ),
    "DRIVING_LICENCE": ("Driver's License No.",),
    "NATIONAL_ID": (
        "National ID No.",
        "National Foreign ID Number",
        "Birth Certificate Number",
        "Bosnian Personal ID No.",
        "C.U.I.",
        "C.U.I.P.",
        "C.U.R.P.",
        "CNP (Personal Numerical Code)",
        "Cartilla de Servicio Militar Nacional",
        "Cedula No.",
        "Citizen's Card Number",
        "Credencial electoral",
        "D.N.I.",
        "Electoral Registry No.",
        "I.F.E.",
        "Kenyan ID No.",
        "LE Number",
        "Military Registration Number",
        "Moroccan Personal ID No.",
        "N.I.E.",
        "Numero de Identidad",
        "Personal ID Card",
        "Public Security and Immigration No.",
        "Residency Number",
        "Romanian Permanent Resident",
        "SSN",
        "Stateless Person ID Card",
        "Tarjeta Profesional",
        "Tazkira National ID Card",
        "Turkish Identification Number",
        "UAE Identification",
    ),
    "TAX_ID": (
        "Tax ID No.",
        "C.I.F.",
        "C.U.I.T.",
        "Fiscal Code",
        "Italian Fiscal Code",
        "N.I.F.",
        "NIT #",
        "Numero Unico de Identificacao Tributaria (NUIT)",
        "Paraguayan tax identification number",
        "R.F.C.",
        "RFC",
        "RIF #",
        "RSIN",
        "RTN",
        "RUC #",
        "Romanian Tax Registration",
        "US FEIN",
        "V.A.T. Number",
    ),
    "COMPANY_NO": ("Company Number", "UK Company Number", "C.R. No.", "Romanian C.R."),
    "REGISTRATION_NO": (
        "Registration Number",
        "Registration ID",
        "Branch Unit Number",
        "Business Number",
        "Business Registration Document #",
        "Business Registration Number",
        "Central Registration System Number",
        "Certificate of Incorporation Number",
        "Chamber of Commerce Number",
        "Commercial Registry Number",
        "Dubai Chamber of Commerce Membership No.",
        "Economic Register Number (CBLS)",
        "Enterprise Number",
        "File Number",
        "Folio Mercantil No.",
        "Government Gazette Number",
        "Istanbul Chamber of Comm. No.",
        "Matricula Mercantil No",
        "Organization Code",
        "Public Registration Number",
        "Registered Charity No.",
        "Serial No.",
        "Trademark number",
    ),
    "LICENCE_NO": (
        "License",
        "Afghan Money Service Provider License Number",
        "MSB Registration Number",
        "Permit Number",
        "Pilot License Number",
        "SRE Permit No",
        "SRE Permit No.",
        "Tourism License No.",
        "Trade License No.",
    ),
    "ID_NO": ("Identification Number",),
}
"""Kind of identifier -> OFAC's keys for it. The country and the dates of a document are left to the raw file: numbers
are compared by equality. A wallet is its address, whatever the currency."""

_REMARKS = (
    "Additional Program Tags -",
    "Additional Sanctions Information -",
    "CAATSA Section * Information:",
    "Effective Date (*)",
    "Effective Date (CMIC)",
    "Executive Order * Directive Determination -",
    "Executive Order * Directive Information",
    "Executive Order * information:",
    "HKAA Information:",
    "IFCA Determination -",
    "Linked To:",
    "Listing Date (*)",
    "Listing Date (CMIC)",
    "PAIPA Section * Information:",
    "PEESA Information:",
    "Purchase/Sales For Divestment Date (CMIC)",
    "Secondary sanctions risk:",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:",
    "United States financial institutions are",
    "Aircraft Manufacture Date",
    "Aircraft Model",
    "Aircraft Operator",
    "Former Vessel Flag",
    "Other Vessel Flag",
    "Other Vessel Type",
    "Vessel Year of Build",
    "Gender",
    "Organization Established Date",
    "Organization Type:",
    "POB",
    "Target Type",
    "Title",
    # telegraph numbers of the characters of a name: of use to a person who decides, not an identifier
    "Chinese Commercial Code",
    "MICEX Code",
    "UN/LOCODE",
    "Email",
    "Email Address",
    "Fax",
    "Phone",
    "Phone No.",
    "Phone Number",
    "Telephone",
    "Telephone Number",
    "Telex",
    "Website",
    "All branches worldwide",
    "All offices worldwide",
    "arrested",
    "ICTY indictee",
    "Member ETA",
    "HAMAS -",
    "DFLP",
    "PFLP",
)
"""Kept as text: what a sanction rests on and whom it links to, what describes a party, how to reach it."""

IGNORED = {"For more information": "points to a page of OFAC and says nothing about the party"}

_USES = {
    "Issuer Name": Use.NAME,
    "DOB": Use.BIRTH_DATE,
    "citizen": Use.NATIONALITY,
    "nationality": Use.NATIONALITY,
    "Nationality of Registration": Use.COUNTRY,
    "Registration Country": Use.COUNTRY,
    **{key: Use.IDENTIFIER for keys in IDENTIFIERS.values() for key in keys},
    **dict.fromkeys(_REMARKS, Use.REMARK),
    **dict.fromkeys(IGNORED, Use.IGNORED),
}
_KIND_OF_KEY = {key: kind for kind, keys in IDENTIFIERS.items() for key in keys}
_KEYS = tuple(sorted(_USES, key=lambda key: (-len(key), key)))
"""Longest first, so that `Passport` does not take what belongs to a longer key."""
_KEYED = re.compile(
    "|".join(
        f"(?P<key{place}>{re.escape(key).replace(re.escape('*'), '.+?')})(?=[\\s:.,(]|$)"
        for place, key in enumerate(_KEYS)
    ),
    re.IGNORECASE,
)


def keyed(text: str) -> tuple[str, Use, str]:
    """Key, use and value of a remark; an empty key where no row of the tables fits."""
    found = _KEYED.match(text)
    if found is None or found.lastgroup is None:
        return "", Use.UNREAD, text
    key = _KEYS[int(found.lastgroup.removeprefix("key"))]
    return key, _USES[key], text[found.end() :].lstrip(" :.,").rstrip()


def identifier_kind(key: str) -> str:
    """Kind of the identifiers with this key."""
    return _KIND_OF_KEY[key]
