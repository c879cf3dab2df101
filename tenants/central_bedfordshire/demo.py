"""What the demo shows of three stages, of settling it another way, and of the procedures that the law lays down."""

from core.api import DemoPoint, DemoStep, DemoStory
from plugins.adult_social_care import demo as adults
from plugins.childrens_social_care import demo as children
from plugins.data_protection import demo as data

HEDGE = DemoPoint("The hedge on the footpath was cut to the ground.", "The order said to trim it.")
PLACE = DemoPoint("Our school transport was taken away by letter.", "The letter gave no reason and no way to appeal.")
UP_TO_STAGE_2 = (
    DemoStep("acknowledge", 2), DemoStep("answer", 7), DemoStep("ask_stage2", 5), DemoStep("acknowledge", 2),
)  # fmt: skip

STORIES = (
    DemoStory(
        "another-way", "complaint", "Your contractor cut down the hedge that kept the road's noise out.",
        wanted="Plant it again.", points=(HEDGE,), service="parks",
        steps=(
            DemoStep("acknowledge", 2), DemoStep("offer_adr", 1, {"method": "mediation"}), DemoStep("accept_adr", 2),
            DemoStep("end_adr", 3, {"adr_outcome": "partly_settled", "terms": "A new hedge; not of the same height."}),
        ), ago=2,
    ),
    DemoStory(
        "declined", "complaint", "The library's new hours leave out everybody who works.", wanted="A late evening.",
        points=(DemoPoint("Nobody was asked about the hours.", "The survey went to visitors of the mornings."),),
        steps=(DemoStep("acknowledge", 1), DemoStep("offer_adr", 1, {"method": "meeting"}), DemoStep("decline_adr", 2)),
        service="libraries", channel="email", ago=3,
    ),
    DemoStory(
        "scrutiny", "complaint", "The transport to school was withdrawn and nobody will say why.",
        wanted="The transport back.", points=(PLACE,), service="schools", channel="post",
        steps=(
            *UP_TO_STAGE_2, DemoStep("answer", 12),
            DemoStep("find_breach", 1, {
                "rule": "The acknowledgement of stage 2 did not say when we would answer.",
                "effect": "They waited without knowing for how long.",
            }),
            DemoStep("ask_stage3", 4), DemoStep("agree_date", 3, {"agreed_by": "+15"}),
        ),
        promise="Write again, with the reason and the appeal.", ago=3,
    ),
    DemoStory(
        "scrutiny-no-date", "complaint", "The road outside was dug up three times in a year.",
        wanted="One plan for the road.", service="highways",
        points=(DemoPoint("It was dug up three times.", "Three permits were given by three officers."),),
        steps=(*UP_TO_STAGE_2, DemoStep("answer", 14), DemoStep("ask_stage3", 3)),
        promise="Plan works on the road together.", ago=6,
    ),
    *adults.STORIES[:2], *children.STORIES[:2], *data.STORIES,
)  # fmt: skip
