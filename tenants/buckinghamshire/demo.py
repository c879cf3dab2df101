"""What the demo shows: one system for complaints, enquiries and requests, and a deputy who decides on reviews."""

from core.api import CLOSE, DemoPoint, DemoStep, DemoStory
from plugins.adult_social_care import demo as adults
from plugins.childrens_social_care import demo as children
from plugins.data_protection import demo as data

MP, COUNCILLOR = "Marian Parliament-Sample MP", "Cllr Cal Councillor-Sample"
POTHOLE = DemoPoint("The pothole was reported five times.", "Each report was closed as somebody else's.")
TREE = DemoPoint("The tree was felled although it had an order.", "The list of orders was a year old.")
DAMAGE = DemoPoint("My car's wheel was bent by it.", service="highways", refused="insurance")
ASKED = (
    DemoStep("acknowledge", 2), DemoStep("answer", 9),
    DemoStep("ask_stage2", 6, {"unresolved": "Why it took so long.", "outcome_wanted": "A better way to report."}),
)  # fmt: skip

COMPLAINTS = (
    DemoStory(
        "review-to-decide", "complaint", "I reported a pothole five times and it bent my wheel.",
        wanted="Mend the road and pay for the wheel.", points=(POTHOLE, DAMAGE), service="highways", steps=ASKED,
        promise="Keep one record for one hole.", ago=3,
    ),
    DemoStory(
        "review-accepted", "complaint", "A protected tree behind my house was felled by the council.",
        wanted="Plant another.", points=(TREE,), service="parks", channel="email",
        steps=(*ASKED, DemoStep("accept_review", 3, {"how": "A stage 2 officer looks at the orders and the list."})),
        promise="Plant a tree of the same kind.", ago=6,
    ),
    DemoStory(
        "review-refused", "complaint", "I do not agree that the recycling centre shuts on Wednesdays.",
        wanted="Open it.", service="waste", channel="post",
        points=(DemoPoint("It shuts on Wednesdays.", "The hours follow a decision of the council."),),
        steps=(*ASKED, DemoStep("refuse_review", 2, {
            "ground": "policy_or_law", "reason": "It is about the policy, which a review cannot change.",
            "goes_to": "The ombudsman, or your councillor",
        })), ago=8,
    ),
    DemoStory(
        "provider-first", "complaint", "The leisure centre, which a company runs for you, cancelled my course.",
        wanted="My fee back.", service="libraries", channel="phone",
        points=(DemoPoint("The course was cancelled without a refund."),),
        steps=(
            DemoStep("acknowledge", 1), DemoStep("suggest_provider", 1, {"provider": "Example Leisure, who run it."}),
        ), ago=3,
    ),
    DemoStory(
        "anonymous", "complaint", "Bins are put out on the pavement in our road and block it.", service="waste",
        writer=None, becomes="service_request", steps=(DemoStep(CLOSE, 1),), ago=2,
    ),
    DemoStory(
        "anonymous-wider", "complaint", "The wheelchair ramp of the library has been locked for months.",
        service="libraries", writer=None,
        points=(DemoPoint("The ramp is locked.", "The key was with a caretaker who left."),), ago=4,
        steps=(DemoStep("answer", 7),),
    ),
)  # fmt: skip

OTHERS = (
    DemoStory(
        "mp", "mp_enquiry", "Asks for a family when their place at school will be decided.", service="schools",
        channel="email", writer=MP, steps=(DemoStep("answer", 4),), ago=3,
    ),
    DemoStory(
        "mp-new", "mp_enquiry", "Asks for several people why the bus stop was moved.", service="highways",
        channel="email", writer=MP, steps=(DemoStep("agree_date", 1, {"agreed_by": "+8"}),), ago=2,
    ),
    DemoStory(
        "councillor", "councillor_enquiry", "Asks for the ward when the street lights will work.", service="highways",
        channel="email", writer=COUNCILLOR, steps=(DemoStep("answer", 2), DemoStep(CLOSE, 0)), ago=5,
    ),
    DemoStory(
        "concern", "concern", "The water in the park looks odd and there are children in it.", service="parks",
        channel="phone", ago=1,
    ),
    DemoStory(
        "foi", "foi_request", "How much was spent on agency staff in each of the last three years?",
        channel="email", ago=12,
    ),
    DemoStory(
        "foi-review", "foi_request", "The notes of the meetings about the new car park.", service="planning",
        steps=(DemoStep("answer", 17), DemoStep("ask_review", 8)), channel="email", ago=4,
    ),
    DemoStory(
        "eir", "eir_request", "The readings of the air at the crossing since January.",
        service="environmental_health", steps=(DemoStep("answer", 14),), ago=5,
    ),
    DemoStory(
        "sar", "subject_access_request", "Everything that you hold about me as a former foster carer.",
        service="childrens_social_care", channel="post", ago=15,
    ),
    DemoStory(
        "sar-review", "subject_access_request", "My own file with the housing team.", service="housing",
        steps=(DemoStep("answer", 16), DemoStep("ask_review", 6), DemoStep("agree_date", 2, {"agreed_by": "+12"})),
        ago=3,
    ),
)  # fmt: skip

STORIES = (*COMPLAINTS, *OTHERS, *adults.STORIES, *children.STORIES, *data.STORIES)
