"""South Holland District Council. Contact details and staff are invented."""

from core.api import AuthorityProfile, Contact, DemoStaff, Nation, Text
from plugins.data_protection import rules as data_protection
from plugins.housing import rules as housing
from tenants.selcp.services import DISTRICT, shared_policy
from tenants.south_holland.demo import STORIES

AUTHORITY = AuthorityProfile(
    code="south_holland",
    name="South Holland District Council",
    short_name="South Holland",
    prefix="SHO",
    nation=Nation.ENGLAND,
    partnership="selcp",
    plugins=("code_two_stage", "housing", "data_protection"),
    contact=Contact(
        address=("Sample Court", "3 Example Road", "Spalding", "ZZ23 3ZZ"),
        phone="01632 960123",
        email="feedback@south-holland.example",
        hours=Text("Monday to Friday, 9am to 5pm"),
        web="www.south-holland.example",
    ),
    services=DISTRICT,
    # What the council followed before is known in part only, so before that minute there are no rules.
    history=(
        shared_policy("This council's own approval date is not known; Boston's is taken."),
        housing.IN_FORCE,
        data_protection.IN_FORCE,
    ),
    demo_staff=(
        DemoStaff("Sol Officer-Sample", "sol.officer@south-holland.example", ("complaints_officer",)),
        DemoStaff("Sara Second-Sample", "sara.second@south-holland.example", ("stage2_officer",)),
        DemoStaff("Amos Admin-Sample", "amos.admin@south-holland.example", ("administrator",)),
    ),
    demo_stories=STORIES,
)
