import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists.ecfr.entity import Party, read_cell

ONE_STREAM = [
    ("Acme Trading, 5 Some Street, Dubai, UAE.", "Acme Trading", ["5 Some Street, Dubai, UAE"]),
    ("Acme Co., Ltd., 5 Some Street, Dubai, UAE.", "Acme Co., Ltd.", ["5 Some Street, Dubai, UAE"]),
    ("Acme Co., Ltd. 5 Some Street, Dubai, UAE.", "Acme Co., Ltd.", ["5 Some Street, Dubai, UAE"]),
    ("Acme, Inc., 5 Some Street, Boston.", "Acme, Inc.", ["5 Some Street, Boston"]),
    ("Acme, Private Limited, 5 Some Street, Delhi.", "Acme, Private Limited", ["5 Some Street, Delhi"]),
    ("Acme, L.L.C., Dubai, UAE.", "Acme, L.L.C.", ["Dubai, UAE"]),
    ("Acme Co., Ltd. (Acme), Room 5, Beijing, China.", "Acme Co., Ltd. (Acme)", ["Room 5, Beijing, China"]),
    ("John Smith, Jr., Dubai, UAE.", "John Smith, Jr.", ["Dubai, UAE"]),
    ("Acme; 5 Some Street, Beijing, China.", "Acme", ["5 Some Street, Beijing, China"]),
    (
        "Acme, Dubai, UAE; and Sharjah, UAE; and P.O. Box 5, Ajman, UAE.",
        "Acme",
        ["Dubai, UAE", "Sharjah, UAE", "P.O. Box 5, Ajman, UAE"],
    ),
    ("Factory 3, 5 Some Street, Beijing, China.", "Factory 3", ["5 Some Street, Beijing, China"]),
    ("Institute 2, Beijing, China.", "Institute 2", ["Beijing, China"]),
    (
        "Academy of Sciences, Institute of Made-up Things, 106 Some Road, Tianjin, China.",
        "Academy of Sciences, Institute of Made-up Things",
        ["106 Some Road, Tianjin, China"],
    ),
    ("Address 01,\nUnit D, 16/F Some Place, Hong Kong.", "Address 01", ["Unit D, 16/F Some Place, Hong Kong"]),
    (
        "Acme, Sonmez Apt. No. 4⁄5 1523 Sokak, Antalya, Turkey.",
        "Acme",
        ["Sonmez Apt. No. 4⁄5 1523 Sokak, Antalya, Turkey"],
    ),
    ("Acme.", "Acme", []),
    ("Acme Ltd.", "Acme Ltd.", []),
    ("54th Made-up Institute of China", "54th Made-up Institute of China", []),
]


@pytest.mark.parametrize(("text", "name", "addresses"), ONE_STREAM)
def test_a_name_ends_at_the_first_comma_that_no_legal_form_follows(text, name, addresses):
    cell = read_cell([text])

    assert (cell.party.name, cell.party.addresses) == (name, addresses)
    assert (cell.party.aliases, cell.party.former, cell.units, cell.heading) == ([], [], [], None)


