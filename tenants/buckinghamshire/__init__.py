"""Buckinghamshire Council. Contact details and staff are invented."""

from core.api import AuthorityProfile, Contact, DemoStaff, InForce, Nation, Text
from tenants.buckinghamshire.services import UNITARY

AUTHORITY = AuthorityProfile(
    code="buckinghamshire",
    name="Buckinghamshire Council",
    short_name="Buckinghamshire",
    prefix="BUC",
    nation=Nation.ENGLAND,
    plugins=("code_two_stage",),
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
            "2020-04-01T00:00",
            Text("Vesting day: one policy instead of five councils' (Shadow Executive, 3 December 2019)"),
        ),
    ),
    demo_staff=(
        DemoStaff("Bea Officer-Sample", "bea.officer@buckinghamshire.example", ("complaints_officer",)),
        DemoStaff("Ted Second-Sample", "ted.second@buckinghamshire.example", ("stage2_officer",)),
        DemoStaff("Dee Deputy-Sample", "dee.deputy@buckinghamshire.example", ("deputy_monitoring_officer",)),
        DemoStaff("Wes Waste-Sample", "wes.waste@buckinghamshire.example", ("investigator",), ("waste",)),
        DemoStaff("Abe Admin-Sample", "abe.admin@buckinghamshire.example", ("administrator",)),
    ),
)
