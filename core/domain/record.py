"""The record: sealed envelopes in a chain, keyed commitments to words, and the digest of a day's heads.

Each envelope carries the hash of the one before it in its stream, so a change anywhere breaks every link after it.
Words stay outside: an event holds a commitment under a random key kept with the words, and once both are destroyed the
chain still verifies and nothing can be guessed from it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

ENGINE = 1
"""The number of the evaluator. A change that moves a worked date of a released procedure is a new number."""

FIRST = ""
"""What the first envelope of a stream has for the hash of the one before."""

SEPARATOR = "\n"
SEPARATORS = 12


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event as stored. `body` is its text (`core.domain.wire`), never written again. `at` is UTC.

    `actor` is an opaque key, `command` the id of the command (unique, so that a repeat is harmless), `calendar` and
    `plugins` what was consulted. `prev` is the hash of the envelope before, `hash` its own.
    """

    authority: str
    stream: str
    seq: int
    type: str
    schema: int
    at: datetime
    actor: str
    command: str
    engine: int
    calendar: str
    plugins: tuple[str, ...]
    prev: str
    body: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first envelope that does not hold. `why`: hash, prev, seq, stream or form."""

    stream: str
    seq: int
    why: str


def seal(
    authority: str,
    stream: str,
    seq: int,
    type_: str,
    schema: int,
    at: datetime,
    actor: str,
    body: str,
    *,
    prev: str,
    command: str = "",
    calendar: str = "",
    plugins: tuple[str, ...] = (),
    engine: int = ENGINE,
) -> Envelope:
    """A sealed envelope. ValueError for a line break in a part or a comma in a plugin's verdict: both blur parts."""
    instant = at.astimezone(UTC)
    text = _text(
        authority, stream, seq, type_, schema, instant, actor, command, engine, calendar, plugins, prev, body
    )
    if text.count(SEPARATOR) != SEPARATORS or any("," in plugin for plugin in plugins):
        raise ValueError("an envelope's parts hold no line breaks, its plugins no commas")
    hash_ = hashlib.sha256(text.encode()).hexdigest()
    return Envelope(
        authority, stream, seq, type_, schema, instant, actor, command, engine, calendar, plugins, prev, body, hash_
    )


def _text(
    authority: str, stream: str, seq: int, type_: str, schema: int, at: datetime, actor: str, command: str,
    engine: int, calendar: str, plugins: tuple[str, ...], prev: str, body: str,
) -> str:  # fmt: skip
    return (
        f"{authority}\n{stream}\n{seq}\n{type_}\n{schema}\n{at.isoformat()}\n{actor}\n{command}\n{engine}\n{calendar}\n"
        f"{','.join(plugins)}\n{prev}\n{body}"
    )


def check_chain(envelopes: Iterable[Envelope], *, prev: str = FIRST, seq: int = 0) -> BrokenLink | None:
    """The first broken link of one stream in order, or None. `prev` and `seq`: where a check of a part takes up."""
    stream = ""
    for e in envelopes:
        seq += 1
        why = ""
        text = _text(
            e.authority, e.stream, e.seq, e.type, e.schema, e.at.astimezone(UTC), e.actor, e.command, e.engine,
            e.calendar, e.plugins, e.prev, e.body,
        )  # fmt: skip
        if e.seq != seq:
            why = "seq"
        elif stream and e.stream != stream:
            why = "stream"
        elif e.prev != prev:
            why = "prev"
        elif text.count(SEPARATOR) != SEPARATORS:
            why = "form"
        elif hashlib.sha256(text.encode()).hexdigest() != e.hash:
            why = "hash"
        if why:
            return BrokenLink(e.stream, e.seq, why)
        prev, stream = e.hash, e.stream
    return None


def commit_to(key: bytes, text: str) -> str:
    """The keyed commitment (HMAC-SHA-256, hexadecimal) to `text`. `key` is 32 random bytes kept with the words only."""
    if len(key) < 32:
        raise ValueError("a commitment needs a key of 32 bytes")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def keeps(key: bytes, text: str, commitment: str) -> bool:
    """Whether `commitment` was made to exactly `text` under `key`."""
    return hmac.compare_digest(commit_to(key, text), commitment)


def heads_digest(authority: str, day: date, heads: Iterable[tuple[str, int, str]], previous: str = FIRST) -> str:
    """The digest of a day's stream heads (stream, seq, hash), in any order, chained to the digest of the day before."""
    lines = [f"{authority}\n{day.isoformat()}\n{previous}"]
    lines += [f"{stream}\n{seq}\n{hash_}" for stream, seq, hash_ in sorted(heads)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
