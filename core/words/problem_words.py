"""The sentence for each reason why something could not be done: what to do, and never what the reader did wrong."""

from __future__ import annotations

from core.words.account_words import ACCOUNTS
from core.words.say import mark

CASES = {
    "case_closed": mark("This case is closed. Reopen it first"),
    "case_not_closed": mark("This case is open already"),
    "case_exists": mark("This was recorded before. Open the case instead of making it again"),
    "no_such_case": mark("There is no such case here"),
    "changed_meanwhile": mark(
        "Somebody else changed this while you were working. Look at what is new, then send yours again"
    ),
    "track_parked": mark("The case was given another type, so this part waits. Change the type back to go on with it"),
    "track_unanswered": mark("Answer it, or record why there will be no answer, before closing the case"),
    "track_already_answered": mark("This stage has been answered. A new point needs a case of its own"),
    "track_already_open": mark("The case follows this procedure already"),
    "actions_open": mark("Finish the actions we promised before closing the case: %(count)s still open"),
    "unknown_track": mark("Choose a part of this case"),
    "unknown_stage": mark("Choose a stage of the procedure: there is none called %(stage)s"),
    "unknown_move": mark("Choose a step of this stage: there is none called %(move)s"),
    "unknown_clock": mark("Choose a date of this procedure: there is none called %(clock)s"),
    "unknown_fact": mark("Choose something that happened in this case: %(fact)s is not recorded"),
    "unknown_event": mark("Choose an event of this stage: there is none called %(event)s"),
    "unknown_issue": mark("Choose an issue of this case: there is no issue %(issue)s"),
    "unknown_ground": mark("Choose a ground from the list in the policy"),
    "unknown_remedy": mark("Choose an action of this case"),
    "unknown_remedy_kind": mark("Choose a kind of remedy from the list"),
    "unknown_link_kind": mark("Choose how the two cases belong together"),
    "unknown_version": mark("Choose a version of the procedure: there is none called %(version)s"),
    "unknown_text": mark("The text of these rules is not stored here"),
    "move_not_open_now": mark("This step cannot be taken now. The case is at “%(state)s”"),
    "already_done": mark("This was done on %(on)s"),
    "stage_already_begun": mark("This stage has begun already"),
    "not_for_person": mark("Only our staff can do this"),
    "person_acts_now": mark("Leave the time out: what you send counts from the moment you send it"),
    "not_permitted": mark("Ask an administrator of your council for the right to do this (%(permission)s)"),
    "not_your_role": mark("Ask somebody with one of these roles: %(roles)s"),
    "handled_other_stage": mark("Choose somebody who did not answer %(stage)s: a fresh pair of eyes must look at this"),
    "in_service_complained_about": mark("Choose somebody outside the service complained about (%(services)s)"),
    "handler_missing": mark("Choose who will deal with it"),
    "channel_missing": mark("Choose how it reached us"),
    "reference_missing": mark("Give the case a reference"),
    "type_missing": mark("Choose what kind of feedback this is"),
    "type_unchanged": mark("Choose another type: the case has this one"),
    "retyping_needs_reason": mark("Say why the type changes"),
    "reopening_needs_reason": mark("Say why the case is reopened"),
    "already_linked": mark("These two cases are linked already"),
    "link_needs_other_case": mark("Choose another case to link with"),
    "rows_missing": mark("Choose what to erase"),
    "rule_missing": mark("Name the rule under which it is erased"),
}

