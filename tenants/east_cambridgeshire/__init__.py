"""East Cambridgeshire District Council. Contact details and staff are invented."""

from core.api import AuthorityProfile, Contact, DemoStaff, InForce, Nation, Service, Text
from plugins.data_protection.rules import IN_FORCE
from tenants.east_cambridgeshire.demo import STORIES

PLACE, PEOPLE, SUPPORT = Text("Place"), Text("Communities"), Text("Support services")

AUTHORITY = AuthorityProfile(
    code="east_cambridgeshire",
    name="East Cambridgeshire District Council",
    short_name="East Cambridgeshire",
    prefix="ECA",
    nation=Nation.ENGLAND,
    plugins=("code_two_stage", "data_protection"),
    contact=Contact(
        address=("Sample Grange", "7 Example Lane", "Ely", "ZZ27 7ZZ"),
        phone="01632 960127",
        email="feedback@east-cambridgeshire.example",
        hours=Text("Monday to Friday, 8:45am to 5pm"),
        web="www.east-cambridgeshire.example",
    ),
    services=(
        Service("waste", Text("Bins and recycling"), PLACE),
        Service("planning", Text("Planning and building control"), PLACE),
        Service("parks", Text("Parks and open spaces"), PLACE),
        Service("parking", Text("Car parks"), PLACE),
        Service("environmental_health", Text("Environmental health and licensing"), PEOPLE),
        Service("housing", Text("Housing advice and homelessness"), PEOPLE),
        Service("council_tax", Text("Council tax and business rates"), SUPPORT),
        Service("customer_services", Text("Customer services"), SUPPORT),
    ),
    # The paper's own three kinds, and that of the procedure that the law lays down.
    takes=("complaint", "comment", "compliment", "data_protection_complaint"),
    history=(
        InForce(
            "corporate",
            "east-cambridgeshire-2016",
            "2016-04-04T00:00",
            Text("Put to the Regulatory and Support Services Committee on 4 April 2016"),
            Text("What the committee decided, and from when, is not in the paper; the day it met is taken."),
        ),
        IN_FORCE,
    ),
    demo_share=30,
    demo_staff=(
        DemoStaff("Esme Officer-Sample", "esme.officer@east-cambridgeshire.example", ("complaints_officer",)),
        DemoStaff("Sean Second-Sample", "sean.second@east-cambridgeshire.example", ("stage2_officer",)),
        DemoStaff("Aled Admin-Sample", "aled.admin@east-cambridgeshire.example", ("administrator",)),
    ),
    demo_stories=STORIES,
)
