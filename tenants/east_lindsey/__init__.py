"""East Lindsey District Council. Contact details and staff are invented."""

from core.api import AuthorityProfile, Contact, DemoStaff, Nation, Text
from plugins.data_protection.rules import IN_FORCE
from tenants.selcp.demo import STORIES
from tenants.selcp.services import DISTRICT, shared_policy

AUTHORITY = AuthorityProfile(
    code="east_lindsey",
    name="East Lindsey District Council",
    short_name="East Lindsey",
    prefix="ELI",
    nation=Nation.ENGLAND,
    partnership="selcp",
    plugins=("code_two_stage", "data_protection"),
    contact=Contact(
        address=("Sample Hall", "2 Example Way", "Horncastle", "ZZ22 2ZZ"),
        phone="01632 960122",
        email="feedback@east-lindsey.example",
        hours=Text("Monday to Friday, 9am to 5pm"),
        web="www.east-lindsey.example",
    ),
    services=DISTRICT,
    # What the council followed before is not known, so before that minute there are no rules.
    history=(shared_policy("This council's own approval date is not known; Boston's is taken."), IN_FORCE),
    demo_staff=(
        DemoStaff("Edna Officer-Sample", "edna.officer@east-lindsey.example", ("complaints_officer",)),
        DemoStaff("Seth Second-Sample", "seth.second@east-lindsey.example", ("stage2_officer",)),
        DemoStaff("Alma Admin-Sample", "alma.admin@east-lindsey.example", ("administrator",)),
    ),
    demo_stories=STORIES,
)