ALIASES = {
    "a line each": (
        ["Acme, a.k.a., the following two aliases:", "—Acme One; and", "—Acme Two.", " ", " 5 Some Street, Dubai."],
        ["Acme One", "Acme Two"],
        ["5 Some Street, Dubai"],
    ),
    "blank lines between": (
        ["Acme, a.k.a., the following one alias:", "", "\n", "—Acme One.", "", " 5 Some Street, Dubai."],
        ["Acme One"],
        ["5 Some Street, Dubai"],
    ),
    "and on a line of its own": (
        ["Acme, a.k.a., the following two aliases:", "—Acme One;", "and", "—Acme Two.", "5 Some Street, Dubai."],
        ["Acme One", "Acme Two"],
        ["5 Some Street, Dubai"],
    ),
    "other dashes": (
        ["Acme, a.k.a., the following two aliases:", "–Acme One; and", "-Acme Two.", "5 Some Street, Dubai."],
        ["Acme One", "Acme Two"],
        ["5 Some Street, Dubai"],
    ),
    "no semicolon": (
        ["Acme, a.k.a., the following two aliases:", "—Acme One", "—Acme Two.", "5 Some Street, Dubai."],
        ["Acme One", "Acme Two"],
        ["5 Some Street, Dubai"],
    ),
    "no address": (
        ["Acme, a.k.a., the following two aliases:", "—Acme One; and", "—Acme Two."],
        ["Acme One", "Acme Two"],
        [],
    ),
    "counted in one line": (
        ["Acme, a.k.a., the following two aliases: Acme One; and Acme Two. 5 Some Street, Dubai."],
        ["Acme One", "Acme Two"],
        ["5 Some Street, Dubai"],
    ),
    "counted in one line with dashes": (
        ["Acme, a.k.a., the following two aliases: —Acme One; and —Acme Two. 5 Some Street, Dubai."],
        ["Acme One", "Acme Two"],
        ["5 Some Street, Dubai"],
    ),
    "counted with a digit": (
        ["Acme, a.k.a., the following 2 aliases:", "—Acme One; and", "—Acme Two.", "5 Some Street, Dubai."],
        ["Acme One", "Acme Two"],
        ["5 Some Street, Dubai"],
    ),
    "inline": (
        ["Acme, a.k.a., Acme General Trading, Acme Trading LLC, 5 Some Street, Dubai."],
        ["Acme General Trading", "Acme Trading LLC"],
        ["5 Some Street, Dubai"],
    ),
    "inline in brackets": (
        ["Acme (a.k.a., Acme One), Dubai, UAE; and Sharjah, UAE."],
        ["Acme One"],
        ["Dubai, UAE", "Sharjah, UAE"],
    ),
    "several inline in brackets": (
        ["Acme (a.k.a. Acme One; a.k.a. Acme Two OAO)", "5 Some Street, Dubai."],
        ["Acme One", "Acme Two OAO"],
        ["5 Some Street, Dubai"],
    ),
    "a legal form behind a comma": (
        ["Acme, a.k.a., the following one alias:", "—Acme Factory, OAO.", "5 Some Street, Dubai."],
        ["Acme Factory, OAO"],
        ["5 Some Street, Dubai"],
    ),
    "the address behind the last alias": (
        ["Acme, a.k.a., the following one alias:", "—AME, Suite 7, Some Complex, Lahore, Pakistan."],
        ["AME"],
        ["Suite 7, Some Complex, Lahore, Pakistan"],
    ),
    "the clause broken over two lines": (
        ["Acme, a.k.a., the following", "two aliases:", "—Acme One; and", "—Acme Two.", "5 Some Street, Dubai."],
        ["Acme One", "Acme Two"],
        ["5 Some Street, Dubai"],
    ),
}


@pytest.mark.parametrize(("lines", "aliases", "addresses"), ALIASES.values(), ids=ALIASES)
def test_aliases_are_found_however_they_are_laid_out(lines, aliases, addresses):
    cell = read_cell(lines)

    assert (cell.party.name, cell.party.aliases, cell.party.addresses) == ("Acme", aliases, addresses)


FORMER = [
    (["Acme Limited (f.k.a., Old Trade Limited), 5 Some Street, Nicosia."], ["Old Trade Limited"]),
    (
        ["Acme Limited (f.k.a., Old Limited; and Older Limited)", "5 Some Street, Nicosia."],
        ["Old Limited", "Older Limited"],
    ),
    (["Acme Limited, f.k.a., Old Trade Limited, 5 Some Street, Nicosia."], ["Old Trade Limited"]),
    (
        ["Acme Limited, f.k.a., the following one alias:", "—Old Trade Limited.", "5 Some Street, Nicosia."],
        ["Old Trade Limited"],
    ),
]


@pytest.mark.parametrize(("lines", "former"), FORMER)
def test_former_names_are_told_from_other_aliases(lines, former):
    party = read_cell(lines).party

    assert (party.name, party.former, party.aliases) == ("Acme Limited", former, [])
    assert party.addresses == ["5 Some Street, Nicosia"]


def test_a_name_within_an_alias_may_have_an_alias_of_its_own():
    lines = ["Acme, a.k.a., the following one alias:", "—Acme Institute (a.k.a., Acme's 902 Institute).", "Dubai."]

    assert read_cell(lines).party.aliases == ["Acme Institute", "Acme's 902 Institute"]


@pytest.mark.parametrize(
    ("lines", "promised", "printed"),
    [
        (["Acme, a.k.a., the following two aliases:", "—One; and", "—Two.", "5 Some Street, Dubai."], 2, 2),
        (["Acme, a.k.a., the following three aliases:", "—One; and", "—Two.", "5 Some Street, Dubai."], 3, 2),
        (["Acme, a.k.a., the following one alias:", "—One; and", "—Two.", "5 Some Street, Dubai."], 1, 2),
        (["Acme, a.k.a., the following twenty aliases:", *["—One"] * 20, "5 Some Street, Dubai."], 20, 20),
        (["Acme, 5 Some Street, Dubai."], None, 0),
    ],
)
def test_the_number_of_aliases_that_the_text_promises_is_kept_beside_the_number_printed(lines, promised, printed):
    party = read_cell(lines).party

    assert (party.promised, party.printed) == (promised, printed)


