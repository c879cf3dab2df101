"""What a demo shows of a landlord's procedure: each stage, and the step between them."""

from core.api import EXTEND, DemoPoint, DemoStep, DemoStory

TYPE, SERVICE = "housing_complaint", "housing"
DAMP = DemoPoint(
    "The damp in the back bedroom was looked at in spring and nothing was done.",
    "The survey asked for a fan in April; the order was never raised.",
)
BOILER = DemoPoint("The boiler failed four times this winter.", "Each repair fixed the fault of the day only.")

STORIES = (
    DemoStory(
        "landlord-new", TYPE, "The front door of my flat does not lock and I was told to wait six weeks.",
        wanted="A door that locks.", service=SERVICE,
    ),
    DemoStory(
        "landlord-extended", TYPE, "There is damp in the back bedroom and my son sleeps there.",
        wanted="Dry the wall and redecorate.", points=(DAMP,), service=SERVICE, channel="phone",
        steps=(DemoStep("acknowledge", 2), DemoStep(EXTEND, 7)), ago=3,
    ),
    DemoStory(
        "landlord-stage-2", TYPE, "The boiler has failed four times and each time I took a day off work.",
        wanted="A new boiler, and something for the days I lost.", points=(BOILER,), service=SERVICE,
        steps=(
            DemoStep("acknowledge", 1), DemoStep("answer", 8), DemoStep("ask_stage2", 6), DemoStep("acknowledge", 3),
        ),
        promise="Replace the boiler.", ago=5,
    ),
    DemoStory(
        "landlord-final", TYPE, "My rent account showed arrears that were not mine and I was sent a notice.",
        wanted="An apology in writing.", service=SERVICE, channel="email",
        points=(DemoPoint("The notice was for another household's debt.", "Two accounts were joined by mistake."),),
        steps=(
            DemoStep("acknowledge", 1), DemoStep("answer", 6), DemoStep("ask_stage2", 4),
            DemoStep("acknowledge", 2), DemoStep("answer", 12),
        ),
        promise="Check every notice against the tenancy before it goes.", ago=7,
    ),
)  # fmt: skip
