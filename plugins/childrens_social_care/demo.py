"""What a demo shows of the three stages: an advocate looked for, an investigation, a panel, the end of it all."""

from core.api import EXTEND, DemoPoint, DemoStep, DemoStory

TYPE, SERVICE = "childrens_social_care_complaint", "childrens_social_care"
CONTACT = DemoPoint(
    "Contact with my brother was stopped without a word to me.", "No reason was written down for stopping the contact."
)
MOVED = DemoPoint("I was moved in the middle of my exams.", "The move was decided in a day; the school was not asked.")

TO_STAGE_2 = (DemoStep("answer", 9), DemoStep("ask_stage2", 5))
INVESTIGATED = (
    DemoStep("appoint", 3, {
        "investigating_officer": "Ivo Investigator-Sample", "independent_person": "Ines Independent-Sample",
    }),
    DemoStep("agree_statement", 4, {"statement": "One: the decision. Two: how it was told."}),
)  # fmt: skip
ADJUDICATED = (
    DemoStep("receive_reports", 18),
    DemoStep("answer", 5, {"adjudication_letter_received": "+2"}),
)
PANEL = (
    DemoStep("ask_stage3", 6),
    DemoStep("appoint_panel", 8, {
        "chair": "Chris Chair-Sample", "members": "Mina Member-Sample and Max Member-Sample",
    }),
    DemoStep("panel_meets", 16, {"attendance": "The young person, their advocate and a friend."}),
)  # fmt: skip

STORIES = (
    DemoStory(
        "children-advocate", TYPE, "I want to complain about my contact plan and I want somebody to help me say it.",
        wanted="To see my brother.", points=(CONTACT,), service=SERVICE, channel="in_person",
        steps=(DemoStep("seek_advocate", 2),), ago=4,
    ),
    DemoStory(
        "children-investigation", TYPE, "Contact with my brother was stopped and nobody has told me why.",
        wanted="Contact again, and to be told.", points=(CONTACT,), service=SERVICE, channel="email",
        steps=(*TO_STAGE_2, *INVESTIGATED, DemoStep(EXTEND, 12)), ago=6,
    ),
    DemoStory(
        "children-panel", TYPE, "I was moved in the middle of my exams and nobody had asked me.",
        wanted="That nobody else is moved like that.", points=(MOVED,), service=SERVICE,
        steps=(*TO_STAGE_2, *INVESTIGATED, *ADJUDICATED, *PANEL), ago=2,
    ),
    DemoStory(
        "children-final", TYPE, "My pathway plan was written without me and says things that are not true.",
        wanted="The plan written again, with me.", service=SERVICE, channel="post",
        points=(DemoPoint("The plan is wrong in four places.", "The plan was copied from an older one."),),
        steps=(
            *TO_STAGE_2, *INVESTIGATED, *ADJUDICATED, *PANEL,
            DemoStep("receive_recommendations", 4, {"recommendations": "Write the plan again within a month."}),
            DemoStep("answer", 9),
        ),
        promise="Write the plan again with the young person.", ago=12,
    ),
)  # fmt: skip
