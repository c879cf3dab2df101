"""What somebody wrote does not turn round what stands after it."""

import pytest

from core.words.direction import apart, closed, reads_right

RLO, LRI, FSI, PDF, PDI = "\u202e", "\u2066", "\u2068", "\u202c", "\u2069"


@pytest.mark.req("VAL-01")
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Nothing special", "Nothing special"),
        ("Dŵr", "Dŵr"),
        (f"bins {RLO}desrever", f"bins {RLO}desrever{PDF}"),
        (f"a{LRI}b", f"a{LRI}b{PDI}"),
        (f"a{RLO}{FSI}b", f"a{RLO}{FSI}b{PDI}{PDF}"),
        (f"a{RLO}b\nc", f"a{RLO}b{PDF}\nc"),
        (f"a{PDI}b{PDF}c", "abc"),
        (f"{LRI}a{PDF}b{PDI}c", f"{LRI}ab{PDI}c"),
        (f"{LRI}a{RLO}b{PDI}c", f"{LRI}a{RLO}b{PDI}c"),
        (f"{RLO}a{PDF}b", f"{RLO}a{PDF}b"),
    ],
)
def test_each_line_closes_what_it_opens_and_nothing_else(typed: str, shown: str) -> None:
    assert closed(typed) == shown
    assert closed(shown) == shown


def test_a_part_of_a_sentence_is_kept_apart_only_where_it_could_disturb() -> None:
    assert apart("Siân O'Test") == "Siân O'Test"
    assert apart("שלום") == f"{FSI}שלום{PDI}"
    assert apart(f"a{RLO}b") == f"{FSI}a{RLO}b{PDF}{PDI}"


def test_a_million_marks_take_no_time() -> None:
    text = (RLO + LRI) * 200_000
    assert len(closed(text)) == 2 * len(text)


def test_right_to_left_letters_are_known() -> None:
    assert reads_right("שלום 12")
    assert not reads_right("Siân 12")
