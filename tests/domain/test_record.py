"""The chain: one changed bit anywhere is found; commitments are keyed; a day's heads have one digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.record import ENGINE, BrokenLink, Envelope, check_chain, commit_to, heads_digest, keeps, seal

AT = datetime(2025, 1, 6, 10, 15, tzinfo=UTC)
BODIES = [f'{{"other":"case-{n}","kind":"related"}}' for n in range(12)]
KEY = bytes(range(32))


def chain(bodies: list[str] = BODIES) -> list[Envelope]:
    made: list[Envelope] = []
    for seq, body in enumerate(bodies, start=1):
        prev = made[-1].hash if made else ""
        at = AT + timedelta(minutes=seq)
        plugins = ("conduct@1=allowed",) if seq % 3 == 0 else ()
        made.append(
            seal("testshire", "case-1", seq, "Linked", 1, at, "staff:olive", body, prev=prev, command=f"c{seq}",
                 calendar="england-1", plugins=plugins)
        )  # fmt: skip
    return made


CHAIN = chain()
TEXTS = ("authority", "stream", "type", "actor", "command", "calendar", "prev", "body", "hash")
NUMBERS = ("seq", "schema", "engine")


def test_the_hash_of_an_envelope_is_this_for_ever() -> None:
    assert CHAIN[0].engine == ENGINE == 1
    assert CHAIN[0].hash == "5e7e552db7cabb6ba3bbdea7354e43eed21c66315d36bbe69ddb078b21e2e024"
    assert CHAIN[1].prev == CHAIN[0].hash


def test_an_untouched_chain_holds_and_so_does_its_continuation() -> None:
    assert check_chain(CHAIN) is None
    assert check_chain(CHAIN[5:], prev=CHAIN[4].hash, seq=5) is None
    assert check_chain([]) is None


@given(place=st.integers(0, 11), what=st.sampled_from((*TEXTS, *NUMBERS, "at", "plugins")), data=st.data())
@settings(max_examples=800, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_random_change_of_any_field_is_found_where_it_is(place: int, what: str, data: st.DataObject) -> None:
    was = CHAIN[place]
    changed = replace(was, **{what: _changed(getattr(was, what), data)})
    broken = check_chain([*CHAIN[:place], changed, *CHAIN[place + 1 :]])
    assert broken is not None
    if what in ("stream", "hash"):
        assert broken.seq in (place + 1, place + 2)
    elif what != "seq":
        assert broken.seq == place + 1


def _changed(value: object, data: st.DataObject) -> object:
    if isinstance(value, str):
        position = data.draw(st.integers(0, len(value)))
        added = data.draw(st.text(min_size=1, max_size=3))
        return value[:position] + added + value[position:]
    if isinstance(value, datetime):
        return value + timedelta(microseconds=data.draw(st.integers(1, 10**9)))
    if isinstance(value, int):
        return value + data.draw(st.integers(1, 100))
    assert isinstance(value, tuple)
    return (*value, data.draw(st.text(min_size=1, max_size=3)))


@given(first=st.integers(0, 11), second=st.integers(0, 11), how=st.sampled_from(("drop", "swap", "repeat")))
@settings(max_examples=200, deadline=None)
def test_every_random_dropping_swapping_and_repeating_is_found(first: int, second: int, how: str) -> None:
    touched = list(CHAIN)
    if how == "drop":
        del touched[first]
    elif how == "swap":
        touched[first], touched[second] = touched[second], touched[first]
    else:
        touched.insert(second, CHAIN[first])
    if touched == CHAIN[: len(touched)]:
        return
    assert check_chain(touched) is not None


@pytest.mark.parametrize(
    ("chain_", "why"),
    [
        ([replace(CHAIN[0], body="{}"), *CHAIN[1:]], "hash"),
        ([CHAIN[0], replace(CHAIN[1], prev="0" * 64)], "prev"),
        ([CHAIN[0], CHAIN[2]], "seq"),
        ([CHAIN[0], replace(CHAIN[1], stream="case-2")], "stream"),
        ([replace(CHAIN[0], actor="staff:olive\nc1", command="")], "form"),
    ],
)
def test_the_first_broken_link_is_named_with_its_reason(chain_: list[Envelope], why: str) -> None:
    found = check_chain(chain_)
    assert isinstance(found, BrokenLink) and found.why == why


def test_a_cut_tail_is_found_by_the_head_of_the_day() -> None:
    day = date(2025, 1, 6)
    whole = heads_digest("testshire", day, [("case-1", 12, CHAIN[-1].hash), ("case-2", 1, "ff")])
    cut = heads_digest("testshire", day, [("case-1", 11, CHAIN[-2].hash), ("case-2", 1, "ff")])
    assert check_chain(CHAIN[:-1]) is None and whole != cut


def test_a_day_has_one_digest_whatever_the_order_and_knows_council_day_and_the_day_before() -> None:
    heads = [("b", 2, "22"), ("a", 1, "11")]
    day = date(2025, 1, 6)
    first = heads_digest("testshire", day, heads)
    assert first == heads_digest("testshire", day, reversed(heads))
    others = [
        heads_digest("othershire", day, heads),
        heads_digest("testshire", date(2025, 1, 7), heads),
        heads_digest("testshire", day, heads, previous=first),
        heads_digest("testshire", day, heads[:1]),
    ]
    assert len({first, *others}) == 5


def test_parts_that_would_blur_into_each_other_are_refused() -> None:
    for more in ({"command": "a\nb"}, {"plugins": ("a,b",)}):
        with pytest.raises(ValueError, match="line breaks"):
            seal("testshire", "case-1", 1, "Linked", 1, AT, "staff:olive", "{}", prev="", **more)  # type: ignore[arg-type]


def test_a_commitment_is_hmac_sha_256_under_its_key() -> None:
    seal_ = commit_to(KEY, "The bin was not emptied.")
    assert seal_ == "adc845bc0cf2754a1fdb69008ac5a1d6f3b0a6a08b7efbe82b8abe7642a3bb21"
    assert keeps(KEY, "The bin was not emptied.", seal_)
    assert not keeps(KEY, "The bin was emptied.", seal_)
    assert not keeps(KEY[::-1], "The bin was not emptied.", seal_)


def test_a_short_key_could_be_guessed_and_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commit_to(b"short", "words")
