"""Appendix 1 of the policy: what the complaints procedure does not deal with, and where it goes instead.

Decided issue by issue; the numbers are the appendix's own order.
"""

from core.api import Ground, Text


def _exclusion(number: int, key: str, title: str, goes_to: str, *, handling_only: bool = False) -> Ground:
    return Ground(key, Text(title), Text(goes_to), handling_only, f"Policy 2019, appendix 1, item {number}")


EXCLUSIONS = (
    _exclusion(1, "mp_enquiry", "An enquiry from a Member of Parliament", "The MP enquiries process"),
    _exclusion(2, "parish_council", "A parish or town council", "That council, through its own website"),
    _exclusion(
        3, "social_care", "A statutory complaint about children's or adults' social care", "The statutory procedure"
    ),
    _exclusion(4, "service_request", "A request for a service, such as a missed bin", "The service itself"),
    _exclusion(5, "school", "A school, unless it is about the council's own education duties", "The school"),
    _exclusion(
        6,
        "own_appeal",
        "A decision with an appeal of its own: school admissions and transport, planning, housing benefit, "
        "council tax and business rates, parking charges, housing allocation",
        "The appeal; how we handled the matter can still be a complaint",
        handling_only=True,
    ),
    _exclusion(7, "councillor", "A councillor", "The Monitoring Officer, by the online form for it"),
    _exclusion(8, "insurance", "A claim that may be one for insurance", "The insurance team"),
    _exclusion(
        9,
        "data_incident",
        "A data incident or breach",
        "The Data Protection Officer at once, and the Information Commissioner where needed",
    ),
    _exclusion(
        10,
        "information_request",
        "The outcome or handling of a request for information or for personal data",
        "An internal review, then the Information Commissioner",
    ),
    _exclusion(
        11,
        "over_12_months",
        "Known about for more than 12 months before complaining, without good reason for the delay",
        "The ombudsman; the council may still take it on",
    ),
    _exclusion(
        12,
        "planning_objection",
        "Somebody else's objection to a planning application that is still open",
        "A representation on the application",
    ),
    _exclusion(
        13,
        "already_considered",
        "It has been through this procedure, or the ombudsman has investigated it",
        "The ombudsman",
    ),
    _exclusion(14, "policy_or_law", "Disagreement with a policy of the council or a rule of law", "The ombudsman"),
    _exclusion(15, "personnel", "An employee's own personnel matter", "The personnel procedures"),
    _exclusion(16, "pensions", "A local government pension", "The pensions procedure"),
    _exclusion(
        17,
        "legal_process",
        "A legal process has begun or is the right route; what a court considered cannot be opened again",
        "The courts",
    ),
    _exclusion(
        18,
        "anonymous",
        "Anonymous, unless it raises a wider concern and can be dealt with without knowing who complains",
        "The service, as a request",
    ),
)
