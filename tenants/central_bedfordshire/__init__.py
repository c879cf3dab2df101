"""Central Bedfordshire Council. Contact details and staff are invented."""

from core.api import AuthorityProfile, Contact, DemoStaff, InForce, Nation, Text
from plugins.data_protection.rules import IN_FORCE
from tenants.central_bedfordshire.demo import STORIES
from tenants.central_bedfordshire.services import SERVICES

VESTING = "2009-04-01T00:00"

AUTHORITY = AuthorityProfile(
    code="central_bedfordshire",
    name="Central Bedfordshire Council",
    short_name="Central Bedfordshire",
    prefix="CBE",
    nation=Nation.ENGLAND,
    plugins=(
        "code_two_stage",
        "alternative_dispute_resolution",
        "adult_social_care",
        "childrens_social_care",
        "data_protection",
    ),
    contact=Contact(
        address=("Sample Place", "5 Example Avenue", "Chicksands", "ZZ25 5ZZ"),
        phone="01632 960125",
        email="feedback@central-bedfordshire.example",
        hours=Text("Monday to Friday, 8:30am to 5pm"),
        web="www.central-bedfordshire.example",
    ),
    services=SERVICES,
    # The paper's own three kinds, and those of the procedures that the law lays down.
    takes=(
        "complaint",
        "comment",
        "compliment",
        "adult_social_care_complaint",
        "childrens_social_care_complaint",
        "data_protection_complaint",
    ),
    history=(
        InForce(
            "corporate",
            "central-bedfordshire-2009",
            VESTING,
            Text("Vesting day: to be agreed and in force from 1 April 2009 (Shadow Executive, 17 March 2009)"),
            Text("How the Shadow Executive voted is not in the paper; it is taken to have agreed."),
        ),
        InForce("adult_social_care", "si-2009-309", VESTING, Text("In force in England from 1 April 2009")),
        InForce(
            "childrens_social_care",
            "si-2006-1738",
            VESTING,
            Text("In force in England when this council began"),
        ),
        IN_FORCE,
    ),
    demo_share=30,
    demo_staff=(
        DemoStaff("Cora Officer-Sample", "cora.officer@central-bedfordshire.example", ("complaints_officer",)),
        DemoStaff("Saul Second-Sample", "saul.second@central-bedfordshire.example", ("stage2_officer",)),
        DemoStaff("Iris Independent-Sample", "iris.independent@central-bedfordshire.example", ("stage2_officer",)),
        DemoStaff("Ada Judge-Sample", "ada.judge@central-bedfordshire.example", ("adjudicating_officer",)),
        DemoStaff("Alan Judge-Sample", "alan.judge@central-bedfordshire.example", ("adjudicating_officer",)),
        DemoStaff("Agnes Admin-Sample", "agnes.admin@central-bedfordshire.example", ("administrator",)),
    ),
    demo_stories=STORIES,
)