def test_an_alias_that_lacks_its_dash_is_found_by_the_number_promised():
    party = read_cell(
        ["Acme, a.k.a., the following two aliases:", "—Acme One; and", "Acme Two.", "5 Some Street, Dubai."]
    ).party

    assert (party.aliases, party.addresses) == (["Acme One", "Acme Two"], ["5 Some Street, Dubai"])


def test_a_reference_to_another_entry_is_a_remark_and_no_address():
    cell = read_cell(["Abdul Made-up, 501, 5th Floor, Kabul, Afghanistan. (See alternate addresses under Pakistan)."])

    assert cell.party.addresses == ["501, 5th Floor, Kabul, Afghanistan"]
    assert cell.remarks == ["(See alternate addresses under Pakistan)"]


def test_an_institute_of_cetc_keeps_its_number_and_abbreviation():
    cell = read_cell(
        [
            "China Electronics Technology Group Corporation 13th Research Institute (CETC 13), a.k.a., "
            "the following two aliases:",
            "",
            "—HSRI; and",
            "",
            "—CETC Research Institute 13.",
            "",
            " 113 Hezuo Road, Shijiazhuang, Hebei, China; and 21 Changsheng Street, Shijiazhuang, Hebei, China.",
        ]
    )

    assert cell.party.name == "China Electronics Technology Group Corporation 13th Research Institute (CETC 13)"
    assert cell.party.aliases == ["HSRI", "CETC Research Institute 13"]
    assert len(cell.party.addresses) == 2


CETC_13 = "China Electronics Technology Group Corporation 13th Research Institute (CETC 13)"

SUBORDINATES = {
    "with address": (
        [f"{CETC_13} subordinate institution: Hebei Medicines Health, 113 Hezuo Road, Shijiazhuang, China."],
        Party("Hebei Medicines Health", addresses=["113 Hezuo Road, Shijiazhuang, China"]),
    ),
    "with an alias": (
        [
            f"{CETC_13} subordinate institution: Envoltek, a.k.a., the following one alias:",
            "",
            "—Hebei Envoltek Electronics.",
            "",
            " 21 Changsheng Street, Shijiazhuang, Hebei, China.",
        ],
        Party(
            "Envoltek",
            aliases=["Hebei Envoltek Electronics"],
            addresses=["21 Changsheng Street, Shijiazhuang, Hebei, China"],
            promised=1,
            printed=1,
        ),
    ),
    "behind a dash": (
        [
            f"{CETC_13} subordinate institution:",
            "",
            "—Hebei Brightway International,",
            "",
            " 21 Changsheng Street, China.",
        ],
        Party("Hebei Brightway International", addresses=["21 Changsheng Street, China"]),
    ),
    "misspelt": (
        [f"{CETC_13} subordinate instituion: MT Microsystems,", "113 Hezuo Road, China."],
        Party("MT Microsystems", addresses=["113 Hezuo Road, China"]),
    ),
}


@pytest.mark.parametrize(("lines", "party"), SUBORDINATES.values(), ids=SUBORDINATES)
def test_a_subordinate_institution_of_cetc_13_is_the_party_and_cetc_13_its_parent(lines, party):
    cell = read_cell(lines)

    assert cell.party == party
    assert cell.parent == CETC_13


def test_subordinate_institutions_of_the_second_academy_are_units_with_names_of_their_own():
    cell = read_cell(
        [
            "China Aerospace Science and Industry Corporation Second Academy, a.k.a., the following two aliases, "
            "and thirteen subordinate institutions:",
            "—China Changfeng Mechanics and Electronics Technology Academy; and",
            "—CASIC Second Academy.",
            "Subordinate institution",
            "Second Design Department, a.k.a., the following two aliases:",
            "—Beijing Institute of Electronics Systems Engineering; and",
            "—Second Planning Department.",
            "Subordinate institution",
            "23rd Research Institute, a.k.a., the following one alias:",
            "—BIRM.",
        ]
    )

    assert cell.party.name == "China Aerospace Science and Industry Corporation Second Academy"
    assert cell.party.aliases == [
        "China Changfeng Mechanics and Electronics Technology Academy",
        "CASIC Second Academy",
    ]
    assert [(unit.name, unit.aliases) for unit in cell.units] == [
        (
            "Second Design Department",
            ["Beijing Institute of Electronics Systems Engineering", "Second Planning Department"],
        ),
        ("23rd Research Institute", ["BIRM"]),
    ]


