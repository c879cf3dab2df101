"""What the demo of each member shows: a complaint that went to the clinic, and its data protection complaints."""

from core.api import CLOSE, DemoPoint, DemoStep, DemoStory
from plugins.data_protection.demo import TOLD, WAITING

CLINIC = DemoStory(
    "clinic", "complaint", "The form for a new bin was sent back three times, each time for another reason.",
    wanted="One form that works.", service="waste",
    points=(DemoPoint("I was sent round in circles with a form.", "Three teams each checked another part of it."),),
    steps=(
        DemoStep("note_first_known", 1), DemoStep("acknowledge", 1), DemoStep("answer", 7),
        DemoStep("take_to_clinic", 6, {"lesson": "One team checks a form; nobody sends it back in parts."}),
        DemoStep(CLOSE, 2),
    ),
    promise="Let one team check the whole form.", ago=8,
)  # fmt: skip

STORIES = (CLINIC, WAITING, TOLD)
