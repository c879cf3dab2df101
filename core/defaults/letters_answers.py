"""Letters that decide something: answers at any stage, a decision to review, and what we do not take on."""

from __future__ import annotations

from core.api import Fill, LetterSection, LetterTemplate, Purpose, Text
from core.defaults.letters_parts import CONTACT, LAST_ANSWER, NEXT_STAGE, REFUSED, REFUSED_ALL, REFUSED_EARLY

ANSWER = LetterTemplate(
    "answer",
    Text("Answer, at any stage"),
    Text("Our answer to your {thing}: {stage}"),
    Purpose.ANSWER,
    (
        LetterSection(
            "opening",
            text=Text("This is our answer to your {thing} of {stage_received}. It is {stage} of how we deal with it."),
            prompt=Text("If we are late, say so here and say sorry"),
            when="first",
        ),
        LetterSection(
            "opening",
            text=Text(
                "You asked us on {stage_received} to look at your {thing} again. This is our answer. "
                "It is {stage} of how we deal with it."
            ),
            prompt=Text("If we are late, say so here and say sorry"),
            when="later",
        ),
        LetterSection(
            "told",
            Text("What you told us"),
            Text("You told us:\n\n{understanding}"),
            prompt=Text("Each point, as we agreed it with the person"),
        ),
        LetterSection(
            "looked",
            Text("What we looked at"),
            prompt=Text("Whom you spoke to, which records and rules you read"),
            fill=Fill.OWN,
        ),
        LetterSection(
            "answer",
            Text("Point {issue_no}: {finding}"),
            Text("You said: {issue}\n\n{reasons}\n\n{issue_actions}"),
            prompt=Text("What happened, what should have happened, what it did to the person, and why you find so"),
            each="accepted",
        ),
        LetterSection(
            "sorry",
            Text("We are sorry"),
            prompt=Text("Say sorry for what we did and what it did to the person. Leave out “if” and “but”"),
            fill=Fill.OWN,
            when="upheld",
            required=False,
            apologises=True,
        ),
        LetterSection(
            "owed",
            Text("What we owe you now"),
            Text("{actions}\n\nWe will write to you when each of these is done."),
            prompt=Text("Each thing, and by when"),
            when="actions",
        ),
        REFUSED,
        REFUSED_EARLY,
        NEXT_STAGE,
        LAST_ANSWER,
        CONTACT,
    ),
    checks=("reference", "stage", "issues_answered", "actions_dated", "apology_said", "refusals", "next_stage"),
)

DECISION = LetterTemplate(
    "decision",
    Text("We will review it"),
    Text("We will review your {thing}: {stage}"),
    Purpose.DECISION,
    (
        LetterSection(
            "decision",
            text=Text(
                "You asked us on {stage_received} to look at your {thing} again. We will. "
                "This is {stage} of how we deal with it."
            ),
            prompt=Text("What was decided"),
        ),
        LetterSection(
            "how",
            Text("How we will do it"),
            Text("{how}\n\nWhoever does it had no part in our first answer."),
            prompt=Text("What will be looked at again, and how"),
        ),
        LetterSection(
            "dates",
            Text("When we will answer"),
            Text(
                "We will answer {answer_by}.\n\n"
                "If we find that we need longer, we will write to you before then and say why."
            ),
        ),
        CONTACT,
    ),
    checks=("reference", "stage", "dates"),
)

REFUSAL = LetterTemplate(
    "refusal",
    Text("What we do not take on"),
    Text("Why we cannot take this on"),
    Purpose.REFUSAL,
    (
        LetterSection(
            "thanks",
            text=Text(
                "Thank you for your {thing}, which we got on {stage_received}. This is {stage} of how we deal with it. "
                "We have read it with care, and we are not able to take it on. This letter says why, and where you "
                "can go instead."
            ),
            prompt=Text("Thank the person, and say plainly that we do not take it on"),
            when="first",
        ),
        LetterSection(
            "thanks",
            text=Text(
                "You asked us on {stage_received} to look at your {thing} again. This is {stage} of how we deal with "
                "it. We have read your request with care, and we are not able to take it on. This letter says why, "
                "and where you can go instead."
            ),
            prompt=Text("Thank the person for asking, and say plainly that we do not take it on"),
            when="later",
        ),
        REFUSED_ALL,
        LetterSection(
            "ombudsman",
            Text("If you think that we are wrong"),
            Text(
                "You can ask the {ombudsman} whether we were right not to take this on. "
                "It is independent of us, and free: {ombudsman_web}."
            ),
            fill=Fill.FIXED,
        ),
        CONTACT,
    ),
    checks=("reference", "stage", "refusals", "ombudsman"),
)
