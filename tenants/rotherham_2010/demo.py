"""What the demo shows of an informal stage, three more and a panel, one after another."""

from core.api import REPLY, DemoPoint, DemoStep, DemoStory
from plugins.data_protection import demo as data

KITCHEN = DemoPoint("The new kitchen was left without a sink for a month.", "Nobody chased the order.")
FENCE = DemoPoint("The fence was put up a metre inside my garden.", "The crew worked from the wrong plan.")
NOISE = DemoPoint("My diary of the noise was lost twice.", "It was kept with another tenancy.")
NAMED = {"officer": "Mick Manager-Sample", "position": "Neighbourhood Champion"}
SENIOR = {"officer": "Sid Senior-Sample", "position": "Senior officer outside the service"}
TO_STAGE_1 = (DemoStep("ask_stage1", 2), DemoStep("acknowledge", 2, NAMED))
TO_STAGE_2 = (*TO_STAGE_1, DemoStep("answer", 6), DemoStep("ask_stage2", 6), DemoStep("acknowledge", 2, SENIOR))
TO_STAGE_3 = (*TO_STAGE_2, DemoStep("answer", 12), DemoStep("ask_stage3", 4))
ARRANGED = DemoStep("arrange_panel", 3, {
    "scrutiny_member": "Sky Scrutiny-Sample", "board_members": "Bo Board-Sample and Bex Board-Sample",
    "legal_member": "Lee Legal-Sample", "clerk": "Tess Team-Sample", "meeting_on": "+12",
})  # fmt: skip
SUMMED_UP = DemoStep("prepare_summary", 2, {
    "complaint": "The fence was put up inside the garden.", "remedy_sought": "Move the fence, and pay for the plants.",
    "actions_so_far": "The crew came twice; the fence has not moved.",
})  # fmt: skip

STORIES = (
    DemoStory(
        "informal", "complaint", "The grass outside our block has not been cut since June.", wanted="Cut it.",
        service="estates", channel="phone", steps=(DemoStep("agree_date", 1, {"agreed_by": "+5"}),), ago=2,
    ),
    DemoStory(
        "informal-done", "complaint", "The light on the stairs has been out for a week.", wanted="A new bulb.",
        service="repairs", channel="in_person", steps=(DemoStep("answer", 2),), ago=5,
    ),
    DemoStory(
        "went-formal", "complaint", "The new kitchen has no sink and I was told to be patient.", wanted="A sink.",
        points=(KITCHEN,), service="improvements", steps=TO_STAGE_1, ago=4,
    ),
    DemoStory(
        "compensation", "complaint", "The noise next door goes on and my diary of it was lost.",
        wanted="Something for the months of it.", points=(NOISE,), service="nuisance", channel="post",
        steps=(
            *TO_STAGE_2,
            DemoStep("propose_compensation", 4, {"amount": "£50, by the part on lost papers of the guideline"}),
        ), ago=2,
    ),
    DemoStory(
        "panel-papers", "complaint", "Your fence stands a metre inside my garden.", wanted="Move the fence.",
        points=(FENCE,), service="estates",
        steps=(*TO_STAGE_3, ARRANGED, SUMMED_UP, DemoStep("send_papers", 1)),
        promise="Measure the garden with the tenant.", ago=2,
    ),
    DemoStory(
        "panel-decided", "complaint", "My move was cancelled on the day, with the van at the door.",
        wanted="The cost of the van.", service="lettings", channel="email",
        points=(DemoPoint("The move was cancelled on the day.", "The check was only done that morning."),),
        steps=(
            *TO_STAGE_3, ARRANGED, SUMMED_UP, DemoStep("send_papers", 1),
            DemoStep("hold_panel", 7, {
                "attendance": "The tenant, a friend, and the manager of lettings.", "decided": "The van is paid for.",
            }),
            DemoStep("answer", 3),
        ),
        promise="Pay for the van.", ago=6,
    ),
    DemoStory(
        "surgery", "councillor_enquiry", "Asks for a tenant when the lift will work again.", service="repairs",
        channel="email", writer="Cllr Casey Councillor-Sample", steps=(DemoStep(REPLY, 3),), ago=4,
    ),
    *data.STORIES,
)  # fmt: skip
