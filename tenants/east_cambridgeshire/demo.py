"""What the demo shows of learning in four steps, and of data protection complaints."""

from core.api import CLOSE, DemoPoint, DemoStep, DemoStory
from plugins.data_protection import demo as data

WENT_WRONG = DemoPoint("My application sat for nine weeks.", "It waited for a form that nobody had asked for.")

STORIES = (
    DemoStory(
        "four-steps", "complaint", "I applied for a licence and heard nothing for nine weeks.",
        wanted="A decision.", points=(WENT_WRONG,), service="environmental_health",
        steps=(
            DemoStep("acknowledge", 2), DemoStep("answer", 7),
            DemoStep("note_learning", 1, {"step": "capture", "lesson": "Applications wait for a form unasked."}),
            DemoStep("note_learning", 2, {"step": "analyse", "lesson": "The checklist is older than the form."}),
            DemoStep("note_learning", 6, {"step": "act", "lesson": "A new checklist, and a look every Monday."}),
            DemoStep("note_learning", 6, {"step": "publish", "lesson": "Told on the licences page: you said, we did."}),
            DemoStep(CLOSE, 1),
        ),
        promise="Write a new checklist.", ago=4,
    ),
    DemoStory(
        "two-steps", "complaint", "The car park's machine took my money twice.", wanted="My money back.",
        points=(DemoPoint("I paid twice.", "The machine did not print and charged again."),), service="parking",
        channel="phone",
        steps=(
            DemoStep("acknowledge", 1), DemoStep("answer", 5),
            DemoStep("note_learning", 1, {"step": "capture", "lesson": "A machine that does not print still charges."}),
            DemoStep("note_learning", 3, {"step": "analyse", "lesson": "Two machines have old software."}),
        ),
        promise="Pay the money back.", ago=2,
    ),
    *data.STORIES,
)  # fmt: skip
