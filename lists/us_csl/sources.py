"""The thirteen lists that the Consolidated Screening List consolidates: policy in one table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One consolidated list.

    Attributes:
        name: As the column `source` says it.
        code: Short name, part of the entry ids.
        copied_from: Our list that reads the same party from its own publisher, None where there is no such list.
        min_rows: Fewer mean that the publisher lost rows (it lost the whole SDN list for a day in May 2024 and a
            quarter of the debarred parties more than once); about four fifths of what the file of 2022-05-16 held, less
            where the list is known to have shrunk since.
        measure_code: Code of the measure.
        measure: What the listing does, in neutral words.
        legal_basis: Where the law says so; `(checked: secondary)` where a description of it was read but not the text,
            `(unverified)` where neither was.
    """

    name: str
    code: str
    copied_from: str | None
    min_rows: int
    measure_code: str
    measure: str
    legal_basis: str


_BLOCKED = (
    "Property of this party in the United States or held by US persons is blocked, and US persons are generally "
    "prohibited from dealing with it. Secondary sanctions can concern others where the remarks say so."
)

SOURCES = (
    Source(
        name="Entity List (EL) - Bureau of Industry and Security",
        code="el",
        copied_from="us-entity-list",
        min_rows=1600,
        measure_code="LICENCE",
        measure="A licence of BIS is required in the scope of the entry's licence requirement.",
        legal_basis="15 CFR 744.11, 744.16 and Supplement No. 4 to Part 744",
    ),
    Source(
        name="Military End User (MEU) List - Bureau of Industry and Security",
        code="meu",
        copied_from="us-meu",
        min_rows=40,
        measure_code="LICENCE",
        measure=(
            "A licence of BIS is required to export, reexport or transfer in-country items of Supplement No. 2 to "
            "Part 744 to this party. The list is not exhaustive: other military end users need a licence too."
        ),
        legal_basis="15 CFR 744.21 and Supplement No. 7 to Part 744",
    ),
    Source(
        name="Unverified List (UVL) - Bureau of Industry and Security",
        code="uvl",
        copied_from="us-uvl",
        min_rows=120,
        measure_code="UVL",
        measure=(
            "Licence exceptions are not available for exports, reexports and transfers to this party, and a UVL "
            "statement is needed before any that needs no licence. It is a red flag to resolve, not a prohibition."
        ),
        legal_basis="15 CFR 744.15 and Supplement No. 6 to Part 744",
    ),
    Source(
        name="Denied Persons List (DPL) - Bureau of Industry and Security",
        code="dpl",
        copied_from="us-dpl",
        min_rows=350,
        measure_code="DENIAL_ORDER",
        measure=(
            "An order denies this party export privileges: taking part with it in a transaction in items subject to "
            "the EAR is prohibited in the scope of the order (General Prohibition Four)."
        ),
        legal_basis="15 CFR 764.3(a)(2), 736.2(b)(4)",
    ),
    Source(
        name="Nonproliferation Sanctions (ISN) - State Department",
        code="isn",
        copied_from=None,
        min_rows=130,
        measure_code="NONPROLIFERATION",
        measure=(
            "Sanctions of the State Department under the statute or order named as programme; depending on it, US "
            "government procurement, assistance, arms sales or export licences are restricted. The notice states which."
        ),
        legal_basis="the statute or executive order named as programme, and the notice cited (unverified)",
    ),
    Source(
        name="ITAR Debarred (DTC) - State Department",
        code="dtc",
        copied_from=None,
        min_rows=580,
        measure_code="DEBARRED",
        measure=(
            "The party is debarred from taking part, directly or indirectly, in exports of defence articles, technical "
            "data and defence services that are subject to the ITAR."
        ),
        legal_basis="22 CFR 127.7; Arms Export Control Act section 38(g)(4) (22 U.S.C. 2778) (checked: secondary)",
    ),
    Source(
        name="Specially Designated Nationals (SDN) - Treasury Department",
        code="sdn",
        copied_from="us-sdn",
        min_rows=8000,
        measure_code="BLOCKED",
        measure=_BLOCKED,
        legal_basis="31 CFR chapter V, the part of the programme named; IEEPA (50 U.S.C. 1701-1706)",
    ),
    Source(
        name="Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department",
        code="cmic",
        copied_from="us-ns-cmic",
        min_rows=60,
        measure_code="SECURITIES_BAN",
        measure=(
            "Purchase or sale by US persons of publicly traded securities of this company, or of securities "
            "derivative of or designed to give exposure to them, is prohibited. Property is not blocked."
        ),
        legal_basis="31 CFR 586.201; Executive Order 13959 as amended by Executive Order 14032",
    ),
    Source(
        name="Sectoral Sanctions Identifications List (SSI) - Treasury Department",
        code="ssi",
        copied_from=None,
        min_rows=200,
        measure_code="SECTORAL",
        measure=(
            "Certain dealings of US persons with this party are prohibited: new debt, new equity or projects, "
            "depending on the directive under Executive Order 13662 that the remarks name. Property is not blocked."
        ),
        legal_basis="31 CFR Part 589; Executive Order 13662, directives 1-4 (unverified)",
    ),
    Source(
        name="Capta List (CAP) - Treasury Department",
        code="cap",
        copied_from=None,
        min_rows=20,
        measure_code="CORRESPONDENT_ACCOUNTS",
        measure=(
            "Opening or maintaining a correspondent or payable-through account in the United States for this foreign "
            "financial institution is prohibited or subject to strict conditions, as the remarks say."
        ),
        legal_basis="31 CFR Part 561 or the part of the programme named (unverified)",
    ),
    Source(
        name="Palestinian Legislative Council List (PLC) - Treasury Department",
        code="plc",
        copied_from=None,
        min_rows=50,
        measure_code="TRANSACTIONS_REJECTED",
        measure=(
            "US financial institutions reject transactions with this member of the Palestinian Legislative Council; "
            "property is not blocked by this listing."
        ),
        legal_basis=(
            "section (b) of General License 4 of 2006-04-12 under 31 CFR Parts 594, 595 and 597 (checked: secondary)"
        ),
    ),
    Source(
        name="Foreign Sanctions Evaders (FSE) - Treasury Department",
        code="fse",
        copied_from=None,
        min_rows=1,
        measure_code="TRANSACTIONS_BANNED",
        measure=(
            "Transactions of US persons with this party, and those within the United States, that involve goods, "
            "services or technology are prohibited. Property is not blocked."
        ),
        legal_basis="Executive Order 13608 (unverified)",
    ),
    Source(
        name="Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
        code="mbs",
        copied_from=None,
        min_rows=8,
        measure_code="MENU_BASED",
        measure=(
            "Sanctions chosen from a menu apply to this party, short of blocking all of its property; the remarks "
            "name the directive or the section."
        ),
        legal_basis="the order or statute of the programme named, for example Executive Order 14024 (unverified)",
    ),
)

SOURCE_OF_NAME = {source.name: source for source in SOURCES}
