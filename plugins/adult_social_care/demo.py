"""What a demo shows of the regulations: a plan agreed, one settled on the telephone, one answered."""

from core.api import DemoPoint, DemoStep, DemoStory

TYPE, SERVICE = "adult_social_care_complaint", "adult_social_care"
VISITS = DemoPoint("Three visits in one week were missed.", "The agency had nobody to send and told nobody.")

STORIES = (
    DemoStory(
        "adults-plan", TYPE, "My mother's carers came late or not at all for a week and she could not get up.",
        wanted="Carers who come when they should.", service=SERVICE, points=(VISITS,),
        steps=(
            DemoStep("acknowledge", 2, {"answer_by": "+25"}),
            DemoStep("involve_provider", 1, {"provider": "Example Homecare, who give the visits; the council leads."}),
            DemoStep("agree_plan", 1, {
                "details": "The visit records of the month, and what the agency was asked to do.",
                "wanted": "Visits on time, and to be rung if one is late.",
                "responsible": "Sam Sample, team manager",
                "plan_by": "+25",
            }),
        ), ago=8,
    ),
    DemoStory(
        "adults-by-telephone", TYPE, "Nobody had told me which day the bed would be delivered.",
        wanted="A day.", service=SERVICE, channel="phone",
        points=(DemoPoint("The day of the delivery was not given."),),
        steps=(
            DemoStep("resolve_orally", 1, {"how": "Rang the store with them listening; it comes on Thursday."}),
        ), ago=3,
    ),
    DemoStory(
        "adults-answered", TYPE, "The review of my care was done without me in the room.",
        wanted="A new review, with me there.", service=SERVICE, channel="post",
        points=(DemoPoint("I was not asked to my own review.", "The invitation went to an old address."),),
        steps=(
            DemoStep("acknowledge", 3, {"answer_by": "+20"}),
            DemoStep("agree_plan", 1, {"responsible": "Sam Sample, team manager", "plan_by": "+20"}),
            DemoStep("answer", 18, {"signed_by": "Robin Responsible-Sample, director"}),
        ),
        promise="Hold the review again.", ago=10,
    ),
)  # fmt: skip