ISSUES = {
    "issues_missing": mark("Write down at least one issue"),
    "issues_undecided": mark("Decide first whether to take on issue %(issues)s"),
    "issue_already_decided": mark("Issue %(issue)s has been decided. Undo that first"),
    "issue_not_decided": mark("Issue %(issue)s has not been decided, so there is nothing to undo"),
    "issue_already_answered": mark("Issue %(issue)s has been answered"),
    "issue_accepted": mark("Issue %(issue)s was taken on. Undo that, or answer it"),
    "no_accepted_issue": mark("Take on at least one issue before answering"),
    "restoring_needs_reason": mark("Say why the decision is undone"),
    "rewording_needs_reason": mark("Say why the words are changed"),
    "refusal_needs_ground": mark("Choose the ground for not taking it on"),
    "refusal_needs_reason": mark("Say why it is not taken on, in words for the person"),
    "refusal_needs_destination": mark("Say where the person can take it instead"),
    "refusal_needs_ombudsman": mark("Tell the person that they can ask the ombudsman about this decision"),
    "issue_needs_finding": mark("Choose what you found on issue %(issue)s"),
    "finding_needs_reasons": mark("Give the reasons for the finding on issue %(issue)s"),
    "finding_on_unaccepted_issue": mark("Take on issue %(issue)s before giving a finding on it"),
    "two_findings_on_one_issue": mark("Give one finding on issue %(issue)s"),
    "findings_not_here": mark("Leave findings for the answer: this step takes none"),
    "remedy_needs_words": mark("Say what we will do"),
    "remedy_date_passed": mark("Choose a date for the action that is still to come"),
    "remedy_id_taken": mark("This action was recorded before. Add it again"),
    "payment_needs_amount": mark("Enter the amount of the payment"),
    "amount_not_pounds": mark("Enter an amount in pounds, such as 150 or 150.50"),
    "action_already_done": mark("This action was finished on %(on)s"),
    "need_missing": mark("Fill this in"),
    "need_not_a_choice": mark("Choose one of the answers offered"),
    "need_not_asked": mark("Leave this out: the step does not ask for it"),
}

DATES = {
    "event_given_twice": mark("Give the time of “%(event)s” once"),
    "in_the_future": mark("Choose a time that has passed"),
    "before_receipt": mark("Choose a date on or after the day we got it, %(received)s"),
    "before_earlier_step": mark("Choose a date on or after the step before, %(step)s"),
    "receipt_after_step": mark("Choose a date on or before the first step, %(step)s"),
    "stage_before_case": mark("Choose a date on or after the day we got the case"),
    "date_before_move": mark("Choose a date that is not before the step itself"),
    "date_passed": mark("Choose a date that is still to come"),
    "time_has_no_zone": mark("Give the time with its time zone, such as 2025-01-06T10:15:00+00:00"),
    "no_such_minute": mark("Choose another time: the clocks go forward over %(value)s, so it never happens"),
    "calendar_does_not_reach": mark("Choose a date between %(first)s and %(last)s, the days that our calendar knows"),
    "fact_unchanged": mark("Choose another date: this one is recorded already"),
    "correction_needs_reason": mark("Say why the date is corrected"),
    "clock_cannot_be_extended": mark("The procedure does not let this date be extended"),
    "stage_cannot_be_extended": mark("The procedure does not let this stage be extended"),
    "clock_not_running": mark("This date no longer runs, so it cannot be extended"),
    "clock_already_met": mark("This was done in time already, so there is nothing to extend"),
    "clock_has_no_date": mark("There is no date to extend yet"),
    "extension_needs_reason": mark("Say why we need longer, in words for the person"),
    "extension_needs_good_reason": mark("More than %(most)s working days needs a good reason. Say what it is"),
    "extension_needs_ombudsman": mark("Tell the person that they can ask the ombudsman about the delay"),
    "extension_needs_days": mark("Enter a number of working days, 1 or more"),
    "extension_over_maximum": mark("Enter %(most)s working days or fewer: the procedure allows no more"),
    "extension_not_longer": mark("Choose a later date than %(until)s, which the person was told before"),
    "extension_ends_in_past": mark("Choose more days: %(until)s has passed"),
}

