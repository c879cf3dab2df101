"""What the search table keeps of a text, and what finds it again."""

import pytest

from core.persistence.tokens import reference_tokens, stem, token_set, tokens


def test_case_and_accents_do_not_matter() -> None:
    assert token_set(["Café ÉCOLE"]) == token_set(["cafe ecole"])


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("bins", "bin"),
        ("boxes", "box"),
        ("parties", "party"),
        ("churches", "church"),
        ("houses", "house"),
        ("glass", "glass"),
        ("bus", "bus"),
        ("gas", "gas"),
        ("29qs", "29qs"),
    ],
)
def test_plurals_are_found_by_their_singular(plural: str, singular: str) -> None:
    assert stem(plural) == singular


def test_common_words_and_punctuation_are_left_out() -> None:
    told = "The bins were not collected, and it's O'Brien's turn!"
    assert list(tokens(told)) == ["bin", "collected", "obrien", "turn"]


def test_a_reference_is_found_whole_and_in_parts() -> None:
    assert reference_tokens("BOS-7K3F-29QX") == {"bos7k3f29qx", "7k3f29qx", "7k3f", "29qx"}
