"""Cases to fill a database with: decided by ordinary commands under a set clock, none of them stored yet.

What people wrote is drawn from a vocabulary in which few words are common and most are rare, as in real text: a search
must meet both. Everything but ids and references follows from the number of the case, so that several processes can
each make a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product

from core.clock import utc_now
from core.domain.actor import Actor, ActorKind
from core.domain.case import Case
from core.domain.commands import AddNote, Assign, Close, SendLetter
from core.ids import new_id
from core.persistence import models as m
from core.persistence.bulk import BulkStream
from core.persistence.record import Stamp
from core.persistence.repositories.letters import NewLetter, commitment_to, new_seal_key
from core.persistence.repositories.people import PersonDetails
from core.services import intake, progress, triage
from core.services.council import Council
from core.services.demo_words import Dice, people
from core.services.intake import Feedback
from core.services.steps import FindingGiven, RemedyGiven, Step
from core.services.unit_of_work import Work

FIRST = datetime(2025, 1, 2, 9, tzinfo=UTC)
LATELY = timedelta(days=45)
OPEN_IN_HUNDRED = 10
WORDS_WRITTEN = 45
VOCABULARY = 8_000
COMMON_WORD, RARE_WORD, COMMON_NAME, RARE_NAME = 0, VOCABULARY - 1, 0, 1_999
"""Places in the vocabulary: about half of all cases have the common word, one in a thousand the rare one."""
_SPREAD = 10
_BITS = 1 << 32


@cache
def vocabulary() -> tuple[str, ...]:
    """Words that look like words, the commonest first."""
    heads = ("b", "br", "c", "d", "f", "g", "h", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w")
    parts = [head + vowel for head in heads for vowel in ("a", "e", "i", "o")]
    made = ("".join(pair) + "n" for pair in product(parts, repeat=2))
    longer = ("".join(three) + "t" for three in product(parts, repeat=3))
    return tuple(word for source in (made, longer) for word, _ in zip(source, range(VOCABULARY // 2), strict=False))


def drawn(dice: Dice, most: int) -> int:
    """A place from 0 to `most` - 1, the first ones far more often than the last."""
    even = dice.below(_BITS) / _BITS
    return min(most - 1, int(_SPREAD * ((most + _SPREAD) / _SPREAD) ** even) - _SPREAD)


def make_streams(
    council: Council, staff: Sequence[Actor], how_many: int, *, part: int = 0, parts: int = 1
) -> Iterator[BulkStream]:
    """The cases of one process: every `parts`-th of `how_many`, from number `part` on."""
    taken: set[str] = set()
    for number in range(part, how_many, parts):
        yield _Story(council, staff, number, part, parts, taken).tell()


class _Story:
    """One case from its receipt to where it stands."""

    def __init__(
        self, council: Council, staff: Sequence[Actor], number: int, part: int, parts: int, taken: set[str]
    ) -> None:
        self.council, self.number, self.part, self.parts, self.taken = council, number, part, parts, taken
        self.dice = Dice("bench", council.code, number)
        self.officer = staff[number // parts % len(staff)]
        self.open = self.dice.in_hundred(OPEN_IN_HUNDRED)
        now = utc_now() - timedelta(hours=1)
        first = now - LATELY if self.open else FIRST
        last = now if self.open else now - LATELY
        self.at = first + (last - first) * (self.dice.below(_BITS) / _BITS)
        self.last = now
        self.letters: list[dict[str, object]] = []
        self.work = Work(council, self.officer, self.at, self._stamp(Actor(ActorKind.PERSON)), dry=True)

    def tell(self) -> BulkStream:
        """The whole of it."""
        case = self._receive()
        if case.type != "complaint":
            if not self.open:
                self._later(3)
                self._close(case)
        else:
            self._complaint(case)
        stream = self.work.stream(case.id)
        others = {m.Letter: self.letters} if self.letters else {}
        return BulkStream(
            tuple(self.work.sealed[case.id]), self.work.unwritten, self.work.people[0], others, stream
        )

    def _complaint(self, case: Case) -> None:
        untouched = self.open and self.dice.in_hundred(20)
        if untouched:
            return
        self._later(1)
        case = self._sort_out(case)
        if self.open and self.dice.in_hundred(20):
            return
        case = self._step(case, "acknowledge")
        if self.dice.in_hundred(30):
            note = self.work.seal(case.id, "note", self._text(12))
            case = self.work.handle(case, AddNote(note))
        promised = self.open and self.dice.in_hundred(15)
        if self.open and not promised:
            return
        self._later(8)
        case = self._step(case, "answer", promised=promised)
        if not self.open:
            self._later(1)
            self._close(case)

    # --- Time and people ---

    def _stamp(self, actor: Actor) -> Stamp:
        return Stamp(self.at, actor.key, new_id())

    def _as_officer(self) -> None:
        self.work.now, self.work.actor = self.at, self.officer
        self.work.stamp = self._stamp(self.officer)

    def _later(self, days: int) -> None:
        self.at = min(self.last, self.at + timedelta(days=days, minutes=self.dice.below(200)))
        self._as_officer()

    # --- What happens ---

    def _receive(self) -> Case:
        kind = "complaint" if self.dice.in_hundred(80) else self.dice.one_of(("compliment", "comment", "suggestion"))
        feedback = Feedback(
            kind,
            "web",
            self._text(WORDS_WRITTEN),
            self._text(8),
            self.dice.one_of(("", *self.council.runtime.services)),
            self._person(),
        )
        while True:
            actor = Actor(ActorKind.PERSON)
            self.work = Work(self.council, actor, self.at, self._stamp(actor), dry=True)
            got = intake.receive_in(self.work, feedback, receipt_due=False)
            # References are drawn at random: processes that load at once keep to parts of their own.
            if got.reference not in self.taken and sum(map(ord, got.reference)) % self.parts == self.part:
                self.taken.add(got.reference)
                return self.work.case(got.case_id)

    def _person(self) -> PersonDetails:
        family = vocabulary()[drawn(self.dice, RARE_NAME + 1)].capitalize()
        given = self.dice.one_of(people("given"))
        return PersonDetails(f"{given} {family}", f"person{self.number}@mail.example", postcode="PE21 0XX")

    def _text(self, words: int) -> str:
        return " ".join(vocabulary()[drawn(self.dice, VOCABULARY)] for _ in range(words)).capitalize() + "."

    def _sort_out(self, case: Case) -> Case:
        points = [triage.Point(self._text(8), decision=triage.TAKE) for _ in range(self.dice.between(1, 2))]
        triage.triage_in(self.work, case.reference, points)
        case = self.work.case(case.id)
        return self.work.handle(case, Assign(1, case.tracks[0].stage, self.officer.id))

    def _step(self, case: Case, move: str, *, promised: bool = False) -> Case:
        self._as_officer()
        letter = new_id()
        if move == "acknowledge":
            by = next(due.on for key, due in case.tracks[0].dues.items() if key.endswith("response_due"))
            answers = {"understanding": self._text(20), "outcome_sought": self._text(6), "answer_by": by}
            step = Step(move, 1, answers, letter=letter)
        else:
            by = (self.at + timedelta(days=30)).date()
            remedies = (RemedyGiven("action", self._text(6), by),) if promised else (RemedyGiven("apology"),)
            found = tuple(FindingGiven(i.no, "upheld", self._text(25), remedies) for i in case.issues)
            step = Step(move, 1, findings=found, letter=letter)
        sent = self._letter(case, letter, move)
        self.letters.append({name: getattr(sent, name) for name in NewLetter.__slots__})
        progress.take_in(self.work, case.reference, step)
        told = SendLetter(letter, 1, move, sent.channel, commitment_to(sent))
        return self.work.handle(self.work.case(case.id), told)

    def _close(self, case: Case) -> None:
        self.work.handle(case, Close(None))

    def _letter(self, case: Case, letter: str, move: str) -> NewLetter:
        """A letter as it is kept, short and without a PDF, so that a million of them fit."""
        text = self._text(30)
        return NewLetter(
            letter, case.id, 1, move, f"Your complaint: {move}", "{}", f"<p>{text}</p>", text, b"", "0" * 64,
            "email", f"person{self.number}@mail.example", self.at, self.officer.key, new_seal_key(),
        )  # fmt: skip
