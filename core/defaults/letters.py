"""The letters that every council has, in plain words of our own. A council replaces one by offering its key again.

Placeholders are filled from the case; `core.services.letter_values` lists them. Sections marked FIXED are the
council's own words and are not edited case by case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.api import AuthorityProfile, Fill, LetterSection, LetterTemplate, Purpose, Text, hookimpl
from core.defaults.letters_answers import ANSWER, DECISION, REFUSAL
from core.defaults.letters_parts import (
    CONTACT,
    LAST_ANSWER,
    NEXT_STAGE,
    OMBUDSMAN_NOW,
    REFUSED,
    WHAT_WE_UNDERSTAND,
)

RECEIPT = LetterTemplate(
    "receipt",
    Text("We have it"),
    Text("We have your {thing}"),
    Purpose.RECEIPT,
    (
        LetterSection(
            "received",
            text=Text("We have your {thing}. We got it on {received}. Your number is {reference}."),
            fill=Fill.FIXED,
        ),
        LetterSection(
            "dates",
            Text("What happens next"),
            Text("{next_date}\n\nYou need do nothing until then."),
            fill=Fill.FIXED,
            when="deadline",
        ),
        CONTACT,
    ),
    checks=("reference",),
    automatic=True,
)

ACKNOWLEDGEMENT = LetterTemplate(
    "acknowledgement",
    Text("Acknowledgement: what we will look into, and by when"),
    Text("What we will look into, and by when"),
    Purpose.ACKNOWLEDGEMENT,
    (
        LetterSection(
            "thanks",
            text=Text(
                "Thank you for your {thing}. We got it on {stage_received}. This is {stage} of how we deal with it."
            ),
            prompt=Text("Thank the person in a sentence or two"),
            when="first",
        ),
        LetterSection(
            "thanks",
            text=Text(
                "You asked us to look at your {thing} again. We got your request for {stage} on {stage_received}. "
                "Thank you for telling us that our answer did not settle it."
            ),
            prompt=Text("Thank the person for asking, in a sentence or two"),
            when="later",
        ),
        WHAT_WE_UNDERSTAND,
        LetterSection(
            "wanted",
            Text("What you would like to happen"),
            Text("You told us that you would like this to happen:\n\n{wanted}"),
            prompt=Text("What would put it right, in the person's own words where you can"),
        ),
        REFUSED,
        LetterSection(
            "dates",
            Text("When we will answer"),
            Text(
                "We will answer {answer_by}.\n\n"
                "If we find that we need longer, we will write to you before then and say why."
            ),
            prompt=Text("The date by which we will answer"),
        ),
        LetterSection(
            "ombudsman",
            Text("If you think that we were wrong not to look into something"),
            Text("You can ask the {ombudsman} whether we were right. It is free: {ombudsman_web}."),
            fill=Fill.FIXED,
            when="refused",
        ),
        CONTACT,
    ),
    checks=("reference", "stage", "understanding", "wanted", "dates", "refusals"),
)

QUESTION = LetterTemplate(
    "question",
    Text("A question to the person"),
    Text("We would like to ask you something"),
    Purpose.QUESTION,
    (
        LetterSection(
            "why",
            text=Text("We are looking into your {thing}, {reference}, and need your help with one thing."),
            prompt=Text("Why you ask"),
        ),
        LetterSection(
            "question",
            Text("Our question"),
            Text("{question}"),
            prompt=Text("Ask one thing at a time, and say why it helps"),
        ),
        LetterSection(
            "dates",
            Text("By when"),
            Text(
                "Please tell us {reply_by}.\n\n"
                "Our own date stays: {current_date}. If we have no answer from you, we will use what we have."
            ),
            when="deadline",
        ),
        CONTACT,
    ),
    checks=("reference", "question", "dates"),
)

EXTENSION = LetterTemplate(
    "extension",
    Text("We need more time"),
    Text("We need more time to answer you"),
    Purpose.EXTENSION,
    (
        LetterSection(
            "news",
            text=Text(
                "We said that we would answer your {thing} by {was}. We need {days} more, until {new_date}. "
                "This is {stage} of how we deal with it.\n\n"
                "I am sorry that you have to wait longer."
            ),
            prompt=Text("The old date, the new date, and that we are sorry for the wait"),
        ),
        LetterSection(
            "reason", Text("Why we need longer"), Text("{reason}"), prompt=Text("What is still to be done, and why")
        ),
        LetterSection(
            "meanwhile",
            Text("What we have done so far"),
            prompt=Text("Optional: what you have found out already, and who you are waiting for"),
            fill=Fill.OWN,
            required=False,
        ),
        OMBUDSMAN_NOW,
        CONTACT,
    ),
    checks=("reference", "stage", "dates", "reason", "ombudsman"),
)

SETTLEMENT = LetterTemplate(
    "settlement",
    Text("Confirmation that we have stopped"),
    Text("We have stopped looking into this"),
    Purpose.SETTLEMENT,
    (
        LetterSection(
            "what",
            text=Text(
                "You asked us to stop looking into your {thing}, or we settled it with you. We have stopped. "
                "This was {stage} of how we deal with it."
            ),
            prompt=Text("Say which it was, and what was agreed"),
        ),
        LetterSection(
            "agreed",
            Text("What we agreed"),
            Text("{promised}"),
            prompt=Text("Each thing, and by when"),
            when="promised",
        ),
        LetterSection(
            "again",
            Text("If this is not what you wanted"),
            Text(
                "Tell us, and we will take it up again. You can always make a new complaint. "
                "You can also ask the {ombudsman}, free of charge: {ombudsman_web}."
            ),
            fill=Fill.FIXED,
        ),
        CONTACT,
    ),
    checks=("reference", "ombudsman", "actions_dated"),
)

THANKS = LetterTemplate(
    "thanks",
    Text("Thanks for a compliment or suggestion"),
    Text("Thank you"),
    Purpose.THANKS,
    (
        LetterSection(
            "thanks",
            text=Text("Thank you for telling us. We got your {thing} on {received}, and our reference is {reference}."),
            prompt=Text("Say thank you in your own words"),
        ),
        LetterSection(
            "what",
            Text("What we did with it"),
            prompt=Text("Whom you have told, or what will change"),
            fill=Fill.OWN,
        ),
        CONTACT,
    ),
    checks=("reference",),
)

GENERAL = LetterTemplate(
    "general",
    Text("A letter in your own words"),
    Text("About your {thing}"),
    Purpose.GENERAL,
    (
        LetterSection("words", prompt=Text("What you want to say"), fill=Fill.OWN),
        replace(NEXT_STAGE, when="replied"),
        replace(LAST_ANSWER, when="replied_last"),
        CONTACT,
    ),
    checks=("reference",),
)

LETTERS = (RECEIPT, ACKNOWLEDGEMENT, QUESTION, EXTENSION, REFUSAL, DECISION, ANSWER, SETTLEMENT, THANKS, GENERAL)


@hookimpl
def upheld_letter_templates(authority: AuthorityProfile) -> Iterable[LetterTemplate]:
    return LETTERS
