"""What somebody needs from us is read as words everywhere, whichever channel it came by."""

from core.words.adjustments import OFFERED, in_words


def test_keys_are_read_as_the_words_they_were_offered_with_and_own_words_stay() -> None:
    assert in_words("large_print\nPlease ring after six\nbsl") == (
        "Large print; Please ring after six; British Sign Language"
    )
    assert in_words("") == ""


def test_no_offered_wish_is_shown_by_its_key() -> None:
    assert not [key for key in OFFERED if in_words(key) == key]
