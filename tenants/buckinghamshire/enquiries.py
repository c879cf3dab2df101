"""What Buckinghamshire keeps in the same system as complaints: enquiries from members, and requests for information.

The policy's paper of 3 December 2019 says that they share the system and that a request's outcome or handling goes to
an internal review and then to the Information Commissioner (appendix 1, item 10). It states no time limit for any of
them. For the requests the periods that are commonly known are assumed, as settings; an enquiry is owed a reply without
one, and may have a date agreed with the member.
"""

from core.api import (
    MONTHS,
    WORKING_DAYS,
    Clock,
    FeedbackType,
    Meaning,
    Move,
    Ombudsman,
    Procedure,
    Rule,
    Shapeable,
    Stage,
    Text,
    after,
    agree_date,
    ask,
    no_limit,
    withdraw,
)
from plugins.code_two_stage.rules import LGSCO

ONE_SYSTEM = "Shadow Executive, 3 December 2019: one system"
ITEM_1, ITEM_10 = "Policy 2019, appendix 1, item 1: the MP enquiries process", "Policy 2019, appendix 1, item 10"
COMMISSIONER = Ombudsman("ico", Text("Information Commissioner"), "ico.org.uk")


def _reply(*source: str, cite: str) -> Move:
    title = Text("Send the reply")
    return Move("answer", title, source, "answered", Meaning.ANSWER, "answered", letter="general", cite=cite)


def _request(key: str, title: str, rule: Rule, assumed: str, most: int, takes: tuple[str, ...]) -> Procedure:
    """A request that is answered once, and then reviewed inside the council if the person asks for it."""
    clock = f"{key}_due"
    return Procedure(
        key=key,
        version="buckinghamshire-2020",
        title=Text(title),
        source=ONE_SYSTEM,
        ombudsman=COMMISSIONER,
        takes=takes,
        calendar="statutory",
        stages=(
            Stage(
                "request", Text("Request"), "received", rests=("answered", "withdrawn"), signpost="review",
                findings=False,
                moves=(
                    _reply("received", cite=ONE_SYSTEM), withdraw("received"),
                    ask("review", "Ask for an internal review", cite=ITEM_10),
                ),
                clocks=(Clock(clock, rule, ("answered",), cite=ONE_SYSTEM, assumed=Text(assumed)),),
            ),
            Stage(
                "review", Text("Internal review"), "received", rests=("answered", "withdrawn"), findings=False,
                moves=(_reply("received", cite=ITEM_10), agree_date("received", cite=ITEM_10), withdraw("received")),
                clocks=(no_limit(f"{key}_review_due", "answered", cite=ITEM_10),), not_by=("request",),
            ),
        ),
        shapeable=(Shapeable(clock, most=most, title=Text(f"{title}: how long")),),
    )  # fmt: skip


INFORMATION_REQUEST = _request(
    "information_request",
    "Requests for information",
    after("received", 20, WORKING_DAYS, cite=ONE_SYSTEM),
    "Not stated in the council's paper and not checked against the law; 20 working days from receipt are assumed.",
    60,
    ("foi_request", "eir_request"),
)
SUBJECT_ACCESS = _request(
    "subject_access",
    "Requests for one's own data",
    after("received", 1, MONTHS, cite=ONE_SYSTEM),
    "Not stated in the council's paper and not checked against the law; one month from receipt is assumed.",
    3,
    ("subject_access_request",),
)


ENQUIRY = Procedure(
    key="enquiry",
    version="buckinghamshire-2020",
    title=Text("Enquiries from members"),
    source=ONE_SYSTEM,
    ombudsman=LGSCO,
    takes=("mp_enquiry", "councillor_enquiry"),
    stages=(
        Stage(
            "enquiry", Text("Enquiry"), "received", rests=("answered", "withdrawn"), findings=False,
            moves=(_reply("received", cite=ITEM_1), agree_date("received", cite=ITEM_1), withdraw("received")),
            clocks=(no_limit("enquiry_due", "answered", cite=ITEM_1),),
        ),
    ),
    assumptions=(
        Text("The paper names a process for enquiries from Members of Parliament and does not describe it."),
        Text("An enquiry from a councillor is read as going the same way."),
    ),
)  # fmt: skip


def _kind(key: str, title: str, meaning: str, procedure: str = "") -> FeedbackType:
    return FeedbackType(key, Text(title), Text(meaning), procedure, public=False)


TYPES = (
    _kind("concern", "Concern", "Somebody is worried about a service and does not complain."),
    _kind("mp_enquiry", "MP enquiry", "A Member of Parliament asks for somebody in the area.", ENQUIRY.key),
    _kind("councillor_enquiry", "Councillor enquiry", "A councillor asks for somebody in the ward.", ENQUIRY.key),
    _kind("foi_request", "Freedom of information request", "Somebody asks what we hold.", INFORMATION_REQUEST.key),
    _kind("eir_request", "Environmental information request", "As above, on the environment.", INFORMATION_REQUEST.key),
    _kind("subject_access_request", "Subject access request", "Somebody asks for their own data.", SUBJECT_ACCESS.key),
)
