"""References: what people read to each other over the telephone."""

import pytest

from core.domain.reference import ALPHABET, check_character, make_reference, read_reference


def drawn(characters: str) -> str:
    left = iter(characters)
    return make_reference("bos", lambda _: next(left))


def test_it_is_the_prefix_seven_drawn_characters_and_one_to_check() -> None:
    assert drawn("7K3F29Q") == "BOS-7K3F-29Q" + check_character("7K3F29Q")


def test_there_is_no_vowel_and_nothing_that_looks_like_another() -> None:
    assert not set("AEIOU1Y") & set(ALPHABET)
    assert len(ALPHABET) == 29


def test_what_was_typed_is_read_whatever_its_case_blanks_and_dashes() -> None:
    made = drawn("7K3F29Q")
    assert read_reference(made.lower()) == made
    assert read_reference(f"  {made.replace('-', ' ')} ") == made
    assert read_reference(made.replace("-", "")) == made


def test_slips_of_the_eye_are_mended() -> None:
    made = drawn("0LV0LV2")
    assert read_reference(made.replace("0", "o").replace("L", "1").replace("V", "u")) == made


@pytest.mark.parametrize("typed", ["", "7", "BOS-7K3F", "BOS", "bins not collected", "BOS-7A3F-29QX"])
def test_other_words_are_no_reference(typed: str) -> None:
    assert read_reference(typed) is None


def test_every_single_slip_and_every_swap_of_neighbours_is_found() -> None:
    made = drawn("7K3F29Q")
    body = made.removeprefix("BOS-").replace("-", "")
    for at, right in enumerate(body):
        for wrong in ALPHABET:
            if wrong != right:
                assert read_reference("BOS" + body[:at] + wrong + body[at + 1 :]) is None
    for at in range(len(body) - 1):
        swapped = body[:at] + body[at + 1] + body[at] + body[at + 2 :]
        if swapped != body:
            assert read_reference("BOS" + swapped) is None
