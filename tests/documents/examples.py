"""Every letter of the core's defaults, filled in as for an invented complaint."""

from dataclasses import dataclass, replace
from datetime import date

from core.defaults.letters import LETTERS
from core.domain.letter_checks import CaseFacts, Checked, IssueTold, Promise, check
from core.domain.letter_writing import write
from core.domain.letters import KeyFacts, LetterDocument, LetterTemplate, Written, document_of

TEMPLATES = {template.key: template for template in LETTERS}
MISSED = Promise(
    "action",
    "We will check your street each week",
    "Friday 7 March 2025",
    "We will check your street each week, by Friday 7 March 2025",
)
ISSUES = (
    IssueTold(
        1, "Your brown bin was missed on 5, 12 and 19 November", "accepted", "upheld", "We were at fault",
        "The round sheets show that the crew left your street out three times. Our rule is that a missed bin is "
        "collected within two working days. That did not happen.\n\nYou had to take the waste to the tip yourself.",
        (Promise("apology", "We say sorry in this letter", "", "We say sorry in this letter"), MISSED),
    ),
    IssueTold(
        2, "Nobody rang you back", "accepted", "partly_upheld", "We were partly at fault",
        "We rang you once, on 21 November, and left a message. We should have tried again.",
    ),
    IssueTold(
        3, "Your council tax band is wrong", "refused",
        ground="There is a right of appeal to a tribunal",
        refusal="The band is set by an office that we do not run, and you can appeal to it.",
        goes_to="The Valuation Office, which answers appeals about bands",
    ),
)  # fmt: skip
VALUES = {
    "name": "Ms A. Resident", "thing": "complaint", "reference": "EXA-7K3F-29QX", "council": "Example Borough Council",
    "phone": "01632 960001", "email": "complaints@council.example", "hours": "Monday to Friday, 9am to 5pm",
    "ombudsman": "Local Government and Social Care Ombudsman", "ombudsman_web": "www.lgo.org.uk", "stage": "stage 1",
    "next_stage": "stage 2",
    "next_stage_how": "Someone new to this will look at it again. You need not give a reason.",
    "received": "Thursday 19 December 2024", "stage_received": "Thursday 19 December 2024",
    "summary": "My bins were missed",
    "wanted": "An apology, and my bins collected",
    "understanding": "- Your brown bin was missed on 5, 12 and 19 November\n- Nobody rang you back",
    "answer_by": "by Thursday 9 January 2025 (10 working days after we confirmed it)",
    "current_date": "We will answer by Thursday 9 January 2025",
    "next_date": "We will write to confirm by Monday 30 December 2024.",
    "reason": "The leader of the crew is away until Monday 13 January, and we want to hear from them.",
    "was": "Thursday 9 January 2025", "days": "10 working days", "new_date": "Thursday 23 January 2025",
    "question": "Which day is your brown bin collected?", "reply_by": "by Friday 3 January 2025",
    "actions": f"- {MISSED.told}",
    "promised": f"- We say sorry in this letter\n- {MISSED.told}",
    "how": "Somebody from another service will read every paper again and talk to you.",
}  # fmt: skip
OWN = {
    "looked": "We read the round sheets for November, and the notes of your calls. We spoke to the crew.",
    "sorry": "I am sorry that we missed your bin three times and did not ring you back. You had to take the "
    "waste to the tip yourself, and nobody told you why.",
    "what": "We have told the crew, and put your words up in the depot.",
    "words": "We have passed what you told us to the service.",
}
DATES = {
    "acknowledgement": "Thursday 9 January 2025", "decision": "Thursday 9 January 2025",
    "extension": "Thursday 23 January 2025", "question": "Friday 3 January 2025",
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    template: LetterTemplate
    sections: tuple[Written, ...]
    document: LetterDocument
    facts: CaseFacts
    checked: Checked


def example(key: str, *, final: bool = False, **own: str) -> Example:
    """The letter `key`, complete; `own` replaces sections. `final` is an answer with nothing after it."""
    template = TEMPLATES[key]
    issues = ISSUES if key != "refusal" else ISSUES[2:]
    last = {"stage": "stage 2", "next_stage": ""} if final else {}
    values = VALUES | last
    holds = frozenset({"refused", "actions", "deadline", "upheld", "promised"})
    holds |= {"final", "later"} if final else {"next_stage", "refused_early", "first"}
    sections = write(template, "en", values, issues, holds, OWN | own)
    document = document_of(
        template, sections, values, language="en", dated=date(2024, 12, 23),
        recipient=("Ms A. Resident", "1 Any Street", "Anytown", "ZZ1 1ZZ"),
        signed=("J. Officer", "Example Borough Council"),
        sender=("Town Hall", "High Street, Anytown", "01632 960001", "complaints@council.example"),
    )  # fmt: skip
    rows = (("Point 1", "We were at fault"), ("Point 2", "We were partly at fault")) if key == "answer" else ()
    document = replace(document, blocks=((KeyFacts(rows), *document.blocks) if rows else document.blocks))
    facts = CaseFacts(
        reference=values["reference"], stage=values["stage"], next_stage=values["next_stage"],
        ombudsman=values["ombudsman"],
        ombudsman_web=values["ombudsman_web"], wanted=values["wanted"], dates=(DATES[key],) if key in DATES else (),
        reason=values["reason"], question=values["question"], issues=issues,
    )  # fmt: skip
    return Example(template, sections, document, facts, check(template, sections, document, facts))
