"""Letters with their steps, on both databases: offered, previewed with all gaps, sent once, kept as sent."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from pypdfium2 import PdfDocument

from core.clock import clock_at
from core.documents.setting import normalised
from core.domain.actor import Actor, ActorKind
from core.domain.errors import DomainError
from core.domain.events import MoveMade
from core.domain.letters import words_of
from core.persistence.record import load_case
from core.persistence.repositories import outbox
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import reading
from core.services import intake, letter_drafts, letters, triage
from core.services.intake import Feedback, Received
from core.services.letter_acts import Message, Question
from core.services.letters import LetterPreview
from core.services.steps import FindingGiven, MoreTime, RemedyGiven, Step
from core.services.unit_of_work import NoSuchCase, NotPermitted, start_work
from tests.documents.support import read
from tests.support.casework import BOSTON, PUBLIC, at, officer

ROSA = PersonDetails(
    "Rosa Invented", "rosa@resident.example", "01632 960002", "ZZ1 1ZZ", "1 Sample Street, Anytown", prefers="email"
)
ACKNOWLEDGE = Step(
    "acknowledge",
    answers={
        "understanding": "Your bins were missed three times.",
        "outcome_sought": "An apology, and my bins collected",
        "answer_by": date(2025, 1, 21),
    },
)
FIX = RemedyGiven("action", "We will check your street each week", by=date(2025, 3, 7))
ANSWER = Step(
    "answer",
    findings=(
        FindingGiven(
            1, "upheld", "The crew left your street out.", (RemedyGiven("apology", "We say sorry in this letter"), FIX)
        ),
    ),
)
OWN = {"looked": "We read the round sheets of November.", "sorry": "I am sorry that we missed your bins three times."}


def complaint(**changes: object) -> Received:
    """A complaint about two points: one taken on, one not."""
    details = replace(ROSA, **changes) if changes.get("person", True) else None
    feedback = Feedback("complaint", "web", "My bins {were} missed. <b>Three times!", "An apology", person=details)
    with clock_at(at("2025-01-06T10:15")):
        got = intake.receive(BOSTON, PUBLIC, feedback)
    return got


def taken_on(ada: Actor, **changes: object) -> str:
    got = complaint(**changes)
    refusal = triage.Refusal(
        "other_procedure", "The fine has an appeal.", "The parking appeal service", ombudsman_told=True
    )
    points = [
        triage.Point("Missed bins", decision=triage.TAKE),
        triage.Point("The parking fine", decision=triage.REFUSE, refusal=refusal),
    ]
    with clock_at(at("2025-01-06T11:00")):
        triage.triage(BOSTON, ada, got.reference, points)
    return got.reference


def codes(shown: LetterPreview) -> set[str]:
    return {problem.code for problem in shown.problems}


def sent_mail(reference: str) -> list[outbox.Message]:
    with reading(BOSTON):
        return [m for m in outbox.messages() if m.kind == "letter" and reference in m.subject]


def test_the_letter_sent_is_the_letter_previewed(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        shown = letters.preview(BOSTON, ada, reference, ACKNOWLEDGE)
        assert shown.problems == ()
        paper = letters.preview_pdf(shown)
        sent = letters.send(BOSTON, ada, reference, ACKNOWLEDGE, command_id="")
    kept = letters.letter(BOSTON, ada, reference, sent.letter)
    assert kept.document.encode() == shown.document.canonical() and kept.digest == shown.document.digest
    assert kept.pdf == paper == letters.letter_pdf(BOSTON, ada, reference, sent.letter)
    assert kept.html == shown.html
    (mail,) = sent_mail(reference)
    assert (mail.to_address, mail.letter_id, mail.id) == ("rosa@resident.example", sent.letter, sent.outbox)
    assert [summary.id for summary in letters.letters_of(BOSTON, ada, reference)] == [sent.letter]


def test_an_acknowledgement_says_what_it_must(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        shown = letters.preview(BOSTON, ada, reference, ACKNOWLEDGE)
    said = words_of(shown.document)
    for words in (
        "This is stage 1 of how we deal with it.",
        "Your bins were missed three times.",
        "Missed bins",
        "An apology, and my bins collected",
        "by Tuesday 21 January 2025 (10 working days after we confirmed it)",
        "The parking fine",
        "The fine has an appeal.",
        "The parking appeal service",
        "Local Government and Social Care Ombudsman",
        "www.lgo.org.uk",
    ):
        assert words in said
    assert "{" not in said.replace("{were}", "")
    assert {change.clock for change in shown.effects} >= {"ack_due", "stage1_response_due"}
    assert shown.document.opening == "Dear Rosa Invented"


def test_a_date_later_than_our_own_limit_is_pointed_out(boston: Flask, ada: Actor) -> None:
    late = replace(ACKNOWLEDGE, answers={**ACKNOWLEDGE.answers, "answer_by": date(2025, 2, 28)})
    with clock_at(at("2025-01-07T09:00")):
        shown = letters.preview(BOSTON, ada, taken_on(ada), late)
    assert "letter_date_after_due" in {warning.code for warning in shown.warnings}


def test_all_gaps_are_told_at_once_and_nothing_is_sent(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        empty = Step("acknowledge", answers={})
        own = {"dates": "We will answer on [date].", "thanks": "Dear {name}"}
        shown = letters.preview(BOSTON, ada, reference, empty, own)
        assert {"need_missing", "letter_blank_left", "letter_wanted_missing"} - codes(shown) <= {
            "letter_wanted_missing"
        }
        with pytest.raises(DomainError) as refused:
            letters.send(BOSTON, ada, reference, empty, own)
        assert {problem.code for problem in refused.value.problems} == codes(shown)
    assert letters.letters_of(BOSTON, ada, reference) == () and sent_mail(reference) == []


def test_an_answer_tells_findings_actions_and_the_next_stage(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    with clock_at(at("2025-01-20T09:00")):
        bare = letters.preview(BOSTON, ada, reference, ANSWER)
        assert codes(bare) == {"letter_section_empty"}
        shown = letters.preview(BOSTON, ada, reference, ANSWER, OWN)
        assert shown.problems == () and shown.warnings == ()
        sent = letters.send(BOSTON, ada, reference, ANSWER, OWN)
    said = " ".join(read(letters.letter_pdf(BOSTON, ada, reference, sent.letter)).split())
    for words in (
        "Our answer to your complaint: stage 1",
        "We were at fault",
        "The crew left your street out.",
        "To put this right:",
        "We will check your street each week, by Friday 7 March 2025",
        "You can ask for stage 2. Someone new to this will look at it again. You need not give a reason.",
        "I am sorry that we missed your bins three times.",
    ):
        assert words in said
    assert "our last answer" not in said and "parking fine" not in said
    assert "What we found We were at fault" in said
    large = letters.large_print(BOSTON, ada, letters.letter(BOSTON, ada, reference, sent.letter))
    assert "".join(OWN["sorry"].split()) in "".join(read(large).split())
    assert len(PdfDocument(large)) > len(PdfDocument(letters.letter_pdf(BOSTON, ada, reference, sent.letter)))


AT_FAULT = FindingGiven(1, "upheld", "The crew left your street out.")
LOOKED = {"looked": "The round sheets."}
SORRY = "I am sorry that we missed your bins three times."


@pytest.mark.parametrize(
    ("finding", "own", "departures", "apologies"),
    [
        (AT_FAULT, {"sorry": SORRY}, (), [SORRY]),
        (AT_FAULT, {}, ("no_apology",), []),
        (replace(AT_FAULT, reasons=f"The crew left you out. {SORRY}"), {}, (), [""]),
        (AT_FAULT, {"answer:1": f"We were at fault. The crew left your street out. {SORRY}"}, (), [""]),
        (replace(AT_FAULT, reasons="Nobody said sorry to you."), {}, ("no_apology",), []),
        (replace(AT_FAULT, remedies=(RemedyGiven("apology", "In person", date(2025, 3, 7)),)), {}, (), ["In person"]),
        (replace(AT_FAULT, remedies=(RemedyGiven("apology"),)), {"sorry": SORRY}, (), [""]),
    ],
    ids=["its own part", "nowhere", "among the reasons", "in the answer's part", "about sorry", "promised", "both"],
)
def test_the_record_says_that_we_said_sorry_when_and_only_when_the_letter_does(
    boston: Flask, ada: Actor, finding: FindingGiven, own: dict[str, str], departures: tuple[str, ...],
    apologies: list[str],
) -> None:  # fmt: skip
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    with clock_at(at("2025-01-20T09:00")):
        step = Step("answer", findings=(finding,))
        shown = letters.preview(BOSTON, ada, reference, step, LOOKED | own)
        sent = letters.send(BOSTON, ada, reference, step, LOOKED | own)
    warned = "letter_upheld_without_apology" in {warning.code for warning in shown.warnings}
    assert warned == bool(departures)
    with reading(BOSTON):
        work = start_work(BOSTON, ada)
        case = work.case(sent.case_id)
        remedies = [remedy for remedy in case.issue(1).remedies if remedy.kind == "apology"]
        assert [work.read(remedy.words) for remedy in remedies] == apologies
        stream = load_case(sent.case_id)
    moves = [e.event for e in (stream.entries if stream else ()) if isinstance(e.event, MoveMade)]
    assert [move.departures for move in moves if move.move == "answer"] == [departures]


def test_a_second_answer_needs_no_second_apology(boston: Flask, ada: Actor, ben: Actor) -> None:
    from core.services import progress

    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    with clock_at(at("2025-01-20T09:00")):
        letters.send(BOSTON, ada, reference, ANSWER, OWN)
    with clock_at(at("2025-02-03T09:00")):
        progress.ask_next_stage(BOSTON, ada, reference, "Nobody came.")
        shown = letters.preview(BOSTON, ben, reference, Step("answer", findings=(AT_FAULT,)), LOOKED)
    assert "letter_upheld_without_apology" not in {warning.code for warning in shown.warnings}


def test_an_apology_recorded_as_given_and_not_in_the_letter_stops_it(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    with clock_at(at("2025-01-20T09:00")):
        step = Step("answer", findings=(replace(AT_FAULT, remedies=(RemedyGiven("apology"),)),))
        assert codes(letters.preview(BOSTON, ada, reference, step, LOOKED)) == {"letter_apology_not_said"}


def test_the_last_answer_names_the_ombudsman(boston: Flask, ada: Actor, ben: Actor) -> None:
    from core.services import progress

    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    with clock_at(at("2025-01-20T09:00")):
        letters.send(BOSTON, ada, reference, ANSWER, OWN)
    with clock_at(at("2025-02-03T09:00")):
        progress.ask_next_stage(BOSTON, ada, reference, "Nobody came.")
        final = Step("answer", findings=(FindingGiven(1, "not_upheld", "The checks were made.", ()),))
        shown = letters.preview(BOSTON, ben, reference, final, {"looked": "The check sheets."})
    said = words_of(shown.document)
    assert shown.problems == ()
    assert "This is our last answer." in said and "www.lgo.org.uk" in said and "You can ask for stage" not in said


def test_an_extension_tells_both_dates_the_reason_and_the_ombudsman(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    with clock_at(at("2025-01-20T09:00")):
        more = MoreTime("stage1_response_due", 5, "The crew's leader is back on 24 January.", ombudsman_told=True)
        shown = letters.preview(BOSTON, ada, reference, more)
        letters.send(BOSTON, ada, reference, more)
    said = words_of(shown.document)
    assert shown.problems == ()
    assert "by Tuesday 21 January 2025. We need 5 working days more, until Tuesday 28 January 2025" in said
    assert "The crew's leader is back on 24 January." in said and "about this delay now" in said
    assert any(change.clock == "stage1_extended_due" for change in shown.effects)


def test_a_question_and_a_message_need_no_step(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-08T09:00")):
        asked = letters.send(BOSTON, ada, reference, Question("Which day is your collection?", date(2025, 1, 15)))
        message = Message("general")
        shown = letters.preview(BOSTON, ada, reference, message)
        assert codes(shown) == {"letter_section_empty"}
        letters.send(BOSTON, ada, reference, message, {"words": "We have passed this on."})
    assert "by Wednesday 15 January 2025" in letters.letter(BOSTON, ada, reference, asked.letter).text.replace(
        "\n", " "
    )
    assert len(letters.letters_of(BOSTON, ada, reference)) == 2


def test_the_same_command_sends_one_letter(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        first = letters.send(BOSTON, ada, reference, ACKNOWLEDGE, command_id="press-once")
        again = letters.send(BOSTON, ada, reference, ACKNOWLEDGE, command_id="press-once")
    assert first.letter == again.letter and len(sent_mail(reference)) == 1


def test_without_an_email_address_the_letter_waits_to_be_printed(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada, email="", prefers="")
    with clock_at(at("2025-01-07T09:00")):
        sent = letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    kept = letters.letter(BOSTON, ada, reference, sent.letter)
    assert sent.outbox == "" and kept.channel == "post"
    assert kept.to == "1 Sample Street\nAnytown\nZZ1 1ZZ"
    assert "Rosa Invented" in read(kept.pdf) and "Anytown" in read(kept.pdf)


@pytest.mark.parametrize("notes", ["Please do not use rosa@resident.example!", "not ROSA@resident.example"])
def test_an_address_that_is_not_safe_is_never_written_to(boston: Flask, ada: Actor, notes: str) -> None:
    reference = taken_on(ada, contact_notes=notes)
    with clock_at(at("2025-01-07T09:00")):
        assert "letter_unsafe_address" in codes(letters.preview(BOSTON, ada, reference, ACKNOWLEDGE, channel="email"))
        with pytest.raises(DomainError):
            letters.send(BOSTON, ada, reference, ACKNOWLEDGE, channel="email")
        assert letters.preview(BOSTON, ada, reference, ACKNOWLEDGE).recipient.channel == "post"


def test_an_unsafe_home_address_is_not_even_printed_in_the_window(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada, contact_notes="Never write to 1 Sample Street, he opens the post")
    with clock_at(at("2025-01-07T09:00")):
        shown = letters.preview(BOSTON, ada, reference, ACKNOWLEDGE)
    assert shown.recipient.channel == "email" and shown.document.recipient == ("Rosa Invented",)


def test_an_anonymous_person_cannot_be_written_to(boston: Flask, ada: Actor) -> None:
    got = complaint(person=None)
    with clock_at(at("2025-01-07T09:00")):
        assert "letter_no_person" in codes(letters.preview(BOSTON, ada, got.reference, ACKNOWLEDGE))


def test_two_tabs_of_one_draft_keep_both_texts(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    mine = {"section_thanks": ["Mine"]}
    version = letter_drafts.save_draft(BOSTON, ada, reference, ACKNOWLEDGE, mine)
    newer = letter_drafts.save_draft(
        BOSTON, ada, reference, ACKNOWLEDGE, {"section_thanks": ["Theirs"]}, version=version
    )
    with pytest.raises(letter_drafts.DraftChanged) as clash:
        letter_drafts.save_draft(BOSTON, ada, reference, ACKNOWLEDGE, mine, version=version)
    assert clash.value.theirs is not None and clash.value.theirs.typed == {"section_thanks": ["Theirs"]}
    assert newer == 2
    with clock_at(at("2025-01-07T09:00")):
        sent = letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
    assert letter_drafts.draft_of(BOSTON, ada, sent.case_id, ACKNOWLEDGE) is None
    with pytest.raises(letter_drafts.DraftChanged) as gone:
        letter_drafts.save_draft(BOSTON, ada, reference, ACKNOWLEDGE, mine, version=newer)
    assert gone.value.theirs is None


def test_others_see_no_letters(boston: Flask, ada: Actor) -> None:
    reference = taken_on(ada)
    with clock_at(at("2025-01-07T09:00")):
        sent = letters.send(BOSTON, ada, reference, ACKNOWLEDGE)
        other = taken_on(ada)
    with pytest.raises(NoSuchCase):
        letters.letter(BOSTON, ada, other, sent.letter)
    with pytest.raises(NoSuchCase):
        letters.letter(BOSTON, Actor(ActorKind.PERSON, "somebody"), reference, sent.letter)
    with pytest.raises(NoSuchCase):
        letters.letter(BOSTON, ada, reference, "../x")
    with pytest.raises(NotPermitted):
        letters.preview(BOSTON, officer(BOSTON, "auditor"), reference, ACKNOWLEDGE)


@pytest.mark.req("INJ-09", "EXP-01")
def test_what_the_person_wrote_is_quoted_as_it_is(boston: Flask, ada: Actor) -> None:
    words = "{{7*7}} {name} <img src=/etc/passwd> & Jo <jo@x.example> %s ${HOME} ___"
    got = complaint()
    with clock_at(at("2025-01-06T11:00")):
        triage.triage(BOSTON, ada, got.reference, [triage.Point(words, decision=triage.TAKE)])
    with clock_at(at("2025-01-07T09:00")):
        sent = letters.send(BOSTON, ada, got.reference, ACKNOWLEDGE)
    kept = letters.letter(BOSTON, ada, got.reference, sent.letter)
    said = "".join(read(kept.pdf).split())
    assert "".join(normalised(words).split()) in said
    assert "<img" not in kept.html and words in " ".join(kept.text.split())


@pytest.mark.req("VAL-01")
def test_words_that_turn_text_round_turn_none_of_ours(boston: Flask, ada: Actor) -> None:
    turned = "\u202eMissed bins"
    got = complaint(name="Rosa \u202eInvented")
    with clock_at(at("2025-01-06T11:00")):
        triage.triage(BOSTON, ada, got.reference, [triage.Point(turned, decision=triage.TAKE)])
    with clock_at(at("2025-01-07T09:00")):
        step = replace(ACKNOWLEDGE, answers=ACKNOWLEDGE.answers | {"outcome_sought": f"{turned}\nand said so"})
        letters.send(BOSTON, ada, got.reference, step)
    fix = RemedyGiven("action", f"{turned} are found", by=date(2025, 3, 7))
    with clock_at(at("2025-01-20T09:00")):
        step = Step("answer", findings=(replace(AT_FAULT, remedies=(fix,)),))
        shown = letters.preview(BOSTON, ada, got.reference, step, LOOKED | {"sorry": SORRY})
        sent = letters.send(BOSTON, ada, got.reference, step, LOOKED | {"sorry": SORRY})
    kept = letters.letter(BOSTON, ada, got.reference, sent.letter)
    assert shown.problems == ()
    assert f"<li dir=\"auto\">{turned} are found\u202c, by Friday 7 March 2025</li>" in kept.html
    assert f"- {turned} are found\u202c, by Friday 7 March 2025" in kept.text
    for said in (kept.html, kept.text):
        assert all(line.count("\u202e") == line.count("\u202c") for line in said.split("\n"))
    assert "Missed bins are found, by Friday 7 March 2025" in " ".join(read(kept.pdf).split())
