"""2010 Rotherham Ltd, an arm's-length company that ran council homes. Contact details and staff are invented."""

from core.api import AuthorityProfile, Contact, DemoStaff, InForce, Nation, Service, Text
from plugins.data_protection.rules import IN_FORCE
from tenants.rotherham_2010.demo import STORIES

HOMES, NEIGHBOURHOODS = Text("Homes"), Text("Neighbourhoods")

AUTHORITY = AuthorityProfile(
    code="rotherham_2010",
    name="2010 Rotherham Ltd",
    short_name="2010 Rotherham",
    prefix="ROT",
    nation=Nation.ENGLAND,
    parent="Rotherham Metropolitan Borough Council",
    plugins=("code_two_stage", "data_protection"),
    contact=Contact(
        address=("Sample Court", "6 Example Place", "Rotherham", "ZZ26 6ZZ"),
        phone="01632 960126",
        email="feedback@2010-rotherham.example",
        hours=Text("Monday to Friday, 8:30am to 5pm"),
        web="www.2010-rotherham.example",
    ),
    services=(
        Service("repairs", Text("Repairs"), HOMES),
        Service("improvements", Text("Kitchens, bathrooms and heating"), HOMES),
        Service("lettings", Text("Letting and moving"), HOMES),
        Service("rents", Text("Rents"), HOMES),
        Service("estates", Text("Estates and grounds"), NEIGHBOURHOODS),
        Service("nuisance", Text("Nuisance and anti-social behaviour"), NEIGHBOURHOODS),
        Service("customer_services", Text("Customer services"), NEIGHBOURHOODS),
    ),
    # What was proposed in 2008 is offered beside this and never suggested: the Board's decision is not known.
    history=(
        InForce(
            "corporate",
            "current",
            "2008-01-01T00:00",
            Text("Current on 2 July 2008 (Board, item 11)"),
            Text("When it began and whether it was replaced is not known; loaded from the first day calendars reach."),
        ),
        IN_FORCE,
    ),
    demo_share=30,
    demo_staff=(
        DemoStaff("Tess Team-Sample", "tess.team@2010-rotherham.example", ("complaints_officer",)),
        DemoStaff("Mick Manager-Sample", "mick.manager@2010-rotherham.example", ("manager",), ("repairs",)),
        DemoStaff("Sid Senior-Sample", "sid.senior@2010-rotherham.example", ("stage2_officer",)),
        DemoStaff("Asif Director-Sample", "asif.director@2010-rotherham.example", ("assistant_director",), ("rents",)),
        DemoStaff("Dora Director-Sample", "dora.director@2010-rotherham.example", ("director",)),
        DemoStaff("Abel Admin-Sample", "abel.admin@2010-rotherham.example", ("administrator",)),
    ),
    demo_stories=STORIES,
)
