import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.report.marking import marked

MARKED = [
    ("Huawai", "Huawei", "Huaw[a]i", "Huaw[e]i"),
    ("HUAWEI Tech", "Huawei Tech", "HUAWEI Tech", "Huawei Tech"),
    ("Huawei", "Huawei Technologies", "Huawei", "Huawei[ Technologies]"),
    ("华为技术", "华威技术", "华[为]技术", "华[威]技术"),
    ("", "Huawei", "", "[Huawei]"),
    ("abc", "xyz", "[abc]", "[xyz]"),
    ("İstanbul", "Istanbul", "[İ]stanbul", "[I]stanbul"),
]


def shown(segments):
    return "".join(f"[{segment.text}]" if segment.differs else segment.text for segment in segments)


@pytest.mark.parametrize(("left", "right", "marked_left", "marked_right"), MARKED)
def test_exactly_the_characters_that_differ_are_marked(left, right, marked_left, marked_right):
    ours, theirs = marked(left, right)

    assert (shown(ours), shown(theirs)) == (marked_left, marked_right)


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_pieces_joined_are_the_names_again(left, right):
    ours, theirs = marked(left, right)

    assert "".join(segment.text for segment in ours) == left
    assert "".join(segment.text for segment in theirs) == right


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_not_marked_is_the_same_on_both_sides(left, right):
    ours, theirs = marked(left, right)

    assert [segment.text.lower() for segment in ours if not segment.differs] == [
        segment.text.lower() for segment in theirs if not segment.differs
    ]


@given(st.text(max_size=30))
def test_a_name_beside_itself_is_not_marked(name):
    ours, theirs = marked(name, name)

    assert not any(segment.differs for segment in ours + theirs)


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_piece_is_empty(left, right):
    assert all(segment.text for segments in marked(left, right) for segment in segments)