RULES = {
    "no_rules_known": mark(
        "No rules are known for that time. Choose a later date, or adopt the rules that applied then"
    ),
    "other_procedure": mark("Choose a version of the procedure that this part follows"),
    "version_unchanged": mark("Choose another version: this part follows that one"),
    "version_lacks_state": mark("Choose another version: that one does not know “%(state)s”, where the case is now"),
    "version_lacks_stage": mark("Choose another version: that one has no “%(stage)s”, which the case has been through"),
    "version_lacks_extension": mark(
        "Choose another version: the person was told a later date, and that one moves no date for “%(clock)s”"
    ),
    "version_lacks_ground": mark(
        "Undo the decision on issue %(issue)s first: that version does not have the ground it was refused on"
    ),
    "version_counts_otherwise": mark("Choose another version: that one counts days by another calendar"),
    "moving_version_needs_reason": mark("Say why the case moves to another version of the rules"),
    "adoption_in_past": mark("Choose a time that is still to come: rules cannot begin in the past"),
    "adoption_in_repeated_hour": mark("Choose another time: the clocks go back then, and that hour comes twice"),
    "adoption_too_far": mark("Check the year: rules are adopted for the next ten years at most"),
    "adoption_before_later": mark(
        "Choose a time that is not before the start of %(version)s, which was adopted before: %(since)s"
    ),
    "adoption_in_force": mark("Choose another version: %(version)s applies then already, from %(since)s"),
    "adoption_of_faulty_text": mark("Have the text of %(version)s put right before it is adopted: %(faults)s"),
    "adoption_needs_calendar": mark(
        "Adopt a calendar first: this version counts days by the calendar “%(calendar)s”, and none is known for then"
    ),
    "adoption_needs_approver": mark("Say who approved the change"),
    "adoption_needs_authority": mark("Say on what authority it is made, such as a constitution's paragraph"),
    "unknown_procedure": mark("Choose a procedure of this council: there is none called %(procedure)s"),
    "nothing_proposed": mark("Choose a version or give a setting: there is nothing to try"),
    "days_out_of_order": mark("Choose a last day that is not before the first, %(first)s"),
    "as_of_in_future": mark("Choose %(today)s or an earlier day: what is still to come is not recorded"),
    "unknown_setting": mark("Choose a setting from the list"),
    "bad_setting": mark("Enter a value that this setting allows, not “%(value)s”"),
    "unknown_authority": mark("Choose a council that is registered here"),
    "authority_has_no_module": mark("This council has no module of its own, so it brings no such text"),
    "not_a_colour": mark("Enter a colour such as #1d5b79"),
    "contrast_too_low": mark(
        "Choose a colour that stands out more: this one reaches %(ratio)s to 1 and needs %(least)s"
    ),
}

