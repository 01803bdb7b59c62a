"""Two names side by side with the characters that differ marked."""

from dataclasses import dataclass

from rapidfuzz.distance import Indel


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a name; `differs` where the other name has not the same characters there."""

    text: str
    differs: bool


def marked(left: str, right: str) -> tuple[list[Segment], list[Segment]]:
    """Both names cut into pieces that agree or differ, upper and lower case being the same.

    Joined again, the pieces are the names as given.
    """
    # casefold may change lengths (ß), lower does not for the letters that names use; else compare as written
    folded_left, folded_right = left.lower(), right.lower()
    if len(folded_left) != len(left) or len(folded_right) != len(right):
        folded_left, folded_right = left, right
    left_parts: list[Segment] = []
    right_parts: list[Segment] = []
    for step in Indel.opcodes(folded_left, folded_right):
        same = step.tag == "equal"
        if step.src_end > step.src_start:
            left_parts.append(Segment(left[step.src_start : step.src_end], differs=not same))
        if step.dest_end > step.dest_start:
            right_parts.append(Segment(right[step.dest_start : step.dest_end], differs=not same))
    return left_parts, right_parts