def test_a_row_of_subordinate_institutions_continues_the_entry_above():
    cell = read_cell(
        [
            "Subordinate institution",
            "283 Factory, a.k.a., the following one alias:",
            "—Beijing Xinfeng Machinery Factory.",
            "Subordinate instituion: 706th Research Institute.",
        ]
    )

    assert (cell.party, cell.heading) == (None, "units")
    assert [(unit.name, unit.aliases) for unit in cell.units] == [
        ("283 Factory", ["Beijing Xinfeng Machinery Factory"]),
        ("706th Research Institute", []),
    ]


def test_a_row_of_addresses_continues_the_entry_above():
    cell = read_cell(
        [
            "The following addresses apply to the entity and to the thirteen subordinate institutions:",
            " ",
            " 50 Yongding Road, Beijing, China; and 51 Yongding Road, Beijing, China.",
        ]
    )

    assert (cell.party, cell.units, cell.heading) == (None, [], "addresses")
    assert cell.addresses == ["50 Yongding Road, Beijing, China", "51 Yongding Road, Beijing, China"]


def test_huawei_has_its_aliases_and_addresses_though_the_clause_goes_on():
    cell = read_cell(
        [
            "Huawei Technologies Co., Ltd., a.k.a., the following two aliases:",
            "—Shenzhen Huawei Technologies; and",
            "—Huawei Technology, and to include the following addresses and the following 22 affiliated entities:",
            " ",
            " Addresses for Huawei Technologies Co., Ltd.: Bantian Huawei Base, Shenzhen, 518129, China; "
            "and No. 1899 Xi Yuan Road, Chengdu, 611731.",
        ]
    )

    assert cell.party.name == "Huawei Technologies Co., Ltd."
    assert cell.party.aliases == ["Shenzhen Huawei Technologies", "Huawei Technology"]
    assert cell.addresses == ["Bantian Huawei Base, Shenzhen, 518129, China", "No. 1899 Xi Yuan Road, Chengdu, 611731"]


def test_affiliates_of_huawei_stand_a_line_each_with_their_addresses():
    cell = read_cell(
        [
            "Affiliated entities:",
            " Hangzhou Huawei Communication Technology Co., Ltd., Building 1, Hangzhou, China.",
            " Huawei Digital Technologies (Suzhou) Co., Ltd., No. 328 XINHU STREET (R&D Center, Suzhou), Suzhou.",
            " Shenzhen Huawei Anjiexin Electricity Co., Ltd., a.k.a., the following one alias:",
            "—Shenzhen Huawei Agisson Electric Co., Ltd.",
            " Building 2, Area B, Shenzhen, China; and Huawei Base, Shenzhen, China.",
            " Shenzhen Huawei Technology Service, Huawei Base, Shenzhen, China.",
        ]
    )

    assert (cell.party, cell.heading) == (None, "affiliates")
    assert [(unit.name, unit.aliases, len(unit.addresses)) for unit in cell.units] == [
        ("Hangzhou Huawei Communication Technology Co., Ltd.", [], 1),
        ("Huawei Digital Technologies (Suzhou) Co., Ltd.", [], 1),
        ("Shenzhen Huawei Anjiexin Electricity Co., Ltd.", ["Shenzhen Huawei Agisson Electric Co., Ltd."], 2),
        ("Shenzhen Huawei Technology Service", [], 1),
    ]


def test_subordinate_entities_of_paec_are_units_though_they_are_dashed_like_aliases():
    cell = read_cell(
        [
            "Pakistan Atomic Energy Commission (PAEC), a.k.a., the following one alias:",
            "—Power Plant Workshops, P.O. Box 1114, Islamabad; and the following three subordinate entities:",
            "—National Development Complex (NDC), a.k.a., the following two aliases:",
            "—National Development Centre; and",
            "—National Defense Complex.",
            " ",
            " Fateh Jang, Punjab, Rawalpindi, Pakistan; and P.O. Box 2216, Islamabad, Pakistan;",
            "—Pakistan Institute for Nuclear Science and Technology (PINSTECH), Nilore, Islamabad;",
            "—National Institute of Lasers and Optronics (NILOP), a.k.a., the following one alias:",
            "—National Institute of Lasers.",
            " ",
            " Lethrar Road, Islamabad, 45650, Pakistan.",
        ]
    )

    assert cell.party.name == "Pakistan Atomic Energy Commission (PAEC)"
    assert cell.party.aliases == ["Power Plant Workshops"]
    assert [(unit.name, unit.aliases) for unit in cell.units] == [
        ("National Development Complex (NDC)", ["National Development Centre", "National Defense Complex"]),
        ("Pakistan Institute for Nuclear Science and Technology (PINSTECH)", []),
        ("National Institute of Lasers and Optronics (NILOP)", ["National Institute of Lasers"]),
    ]
    assert cell.units[1].addresses == ["Nilore, Islamabad"]


