"""The four files of OFAC: what belongs to a party is brought together, and what is not whole is refused."""

import pytest

from lists.ofac.tables import read_parties
from screening.errors import ListError
from tests.lists.ofac.files import files, line, party

NAMES = {"prim": "SDN.CSV", "alt": "ALT.CSV", "add": "ADD.CSV", "comments": "SDN_COMMENTS.CSV"}
WHOLE = files(
    party(7, remarks="DOB 1961") + party(8),
    alt=line(7, 1, "aka", "ACM", ""),
    add=line(7, 1, "", "", "", "") + line(8, 2, "5 Road", "Town", "Cuba", ""),
    comments=line(7, "; POB Town."),
)


def read(contents):
    return read_parties(contents, file_names=NAMES)


def test_a_party_has_what_the_four_files_say_of_it():
    first, second = read(WHOLE)

    assert (first.uid, first.remarks, [alias.name for alias in first.aliases]) == ("7", "DOB 1961; POB Town.", ["ACM"])
    assert (first.addresses, first.country) == ((), None)
    assert ([address.text for address in second.addresses], second.country) == (["5 Road, Town, Cuba"], "CU")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("", "organisation"), ("individual", "person"), ("vessel", "vessel"), ("aircraft", "aircraft")],
)
def test_each_type_of_party_is_a_kind_of_entry(printed, kind):
    (only,) = read(files(party(7, kind=printed)))

    assert only.kind == kind


def test_several_programmes_are_parted():
    (only,) = read(files(party(7, programme="NPWMD] [IFSR] [IRAN-CON-ARMS-EO")))

    assert only.programmes == ("NPWMD", "IFSR", "IRAN-CON-ARMS-EO")


@pytest.mark.parametrize("cut", [1, 4, 8, 9, 12])
def test_remarks_are_joined_wherever_they_were_cut(cut):
    remarks = "DOB 1961; POB Town"
    (only,) = read(files(party(7, remarks=remarks[:cut]), comments=line(7, remarks[cut:])))

    assert only.remarks == remarks


def test_the_country_is_that_of_the_first_address_that_has_a_known_one():
    address = line(7, 1, "", "", "Undetermined", "") + line(7, 2, "", "Gaza", "Palestinian", "near the port")
    (only,) = read(files(party(7), add=address))

    assert only.country == "PS"
    assert [address.text for address in only.addresses] == ["Undetermined", "Gaza, Palestinian (near the port)"]


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (files(party(7, kind="robot")), r"prim, entity 7: type 'robot' is not known"),
        (files(party(7), alt=line(7, 1, "dba", "ACM", "")), r"prim, entity 7: alias type 'dba' is not known"),
        (files(party(7) + "8,9\r\n"), r"prim, row 2: 2 cells, expected 12.*SDN\.CSV"),
        (files(party(7), add="7,1\r\n"), r"add, row 1: 2 cells, expected 6.*ADD\.CSV"),
        (files(party(7)) | {"alt": b'7,1,"aka","AC'}, r"alt: not OFAC's CSV format.*ALT\.CSV"),
        (files(party(7)) | {"prim": "7,Ünal".encode()}, r"prim: not OFAC's CSV format"),
    ],
)
def test_what_is_not_known_or_not_whole_is_refused(contents, message):
    with pytest.raises(ListError, match=message):
        read(contents)


@pytest.mark.parametrize("role", ["prim", "alt", "add", "comments"])
def test_a_file_that_breaks_off_between_two_rows_lacks_the_end_mark_of_the_others(role):
    cut = WHOLE | {role: WHOLE[role].removesuffix(b"\x1a")}

    with pytest.raises(ListError, match=rf"{NAMES[role]}.*end mark.*cut off"):
        read(cut)


def test_files_that_all_lack_the_end_mark_are_read():
    assert len(read({role: content.removesuffix(b"\x1a") for role, content in WHOLE.items()})) == 2


@pytest.mark.parametrize(
    ("role", "stranger"),
    [("alt", line(9, 1, "aka", "X", "")), ("add", line(9, 1, "", "", "Cuba", "")), ("comments", line(9, "x"))],
)
def test_files_of_different_editions_are_refused(role, stranger):
    with pytest.raises(ListError, match=rf"{role}: 1 parties are not in SDN\.CSV \(the first is 9\)"):
        read(WHOLE | {role: stranger.encode() + b"\x1a"})