LETTERS = {
    "letter_section_empty": mark("Write something under “%(section)s”"),
    "letter_blank_left": mark("Replace “%(blank)s” with the words that belong there"),
    "letter_reference_missing": mark("Put in our reference, %(reference)s"),
    "letter_stage_missing": mark("Say which stage this is: %(stage)s"),
    "letter_understanding_missing": mark("Say what we understood: “%(words)s”"),
    "letter_wanted_missing": mark("Say what the person would like to happen"),
    "letter_date_missing": mark("Tell the person the date: %(date)s"),
    "letter_issue_undecided": mark("Decide whether to take on issue %(issue)s before writing about it"),
    "letter_issue_unanswered": mark("Answer issue %(issue)s"),
    "letter_finding_missing": mark("Choose what you found on issue %(issue)s"),
    "letter_finding_not_told": mark("Tell the person what you found on issue %(issue)s: %(finding)s"),
    "letter_reasons_missing": mark("Give the reasons for the finding on issue %(issue)s"),
    "letter_action_undated": mark("“%(action)s” has no date, so it counts as done. Add a date if it is still to come"),
    "letter_action_date_not_told": mark("Tell the person that “%(action)s” will be done by %(date)s"),
    "letter_action_not_told": mark("Tell the person about this action: “%(action)s”"),
    "letter_next_stage_missing": mark("Say how to ask for %(stage)s"),
    "letter_ombudsman_missing": mark("Name the %(ombudsman)s"),
    "letter_ombudsman_web_missing": mark("Give the ombudsman's web address, %(web)s"),
    "letter_reason_missing": mark("Say why we need longer"),
    "letter_reason_not_told": mark("Put the reason for needing longer in the letter"),
    "letter_ground_missing": mark("Name the ground for not taking on issue %(issue)s"),
    "letter_refusal_reason_missing": mark("Say why issue %(issue)s is not taken on"),
    "letter_destination_missing": mark("Say where the person can take issue %(issue)s instead"),
    "letter_question_missing": mark("Ask the person a question"),
    "letter_sorry_if": mark("“%(words)s” doubts that it happened. Say sorry for what we did"),
    "letter_you_feel": mark("“%(words)s” makes it about their feelings. Say what we did and what it did to them"),
    "letter_any_inconvenience": mark("“%(words)s” sounds as if we did not ask. Name what it did to them"),
    "letter_but_after_sorry": mark("“%(words)s” takes the apology back. Put the explanation in another place"),
    "letter_mistakes_were_made": mark("“%(words)s” names nobody. Say “we made a mistake”"),
    "letter_ombudsman_told_us": mark("“%(words)s” gives the apology away. Say sorry because we are"),
    "letter_apology_not_said": mark(
        "Say sorry for issue %(issue)s in this letter, or give the apology a date: it is recorded as given"
    ),
    "letter_upheld_without_apology": mark(
        "Issue %(issue)s is upheld and the letter does not say sorry. Say it, or the record shows that we did not"
    ),
    "letter_word_to_avoid": mark("Use a plainer or kinder word than “%(word)s”"),
    "letter_date_after_due": mark("You tell the person %(date)s, which is later than our own limit, %(due)s"),
    "letter_wording_missing": mark("Put in these words as they stand: “%(words)s”"),
    "letter_unsafe_address": mark("Choose another way to send this: the person asked us not to use %(address)s"),
    "letter_no_address": mark("Add an address, or choose another way to send this"),
    "letter_no_person": mark("There is nobody to write to: this was sent without a name"),
    "letter_unknown": mark("Choose a letter from the list"),
    "draft_changed_meanwhile": mark(
        "Somebody else saved this letter while you were writing. Both texts are kept below"
    ),
    "draft_gone": mark("This letter was sent or put away. Start it again"),
    "letter_too_long": mark("Shorten the letter: it has more than 200,000 characters"),
}

INTAKE = {
    "finding_missing": mark("Choose what you found on issue %(issue)s"),
    "issue_needs_words": mark("Write down what the issue is"),
    "words_missing": mark("Write something here"),
    "words_unchanged": mark("Change the words, or go back: these are the words it has"),
    "no_next_stage": mark("There is no further stage to ask for now"),
    "unknown_handler": mark("Choose somebody who works here now"),
    "handler_may_not_work": mark("Choose somebody whose role lets them work cases"),
    "not_a_demo": mark("%(authority)s is a live council: demo cases are made in a demo only"),
    "no_demo_staff": mark("Add staff to %(authority)s who may work cases before making demo cases"),
    "summary_missing": mark("Tell us what happened"),
    "text_too_long": mark("Shorten this to %(most)s characters or fewer, or send the rest as a second message"),
    "email_malformed": mark("Enter an e-mail address such as name@mail.example"),
    "unknown_channel": mark("Choose how it reached us"),
    "unknown_person": mark("Choose a person we know, or add them as new"),
    "unknown_service": mark("Choose a service from the list, or “not sure”"),
    "unknown_type": mark("Choose what kind of feedback this is"),
    "history_needs_shadow": mark(
        "Rules of the past can only be loaded while a council prepares. %(authority)s is live"
    ),
    "authority_dissolved": mark("Choose another council: %(authority)s is dissolved"),
    "live_needs_host": mark("Give %(authority)s a host name before you open it, by installing it again with --host"),
    "live_needs_rules": mark("Let %(authority)s adopt a procedure before you open it: none is in force there today"),
    "shadow_needs_no_cases": mark(
        "Leave %(authority)s live: it has cases, and only a council without any goes back into shadow"
    ),
}

SENTENCES = CASES | ISSUES | DATES | RULES | LETTERS | INTAKE | ACCOUNTS | ACCOUNTS
