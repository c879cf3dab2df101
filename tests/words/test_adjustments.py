"""What somebody needs from us is read as words everywhere, whichever channel it came by."""

import pytest

from core.words.adjustments import OFFERED, in_large_print, in_words


def test_keys_are_read_as_the_words_they_were_offered_with_and_own_words_stay() -> None:
    assert in_words("large_print\nPlease ring after six\nbsl") == (
        "Large print; Please ring after six; British Sign Language"
    )
    assert in_words("") == ""


def test_no_offered_wish_is_shown_by_its_key() -> None:
    assert not [key for key in OFFERED if in_words(key) == key]


@pytest.mark.parametrize(
    "asked",
    ["large_print", "phone\nlarge_print", "Large print", "Letters in larger type please", "Print bras, os gwelwch"],
)
def test_large_print_is_asked_for_by_its_box_or_in_words(asked: str) -> None:
    assert in_large_print(asked)


@pytest.mark.parametrize("asked", ["", "phone", "No large print, it tires her", "Not large print", "A large dog"])
def test_other_wishes_ask_for_no_large_print(asked: str) -> None:
    assert not in_large_print(asked)
