"""Boston Borough Council. Contact details and staff are invented."""

from core.api import AuthorityProfile, Contact, DemoStaff, InForce, Nation, Text
from plugins.data_protection.rules import IN_FORCE
from tenants.boston.demo import STORIES
from tenants.selcp.services import DISTRICT, shared_policy

AUTHORITY = AuthorityProfile(
    code="boston",
    name="Boston Borough Council",
    short_name="Boston",
    prefix="BOS",
    nation=Nation.ENGLAND,
    partnership="selcp",
    plugins=("code_two_stage", "data_protection"),
    contact=Contact(
        address=("Sample House", "1 Example Quay", "Boston", "ZZ21 1ZZ"),
        phone="01632 960121",
        email="feedback@boston.example",
        hours=Text("Monday to Friday, 9am to 5pm"),
        web="www.boston.example",
    ),
    services=DISTRICT,
    history=(
        InForce(
            "corporate",
            "boston-earlier",
            "2008-01-01T00:00",
            Text("The rule before the partnership's policy"),
            Text("When this rule began is not known; it is loaded from the first day that calendars reach."),
        ),
        shared_policy("The day of approval is taken as the first day; when the policy began is not stated."),
        IN_FORCE,
    ),
    demo_staff=(
        DemoStaff("Olive Officer-Sample", "olive.officer@boston.example", ("complaints_officer",)),
        DemoStaff("Stan Second-Sample", "stan.second@boston.example", ("stage2_officer",)),
        DemoStaff("Wanda Waste-Sample", "wanda.waste@boston.example", ("investigator",), ("waste",)),
        DemoStaff("Ian Intake-Sample", "ian.intake@boston.example", ("intake",)),
        DemoStaff("Mona Monitor-Sample", "mona.monitor@boston.example", ("monitoring_officer",)),
        DemoStaff("Ada Admin-Sample", "ada.admin@boston.example", ("administrator",)),
        DemoStaff("Una Auditor-Sample", "una.auditor@boston.example", ("auditor",)),
        DemoStaff("Mo Member-Sample", "mo.member@boston.example", ("member_responsible",)),
    ),
    demo_stories=STORIES,
)
