"""What a demo shows of this procedure: one that waits to be acknowledged, and one that was told its outcome."""

from core.api import CLOSE, DemoPoint, DemoStep, DemoStory

TYPE = "data_protection_complaint"
WAITING = DemoStory(
    "data-waiting", TYPE, "A letter about my neighbour came to me with her date of birth in it.",
    wanted="Tell her, and tell me that it will not happen with mine.", ago=9,
)  # fmt: skip
TOLD = DemoStory(
    "data-told", TYPE, "You used my mobile number for a survey after I had asked you not to, in writing.",
    wanted="Take my number off the survey.",
    points=(DemoPoint(
        "My number was used although I had objected.",
        "The objection was filed with the old account and never reached the survey's list.",
    ),),
    steps=(
        DemoStep("acknowledge", 3, {"answer_by": "+15"}), DemoStep("agree_date", 1, {"agreed_by": "+14"}),
        DemoStep("tell_progress", 4, {"progress": "We told them that the list is being checked."}),
        DemoStep("answer", 6), DemoStep(CLOSE, 2),
    ),
    promise="Check the survey's list against every objection, once a month.", ago=4,
)  # fmt: skip

STORIES = (WAITING, TOLD)
