"""What the demo shows of a council that is a landlord: its own two procedures, and a case that follows both at once."""

from core.api import DemoPoint, DemoStep, DemoStory
from plugins.housing import demo as housing
from tenants.selcp import demo as partnership

POINTS = (
    DemoPoint(
        "Nobody answered my calls for a month.", "Nine calls are logged and none was returned.", "customer_services"
    ),
    DemoPoint("The damp in my flat was left.", "The survey asked for a fan; none was ordered.", "housing", "housing"),
    DemoPoint("My council tax band is wrong.", service="council_tax", refused="other_procedure"),
)
SUMMARY = "There is damp in my flat, nobody rings back, and now I am told that I pay the wrong council tax."
MIXED = DemoStory(
    "mixed", "complaint", SUMMARY, wanted="A dry flat, an apology, and the right band.", points=POINTS,
    steps=(
        DemoStep("acknowledge", 2), DemoStep("acknowledge", 0, rules="housing"),
        DemoStep("answer", 6), DemoStep("answer", 2, rules="housing"),
    ),
    service="customer_services", promise="Ring back the same day.", ago=3,
)  # fmt: skip
MIXED_OPEN = DemoStory(
    "mixed-open", "complaint", SUMMARY, wanted="A dry flat, an apology, and the right band.", points=POINTS,
    steps=(DemoStep("acknowledge", 1), DemoStep("acknowledge", 1, rules="housing")),
    service="customer_services", channel="phone", ago=4,
)  # fmt: skip

STORIES = (MIXED, MIXED_OPEN, *housing.STORIES, *partnership.STORIES)
