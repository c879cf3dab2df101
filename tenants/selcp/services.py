"""Services of a district council in the partnership, each under a directorate (the directorates are invented)."""

from core.api import InForce, Service, Text

PLACE, COMMUNITIES, RESOURCES = Text("Place"), Text("Communities"), Text("Resources")

DISTRICT = (
    Service("waste", Text("Bins and recycling"), PLACE),
    Service("streets", Text("Street cleaning and fly-tipping"), PLACE),
    Service("parks", Text("Parks and open spaces"), PLACE),
    Service("parking", Text("Car parks"), PLACE),
    Service("planning", Text("Planning and building control"), PLACE),
    Service("environmental_health", Text("Environmental health and licensing"), COMMUNITIES),
    Service("housing", Text("Housing advice and homelessness"), COMMUNITIES),
    Service("leisure", Text("Leisure and culture"), COMMUNITIES),
    Service("council_tax", Text("Council tax and business rates"), RESOURCES),
    Service("benefits", Text("Benefits"), RESOURCES),
    Service("elections", Text("Elections"), RESOURCES),
    Service("customer_services", Text("Customer services"), RESOURCES),
)

# Only Boston's approval date is known; its members start together here.
FROM_12_DECEMBER = "2024-12-12T00:00"
NOTE = Text("Boston's Cabinet approved the policy on 12 December 2024")


def shared_policy(assumed: str) -> InForce:
    """The partnership's policy in force from Boston's approval on; `assumed` says what is not known about that."""
    return InForce("corporate", "selcp-2024", FROM_12_DECEMBER, NOTE, Text(assumed))
