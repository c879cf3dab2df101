"""Sentences about signing in and staff accounts. None says which part of a sign-in was wrong."""

from __future__ import annotations

from core.words.say import mark

ACCOUNTS = {
    "sign_in_refused": mark("Check the e-mail address and the password, and try again"),
    "code_refused": mark("Enter the code that your app shows now, or a backup code that you have not used"),
    "sign_in_started_too_long_ago": mark("Start again: the code was not entered within 10 minutes"),
    "too_many_tries": mark("Wait %(minutes)s minutes before you try again: there were too many tries"),
    "password_too_short": mark("Use at least %(least)s characters for the password"),
    "password_too_long": mark("Use at most %(most)s characters for the password"),
    "password_holds_known_words": mark("Leave out your name and your council's: others would try them first"),
    "password_easily_guessed": mark("Choose a password that is harder to guess: three or four unrelated words do well"),
    "password_is_wrong": mark("Enter the password that you sign in with now"),
    "invitation_is_over": mark("Ask for a new invitation: this one was used, taken back or is older than 7 days"),
    "already_works_here": mark("This person works here already: change their roles instead"),
    "does_not_work_here": mark("Choose somebody who works here now"),
    "last_administrator": mark("Make somebody else an administrator first: this is the last one"),
    "unknown_role": mark("Choose a role of this council: there is none called %(role)s"),
    "role_is_missing": mark("Choose at least one role"),
    "name_is_missing": mark("Enter a name"),
    "email_is_wrong": mark("Enter an e-mail address such as name@council.example"),
}