@pytest.mark.parametrize("lines", [[], [""], [" ", "\n"]])
def test_a_cell_without_text_names_nobody(lines):
    cell = read_cell(lines)

    assert (cell.party, cell.units, cell.addresses, cell.heading) == (None, [], [], None)


NAMES = st.text("abcdefghij", min_size=2, max_size=12).map(str.title)


@given(NAMES, st.lists(NAMES, min_size=1, max_size=12, unique=True))
def test_as_many_aliases_as_are_printed_are_found_in_their_order(name, aliases):
    count = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"][
        len(aliases) - 1
    ]
    dashed = [f"—{alias};" for alias in aliases[:-1]] + [f"—{aliases[-1]}."]
    party = read_cell([f"{name}, a.k.a., the following {count} aliases:", *dashed, "", " 5 Some Street, Dubai."]).party

    assert (party.name, party.aliases) == (name, aliases)
    assert party.promised == party.printed == len(aliases)
    assert party.addresses == ["5 Some Street, Dubai"]


@given(st.lists(st.text(st.characters(codec="ascii", exclude_categories=("Cc",))), min_size=1))
def test_any_lines_can_be_read(lines):
    cell = read_cell(lines)

    assert cell.party is None or isinstance(cell.party.name, str)


PRINTED_TWICE = {
    "an address that nothing parts from the alias": (
        ["Acme LLC, a.k.a. the following one alias:", "—BiotaGroup Company Al Sample Tower 1, 9th Floor, Dubai."],
        [
            "Acme LLC, a.k.a. the following one alias:",
            "—BiotaGroup Company ",
            " ",
            " Al Sample Tower 1, 9th Floor, Dubai.",
        ],
    ),
    "a dash before the end of an address": (
        ["Acme Morocco, Plateaux N 11, Hay Sample", "—Rabat, Morocco."],
        ["Acme Morocco, Plateaux N 11, Hay Sample, Rabat, Morocco."],
    ),
    "a line break within a street": (
        ["Bureau, a.k.a., the following one alias:", "—JSCT SKTB RT.55 Sample", " ", " St., Velikiy Novgorod."],
        ["Bureau, a.k.a., the following one alias:", "—JSCT SKTB ", " ", " RT.55 Sample St., Velikiy Novgorod."],
    ),
    "a line break within an address": (
        ["OpenLab, a.k.a., the following one alias:", "—Sample OpenLab, Singapore, Singapore."],
        ["OpenLab, a.k.a., the following one alias:", "—Sample OpenLab, Singapore, ", " ", " Singapore."],
    ),
    "an en dash between aliases": (
        ["Acme, a.k.a., the following two aliases:", "—Acme One;—Acme Two."],
        ["Acme, a.k.a., the following two aliases:", "–Acme One;–Acme Two."],
    ),
}


@pytest.mark.parametrize(("once", "again"), PRINTED_TWICE.values(), ids=PRINTED_TWICE)
def test_a_cell_that_is_printed_in_two_ways_says_the_same(once, again):
    first, second = read_cell(once).party, read_cell(again).party

    assert (first.name, first.aliases) == (second.name, second.aliases)
    assert [re.sub(r"\W", "", address) for address in first.addresses] == [
        re.sub(r"\W", "", address) for address in second.addresses
    ]


def test_a_number_behind_a_legal_form_stays_with_the_name():
    cell = read_cell(["Acme, a.k.a., the following one alias:", "—Made-up Company Factory 5."])

    assert cell.party.aliases == ["Made-up Company Factory 5"]


