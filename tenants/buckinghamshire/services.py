"""Services of a unitary council, each under a directorate (the directorates are invented)."""

from core.api import Service, Text

PLACE, PEOPLE = Text("Planning, growth and environment"), Text("Adults, children and education")
COMMUNITIES, RESOURCES = Text("Communities"), Text("Resources")

UNITARY = (
    Service("waste", Text("Bins and recycling"), PLACE),
    Service("planning", Text("Planning and building control"), PLACE),
    Service("highways", Text("Roads and pavements"), COMMUNITIES),
    Service("parking", Text("Parking"), COMMUNITIES),
    Service("parks", Text("Parks and open spaces"), COMMUNITIES),
    Service("libraries", Text("Libraries"), COMMUNITIES),
    Service("environmental_health", Text("Environmental health and licensing"), COMMUNITIES),
    Service("housing", Text("Housing advice and homelessness"), COMMUNITIES),
    Service("schools", Text("School admissions and transport"), PEOPLE),
    Service("special_needs", Text("Special educational needs"), PEOPLE),
    Service("adult_social_care", Text("Adult social care"), PEOPLE),
    Service("childrens_social_care", Text("Children's social care"), PEOPLE),
    Service("council_tax", Text("Council tax and business rates"), RESOURCES),
    Service("benefits", Text("Benefits"), RESOURCES),
    Service("elections", Text("Elections"), RESOURCES),
    Service("customer_services", Text("Customer services"), RESOURCES),
)
