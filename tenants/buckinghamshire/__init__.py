"""Buckinghamshire Council. Contact details and staff are invented."""

from core.api import AuthorityProfile, Contact, DemoStaff, InForce, Nation, Text
from plugins.data_protection.rules import IN_FORCE
from tenants.buckinghamshire.demo import STORIES
from tenants.buckinghamshire.services import UNITARY

VESTING = "2020-04-01T00:00"

AUTHORITY = AuthorityProfile(
    code="buckinghamshire",
    name="Buckinghamshire Council",
    short_name="Buckinghamshire",
    prefix="BUC",
    nation=Nation.ENGLAND,
    plugins=("code_two_stage", "adult_social_care", "childrens_social_care", "data_protection"),
    predecessors=(
        "Buckinghamshire County Council",
        "Aylesbury Vale District Council",
        "Chiltern District Council",
        "South Bucks District Council",
        "Wycombe District Council",
    ),
    contact=Contact(
        address=("Sample Gateway", "4 Example Street", "Aylesbury", "ZZ24 4ZZ"),
        phone="01632 960124",
        email="feedback@buckinghamshire.example",
        hours=Text("Monday to Friday, 9am to 5:30pm"),
        web="www.buckinghamshire.example",
    ),
    services=UNITARY,
    history=(
        InForce(
            "corporate",
            "buckinghamshire-2020",
            VESTING,
            Text("Vesting day: one policy instead of five councils' (Shadow Executive, 3 December 2019)"),
        ),
        InForce("information_request", "buckinghamshire-2020", VESTING, Text("Vesting day: one system")),
        InForce("subject_access", "buckinghamshire-2020", VESTING, Text("Vesting day: one system")),
        InForce("enquiry", "buckinghamshire-2020", VESTING, Text("Vesting day: one system")),
        InForce("adult_social_care", "si-2009-309", VESTING, Text("In force in England when this council began")),
        InForce("childrens_social_care", "si-2006-1738", VESTING, Text("In force in England when this council began")),
        IN_FORCE,
    ),
    demo_staff=(
        DemoStaff("Bea Officer-Sample", "bea.officer@buckinghamshire.example", ("complaints_officer",)),
        DemoStaff("Ted Second-Sample", "ted.second@buckinghamshire.example", ("stage2_officer",)),
        DemoStaff("Dee Deputy-Sample", "dee.deputy@buckinghamshire.example", ("deputy_monitoring_officer",)),
        DemoStaff("Jude Judge-Sample", "jude.judge@buckinghamshire.example", ("adjudicating_officer",)),
        DemoStaff("Joy Judge-Sample", "joy.judge@buckinghamshire.example", ("adjudicating_officer",)),
        DemoStaff("Wes Waste-Sample", "wes.waste@buckinghamshire.example", ("investigator",), ("waste",)),
        DemoStaff("Abe Admin-Sample", "abe.admin@buckinghamshire.example", ("administrator",)),
    ),
    demo_stories=STORIES,
)
