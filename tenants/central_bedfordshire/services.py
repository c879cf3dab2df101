"""Services of a unitary council, each under a directorate (the directorates are invented)."""

from core.api import Service, Text

PLACES, PEOPLE, CORPORATE = Text("Places"), Text("Families and care"), Text("Corporate services")

SERVICES = (
    Service("waste", Text("Bins and recycling"), PLACES),
    Service("planning", Text("Planning and building control"), PLACES),
    Service("highways", Text("Roads and pavements"), PLACES),
    Service("parks", Text("Parks and open spaces"), PLACES),
    Service("libraries", Text("Libraries"), PLACES),
    Service("schools", Text("School admissions and transport"), PEOPLE),
    Service("adult_social_care", Text("Adult social care"), PEOPLE),
    Service("childrens_social_care", Text("Children's social care"), PEOPLE),
    Service("council_tax", Text("Council tax and business rates"), CORPORATE),
    Service("benefits", Text("Benefits"), CORPORATE),
    Service("customer_relations", Text("Customer relations"), CORPORATE),
)
