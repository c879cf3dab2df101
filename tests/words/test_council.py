"""A council among others, in a sentence each."""

from core.words.council import who_we_are


def test_a_council_by_itself_says_nothing() -> None:
    assert who_we_are((), "", ()) == ()


def test_whose_place_it_took_whose_body_it_is_and_with_whom_it_works() -> None:
    assert who_we_are(("Old Town Council", "Old Vale Council"), "Big Council", ("Near Council",)) == (
        "We took the place of Old Town Council and Old Vale Council.",
        "We are a body of Big Council.",
        "We work in partnership with Near Council. Each decides on its own cases.",
    )
