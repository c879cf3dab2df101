"""Letters: offered from the case, previewed with every gap at once, sent with the step they tell of, kept as sent.

A preview and the letter that is then sent are made by the same function from the same input, so they are the same
bytes. Sending is one unit of work: the step, the letter as sent and the message that carries it, or nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from core.api import Branding
from core.documents.letter_pdf import render_pdf
from core.documents.letter_text import render_html, render_text
from core.documents.mail_words import letter_cover
from core.domain.actor import Actor
from core.domain.canonical import from_bytes
from core.domain.case import Case
from core.domain.commands import SendLetter
from core.domain.errors import DomainError, Problem, UnknownName, refuse_if
from core.domain.letter_checks import check
from core.domain.letter_writing import write
from core.domain.letters import LetterDocument, LetterTemplate, Written, document_of, words_of
from core.domain.standing import DueChange, changes, moved
from core.host.ask import letter_problems as plugin_problems
from core.host.ask import required_wording
from core.persistence.repositories import letters as store
from core.persistence.repositories.identities import member
from core.persistence.repositories.letters import LetterSummary, NewLetter
from core.persistence.transaction import reading
from core.services.letter_acts import Act, Message, carry_out, draft_key, needs_permission, place_of, template_of
from core.services.letter_recipient import EMAIL, Recipient, recipient_of
from core.services.letter_values import Material, Speaker, material
from core.services.opening import OpenedCase
from core.services.unit_of_work import Mail, NoSuchCase, Work, perform, start_work
from core.words.say import Say

LONGEST = 200_000
"""Characters of one letter: more is not read by anybody, and is refused before any work is done."""


Drawn = Mapping[str, bytes]
"""PDFs by the digest of their documents."""


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """A letter as it would be sent. `problems` stop it; `warnings` do not; `effects` are the dates that it moves.

    `passed` are the keys of the checks that found nothing, for the list beside the letter.
    """

    template: LetterTemplate
    sections: tuple[Written, ...]
    document: LetterDocument
    html: str
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    passed: tuple[str, ...]
    effects: tuple[DueChange, ...]
    recipient: Recipient
    branding: Branding


@dataclass(frozen=True, slots=True)
class Sent:
    """The letter that went, and the case as it is now. `outbox` is "" for a letter to print."""

    letter: str
    case_id: str
    reference: str
    seq: int
    outbox: str = ""


def preview(
    authority: str,
    actor: Actor,
    reference: str,
    act: Act,
    own: Mapping[str, str] | None = None,
    *,
    channel: str = "",
    speaker: Speaker = Say,
) -> LetterPreview:
    """The letter of `act` as it stands; `own` are the sections that somebody wrote, by key. Writes nothing.

    Raises NoSuchCase, NotPermitted, and UnknownName for a step or letter that does not exist.
    """
    with previewing(authority, actor, reference, act, channel=channel, speaker=speaker) as letter_with:
        return letter_with(own or {})


@contextmanager
def previewing(
    authority: str,
    actor: Actor,
    reference: str,
    act: Act,
    *,
    channel: str = "",
    speaker: Speaker = Say,
    opened: OpenedCase | None = None,
) -> Iterator[Callable[[Mapping[str, str]], LetterPreview]]:
    """The same for somebody who looks more than once: a function that gives the letter with these own sections.

    The case and its words are read once for all of them, or are those of a case that `actor` has `opened`.
    """
    with reading(authority):
        held = start_work(authority, actor, dry=True)
        case = held.look_at(opened.stream, opened.words) if opened else held.case_of(reference)
        held.needs(needs_permission(held, case, act))
        yield lambda own: _looked_at(held.again(), case, act, own, channel, speaker)


def _looked_at(
    work: Work, case: Case, act: Act, own: Mapping[str, str], channel: str, speaker: Speaker
) -> LetterPreview:
    after, problems = case, []
    try:
        after = carry_out(work, case, act, own, _values(work, case, act, channel, speaker))
    except NoSuchCase:
        raise
    except DomainError as error:
        problems = list(error.problems)
    return _made(work, case, after, act, own, channel, problems, speaker)


def preview_pdf(shown: LetterPreview, speaker: Speaker = Say) -> bytes:
    """The previewed letter on paper: the very bytes that would be sent."""
    return render_pdf(shown.document, shown.branding, speaker(shown.recipient.language))


def send(
    authority: str,
    actor: Actor,
    reference: str,
    act: Act,
    own: Mapping[str, str] | None = None,
    *,
    channel: str = "",
    seen: int = 0,
    command_id: str = "",
    follow_url: str = "",
    speaker: Speaker = Say,
    shown: LetterPreview | None = None,
) -> Sent:
    """Carry out `act`, keep its letter and let it leave. Raises DomainError with every problem of both at once.

    The same `command_id` again sends nothing and answers with the same letter. `shown` is the preview that somebody
    looked at: the letter is made anew, and `changed_meanwhile` is raised when it has become another.
    """
    likely = shown or _foreseen(authority, actor, reference, act, own, channel, speaker)
    ready = {likely.document.digest: preview_pdf(likely, speaker)} if likely and not likely.problems else {}

    def action(work: Work) -> Sent:
        case = work.case_of(reference)
        work.needs(needs_permission(work, case, act))
        work.needs("letter.send")
        letter_id = _letter_id(work, case, command_id)
        before = store.letter(letter_id)
        if before is not None or work.repeated:
            return Sent(letter_id, case.id, case.reference, case.seq, (before and before.outbox_id) or "")
        after, problems = case, []
        try:
            values = _values(work, case, act, channel, speaker)
            after = carry_out(work, case, act, own or {}, values, letter_id, seen)
        except NoSuchCase:
            raise
        except DomainError as error:
            problems = list(error.problems)
        made = _made(work, case, after, act, own or {}, channel, problems, speaker)
        refuse_if(list(made.problems))
        if shown is not None and made.document.digest != shown.document.digest:
            raise DomainError(Problem("changed_meanwhile"))
        sent = _keep(work, after, act, made, letter_id, follow_url, speaker, ready)
        store.drop_draft(case.id, act.track, draft_key(act), actor.key)
        return sent

    return perform(authority, actor, action, command_id=command_id)


def letters_of(authority: str, actor: Actor, reference: str) -> tuple[LetterSummary, ...]:
    """The letters of a case, oldest first. Raises NoSuchCase."""
    with reading(authority):
        work = start_work(authority, actor, dry=True)
        work.needs("case.view")
        return store.letters_of(work.case_of(reference).id)


def letter(authority: str, actor: Actor, reference: str, letter_id: str) -> NewLetter:
    """A letter of that case as it was sent. Raises NoSuchCase, also for a letter of another case."""
    with reading(authority):
        work = start_work(authority, actor, dry=True)
        work.needs("case.view")
        case = work.case_of(reference)
        found = store.letter(letter_id)
        if found is None or found.case_id != case.id:
            raise NoSuchCase(Problem("no_such_case"))
        return found


def letter_pdf(authority: str, actor: Actor, reference: str, letter_id: str) -> bytes:
    """The PDF of a letter as it was sent. Raises NoSuchCase."""
    return letter(authority, actor, reference, letter_id).pdf


def document_sent(found: NewLetter) -> LetterDocument:
    """The document that a letter was made from."""
    return from_bytes(found.document.encode(), LetterDocument)


def large_print(authority: str, actor: Actor, found: NewLetter, speaker: Speaker = Say) -> bytes:
    """A letter that `actor` may see in 18 point: as it was sent, or a copy made from the document as sent."""
    document = document_sent(found)
    if document.large:
        return found.pdf
    with reading(authority):
        branding = start_work(authority, actor, dry=True).runtime.branding
    return render_pdf(document, branding, speaker(document.language), large=True)


def _foreseen(
    authority: str,
    actor: Actor,
    reference: str,
    act: Act,
    own: Mapping[str, str] | None,
    channel: str,
    speaker: Speaker,
) -> LetterPreview | None:
    """The letter as it would be sent now, to be drawn before anything is locked: drawing takes longer than writing."""
    try:
        return preview(authority, actor, reference, act, own, channel=channel, speaker=speaker)
    except UnknownName:
        return None  # a step that the case no longer has: it was taken already, or the sending says so


def _values(work: Work, case: Case, act: Act, channel: str, speaker: Speaker) -> Callable[[], Mapping[str, str]]:
    """What fills the placeholders of the letter before the act is decided."""

    def values() -> Mapping[str, str]:
        to, _ = recipient_of(work.runtime, case.person, channel)
        return material(work, case, act, case, to, speaker).values

    return values


def _made(
    work: Work,
    case: Case,
    after: Case,
    act: Act,
    own: Mapping[str, str],
    channel: str,
    problems: list[Problem],
    speaker: Speaker,
) -> LetterPreview:
    """The letter, its gaps and its effects: the one place where letters are made."""
    template = template_of(work.runtime, act, place_of(work, case, act).move)
    to, in_the_way = recipient_of(work.runtime, case.person, channel)
    found = material(work, case, act, after, to, speaker)
    sections = write(template, to.language, found.values, found.facts.issues, found.holds, own)
    too_long = sum(len(section.text) for section in sections) > LONGEST
    document = _document(work, template, () if too_long else sections, found, to)
    checked = check(template, sections, document, found.facts)
    stops = [Problem("letter_too_long")] if too_long else [*checked.problems, *_plugins(work, template, document, case)]
    return LetterPreview(
        template,
        sections,
        document,
        str(render_html(document, speaker(to.language))),
        (*problems, *in_the_way, *_beyond(problems, stops)),
        (*found.warnings, *checked.warnings),
        checked.passed,
        _effects(case, after, act),
        to,
        work.runtime.branding,
    )


_SAID_TWICE = {
    "issue_needs_finding": "letter_finding_missing",
    "finding_needs_reasons": "letter_reasons_missing",
    "extension_needs_reason": "letter_reason_missing",
    "issues_undecided": "letter_issue_undecided",
}


def _beyond(refused: list[Problem], stops: list[Problem]) -> list[Problem]:
    """What the letter lacks beyond what the rules have said already: nobody needs to read a gap twice."""
    said = {_SAID_TWICE.get(problem.code, "") for problem in refused}
    return [problem for problem in stops if problem.code not in said]


def _document(
    work: Work, template: LetterTemplate, sections: tuple[Written, ...], found: Material, to: Recipient
) -> LetterDocument:
    profile, branding = work.runtime.profile, work.runtime.branding
    who = member(work.authority, work.actor.id) if work.actor.id else None
    contact = profile.contact
    return document_of(
        template,
        sections,
        found.values,
        language=to.language,
        dated=work.today,
        recipient=to.lines,
        signed=tuple(filter(None, (who.name if who else branding.signatory, profile.name))),
        sender=(*contact.address, contact.phone, contact.email),
        facts=found.rows,
        large=to.large,
        about=found.about,
    )


def _plugins(work: Work, template: LetterTemplate, document: LetterDocument, case: Case) -> list[Problem]:
    """What plugins find, and words that they ask for. Raises HookFailed where one cannot say."""
    said = " ".join(words_of(document).split())
    missing = [
        Problem("letter_wording_missing", "", (("words", words), ("source", wording.source)))
        for wording in required_wording(work.runtime, template, case)
        if " ".join((words := wording.text.in_language(document.language)).split()) not in said
    ]
    return [*missing, *plugin_problems(work.runtime, template, document, case)]


def _effects(case: Case, after: Case, act: Act) -> tuple[DueChange, ...]:
    before = next((track.dues for track in case.tracks if track.no == act.track), {})
    now = next((track.dues for track in after.tracks if track.no == act.track), {})
    return changes(before, moved(before, now))


def _keep(
    work: Work,
    case: Case,
    act: Act,
    made: LetterPreview,
    letter_id: str,
    follow_url: str,
    speaker: Speaker,
    ready: Drawn,
) -> Sent:
    """Write the letter, the event that commits to it and the message that carries it, if it is not to be printed."""
    document, to, say = made.document, made.recipient, speaker(made.recipient.language)
    pdf = ready.get(document.digest) or render_pdf(document, work.runtime.branding, say)
    text, by_mail = render_text(document, say), work.runtime.outbound_channels[to.channel].needs == EMAIL
    kept = NewLetter(
        letter_id, case.id, act.track, document.key, document.title, document.canonical().decode(), made.html, text,
        pdf, document.digest, to.channel, to.address, work.now, work.actor.key,
        store.new_seal_key(),
    )  # fmt: skip
    alone = isinstance(act, Message)
    committed = SendLetter(kept.id, kept.track, kept.key, kept.channel, store.commitment_to(kept), alone)
    after = work.handle(case, committed)
    store.add_letter(kept)
    if not by_mail:
        return Sent(letter_id, after.id, after.reference, after.seq)
    cover = letter_cover(document, made.html, text, work.runtime.branding, follow_url, say)
    outbox = work.mail(
        Mail(f"letter:{letter_id}", "letter", to.address, cover.subject, cover.text, cover.html, case.id, letter_id)
    )
    store.note_outbox(letter_id, outbox)
    return Sent(letter_id, after.id, after.reference, after.seq, outbox)


def _letter_id(work: Work, case: Case, command_id: str) -> str:
    """The letter's id follows from the command's, so that a command given twice finds the letter it made."""
    given = command_id or work.stamp.command
    made = hashlib.sha256(f"{work.authority}:{case.id}:{given}".encode()).digest()[:16]
    return str(UUID(bytes=made[:6] + bytes([made[6] & 0x0F | 0x80, made[7], made[8] & 0x3F | 0x80]) + made[9:]))
