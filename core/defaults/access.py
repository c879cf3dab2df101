"""Permissions and roles that every council starts with, and the verdict that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Set

from core.api import AuthorityProfile, Permission, Role, Text, Verdict, allow, hookimpl

PERMISSIONS = (
    Permission("rules.view", Text("Read the rules, all their versions and what changed between them")),
    Permission("case.view", Text("Open and find cases"), implies=("rules.view",)),
    Permission("case.log", Text("Enter feedback that came by phone, post or in person")),
    Permission("case.triage", Text("Split a case into issues, take them on or not"), implies=("case.view",)),
    Permission("case.work", Text("Work a case: steps, notes, questions, more time"), implies=("case.view",)),
    Permission("case.answer", Text("Decide and answer"), implies=("case.work",)),
    Permission("case.assign", Text("Give a stage to somebody"), implies=("case.view",)),
    Permission("case.retype", Text("Call a case something else"), implies=("case.view",)),
    Permission("case.rules", Text("Move a case to another version of its rules"), implies=("case.view",)),
    Permission("letter.send", Text("Send letters"), implies=("case.view",)),
    Permission("messages.retry", Text("See which messages were not sent, and let them be tried again")),
    Permission("report.view", Text("See figures and reports, which name nobody")),
    Permission("staff.manage", Text("Invite staff, change and end their roles")),
    Permission("settings.manage", Text("Change settings that shape rules and calendars"), implies=("rules.try",)),
    Permission("rules.adopt", Text("Adopt a text of rules or a calendar"), implies=("rules.try",)),
    Permission("rules.try", Text("Try other rules on past cases"), implies=("rules.view",)),
    Permission("plugins.manage", Text("Switch plugins on and off")),
    Permission("records.verify", Text("Check that the record is whole")),
    Permission("log.read", Text("See who opened which case")),
)

_OFFICER = (
    "case.log", "case.triage", "case.answer", "case.assign", "case.retype", "letter.send", "report.view", "rules.try",
)  # fmt: skip

ROLES = (
    Role("intake", Text("Intake and customer services"), ("case.view", "case.log", "case.retype")),
    Role("complaints_officer", Text("Complaints officer"), _OFFICER),
    Role("investigator", Text("Investigator in a service"), ("case.work",)),
    Role("stage2_officer", Text("Stage 2 officer"), ("case.answer", "case.triage", "case.assign", "letter.send")),
    Role(
        "monitoring_officer",
        Text("Monitoring Officer"),
        ("case.answer", "case.triage", "case.assign", "case.rules", "letter.send", "report.view", "rules.adopt",
         "settings.manage"),
    ),
    Role("link_officer", Text("Ombudsman link officer"), ("case.work", "letter.send", "report.view")),
    Role(
        "administrator",
        Text("Administrator"),
        ("staff.manage", "messages.retry", "settings.manage", "rules.adopt", "plugins.manage", "records.verify",
         "report.view"),
    ),
    Role("auditor", Text("Auditor"), ("case.view", "records.verify", "log.read", "report.view")),
    # Members do not hear or join single cases (LGSCO Code 2024, section 9).
    Role("member_responsible", Text("Member responsible for complaints"), ("report.view",), aggregate_only=True),
)


@hookimpl
def upheld_permissions() -> Iterable[Permission]:
    return PERMISSIONS


@hookimpl
def upheld_roles(authority: AuthorityProfile) -> Iterable[Role]:
    return ROLES


@hookimpl
def upheld_access_verdicts(permission: str, granted: Set[str]) -> Iterable[Verdict]:
    return (allow(f"a role gives {permission}"),) if permission in granted else ()
