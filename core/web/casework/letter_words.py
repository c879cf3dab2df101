"""The checks of a letter by name, for the list beside it."""

from __future__ import annotations

from core.web.language import say


def check_names() -> dict[str, str]:
    """What each check looks for, in a few words."""
    speak = say()
    return {
        "complete": speak("Every part is written"),
        "no_blanks": speak("No blanks left"),
        "reference": speak("Their reference"),
        "stage": speak("Which stage this is"),
        "understanding": speak("What we understood"),
        "wanted": speak("What they want"),
        "dates": speak("The dates"),
        "issues_answered": speak("Every issue, with reasons"),
        "actions_dated": speak("Actions, and by when"),
        "apology_said": speak("The apology: letter and record agree"),
        "next_stage": speak("What they can do next"),
        "ombudsman": speak("The ombudsman"),
        "reason": speak("Why we need longer"),
        "refusals": speak("What we do not take on, and where instead"),
        "question": speak("A question"),
    }
