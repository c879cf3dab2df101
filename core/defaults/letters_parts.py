"""Parts that several letters share."""

from __future__ import annotations

from dataclasses import replace

from core.api import Fill, LetterSection, Text

WHAT_WE_UNDERSTAND = LetterSection(
    "understanding",
    Text("What we will look into"),
    Text(
        "We understand that this is what went wrong:\n\n{understanding}\n\n"
        "Please tell us if we have this wrong, or have left something out."
    ),
    prompt=Text("Each point you have taken on, so that the person can put you right"),
)

# An issue that is not taken on: the ground, the reason, and where it can go instead (Code 2024, section 2). Grounds and
# places are names ("A councillor", "The school") as often as sentences, so each stands where both read well.
_NOT_TAKEN_ON = (
    "{issue}\n\n"
    "{cannot}\n\n"
    "{refusal}\n\n"
    "Where you can go with it instead:\n\n{goes_to}"
)
REFUSED = LetterSection(
    "refused",
    Text("What we cannot look into{point}"),
    Text("You also told us about this:\n\n" + _NOT_TAKEN_ON),
    prompt=Text("The ground, why it applies here, and where the person can go instead"),
    each="refused",
)

# Where nothing is taken on, it is not "also".
REFUSED_ALL = replace(REFUSED, text=Text("You told us about this:\n\n" + _NOT_TAKEN_ON))

OMBUDSMAN_NOW = LetterSection(
    "ombudsman",
    Text("If you are not happy about the delay"),
    Text(
        "You can ask the {ombudsman} about this delay now. You need not wait for our answer. "
        "It is independent of us, and free: {ombudsman_web}."
    ),
    fill=Fill.FIXED,
)

NEXT_STAGE = LetterSection(
    "disagree",
    Text("If you are not happy with this answer"),
    Text(
        "You can ask for {next_stage}. {next_stage_how}\n\n"
        "You can ask by e-mail, {email}, by phone, {phone}, or by letter. Please give our reference, {reference}."
    ),
    fill=Fill.FIXED,
    when="next_stage",
)

REFUSED_EARLY = LetterSection(
    "ombudsman_refused",
    Text("If you think that we were wrong not to look into something"),
    Text("You can ask the {ombudsman} whether we were right. It is independent of us, and free: {ombudsman_web}."),
    fill=Fill.FIXED,
    when="refused_early",
)

LAST_ANSWER = LetterSection(
    "ombudsman",
    Text("If you are not happy with this answer"),
    Text(
        "This is our last answer. If you are still not happy, you can ask the {ombudsman} to look at it. "
        "It is independent of us, and free: {ombudsman_web}."
    ),
    fill=Fill.FIXED,
    when="final",
)

CONTACT = LetterSection(
    "contact",
    Text("How to reach us"),
    Text(
        "Ring us on {phone} ({hours}) or write to {email}. Please give our reference, {reference}.\n\n"
        "Tell us if anything would make this easier for you, such as large print, an interpreter, or a call instead "
        "of letters. You need not say why."
    ),
    fill=Fill.FIXED,
)
