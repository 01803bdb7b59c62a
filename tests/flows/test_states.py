import pytest

from flows.states import completed, names_with, state_name
from screening.operations.night import Remark


@pytest.mark.parametrize(
    ("remarks", "name"),
    [
        ([], "Completed"),
        ([Remark.OPEN_HITS], "Open hits"),
        ([Remark.REJECTED_ROWS, Remark.OPEN_HITS], "Open hits, rejected rows"),
        ([Remark.OPEN_HITS, Remark.REPEAT], "Done before, open hits"),
    ],
)
def test_the_name_of_a_state_says_what_is_to_be_said_in_one_order(remarks, name):
    assert state_name(dict.fromkeys(remarks, "")) == name


def test_the_message_says_it_in_sentences():
    state = completed({Remark.OPEN_HITS: "3 hits are open."}, {})

    assert (state.name, state.message, state.is_completed()) == ("Open hits", "3 hits are open.", True)


@pytest.mark.parametrize("remark", [Remark.OPEN_HITS, Remark.DEGRADED_LISTS])
def test_automations_listen_for_every_name_that_says_it(remark):
    names = names_with(remark)

    assert len(names) == len(set(names)) == 8
    assert all(remark in name.lower() for name in names)
    assert "Open hits, degraded lists" in names