@pytest.mark.parametrize(
    ("text", "name", "aliases", "addresses"),
    [
        ("IKCO Finance 6 Lothbury, London.", "IKCO Finance", [], ["6 Lothbury, London"]),
        ("Nexus, a.k.a., Vast Solution 2706, Sample Bldg.", "Nexus", ["Vast Solution"], ["2706, Sample Bldg"]),
        (
            "Hamid Sepehrian, Made Research Institute, Tehran.",
            "Hamid Sepehrian",
            [],
            ["Made Research Institute, Tehran"],
        ),
        ("Vast Solution Sdn Bhd., 27-06 Sample Building.", "Vast Solution Sdn Bhd.", [], ["27-06 Sample Building"]),
    ],
)
def test_names_that_are_known_to_run_into_their_addresses_are_parted_from_them(text, name, aliases, addresses):
    party = read_cell([text]).party

    assert (party.name, party.aliases, party.addresses) == (name, aliases, addresses)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Made-up Pvt. Ltd. Consultants, Importers and Exporters, Islamabad.",
         "Made-up Pvt. Ltd. Consultants, Importers and Exporters"),
        ("Third Institute of Samples, Ministry of Natural Samples, No. 36 Some Road, Hangzhou, China.",
         "Third Institute of Samples, Ministry of Natural Samples"),
        ("Academy of Samples, Field Blood Institution, 27 Road.", "Academy of Samples, Field Blood Institution"),
        ("Institute of Samples, Chinese Academy of Sciences, 239 Some Road, Shanghai.",
         "Institute of Samples, Chinese Academy of Sciences"),
        ("Made-up Imp & Exp. Co. Ltd. Floor 26th Some Plaza, 216 Some Road, Nanjing.", "Made-up Imp & Exp. Co. Ltd"),
    ],
)  # fmt: skip
def test_what_a_name_says_of_its_parent_or_trade_belongs_to_it(text, name):
    assert read_cell([text]).party.name == name


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("Lim Some Nam, (a.k.a. Lin Rongnan, Steven Lim and Some Nam Lim), Made Road, China.",
         ["Lin Rongnan", "Steven Lim", "Some Nam Lim"]),
        ("Majid Sample, a.k.a., Mark Made and Matti Up, 27-06 Made Building.", ["Mark Made", "Matti Up"]),
        ("Parto Made Up, (a.k.a., Rayan Parto Made Up and Rayane Parto Made Up), Unit 7.",
         ["Rayan Parto Made Up", "Rayane Parto Made Up"]),
        ("Made-up Center (MC), a.k.a., Scientific Studies and Research Council, Damascus.",
         ["Scientific Studies and Research Council"]),
        ("Establishment of Samples (ES), a.k.a., Etablissements Industriels (EI), Usine Exemple (UE), Some Street.",
         ["Etablissements Industriels (EI)", "Usine Exemple (UE)"]),
        ("Made, JSC (a.k.a., Made, Named by A. Sample; a.k.a. Plant, G. City OAO)",
         ["Made, Named by A. Sample", "Plant, G. City OAO"]),
        ("Made, JSC (a.k.a., Made, Ltd. and Sons), 5 Some Street.", ["Made, Ltd. and Sons"]),
    ],
)  # fmt: skip
def test_aliases_that_are_enumerated_in_one_breath_are_several(text, aliases):
    assert read_cell([text]).party.aliases == aliases


def test_where_aliases_are_located_is_no_part_of_the_last_of_them():
    lines = ["Academy, a.k.a., the following two aliases:", "—One; (all of preceding located in Made City)", "—Two."]

    assert read_cell(lines).party.aliases == ["One", "Two"]


@pytest.mark.parametrize(
    ("alias", "address"),
    [("Kosol Made.140/65 Some Tower", "140/65 Some Tower"), ("Made-Up. ul. Zoi, d. 15", "ul. Zoi, d. 15")],
)
def test_a_full_stop_parts_an_alias_from_an_address_that_begins_with_a_number_or_a_street(alias, address):
    party = read_cell(["Made, a.k.a., the following one alias:", f"—{alias}."]).party

    assert (party.aliases, party.addresses) == ([alias.split(".")[0]], [address])


@pytest.mark.parametrize(
    "name",
    [
        "Tactical Missile Corporation, Joint Stock Company Avangard",
        "Tactical Missile Corporation, NPO Electromechanics",
        "Tactical Missile Corporation, 711 Aircraft Repair Plant (711 ARZ)",
        "Tactical Missile Corporation, Zvezda-Strela Limited Liability Company",
    ],
)
def test_a_company_that_is_printed_behind_its_parent_keeps_its_own_name(name):
    party = read_cell([f"{name}, 78 Some Street, Safonovo, Russia."]).party

    assert (party.name, party.addresses) == (name, ["78 Some Street, Safonovo, Russia"])
