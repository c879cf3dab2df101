"""What Boston's demo shows beside the partnership's stories: a case that follows the rule before the policy."""

from datetime import date

from core.api import CLOSE, DemoPoint, DemoStep, DemoStory
from tenants.selcp import demo as partnership

EARLIER = DemoStory(
    "earlier-rule", "complaint", "The lamp in our lane has been out since October and nobody has come.",
    wanted="A lamp that is lit.", on=date(2024, 12, 2), service="customer_services",
    points=(DemoPoint("I was told three times that somebody would come.", "No order was passed to the county."),),
    steps=(DemoStep("acknowledge", 3), DemoStep("answer", 16), DemoStep(CLOSE, 4)),
    promise="Pass reports of lamps on the same day.",
)  # fmt: skip

STORIES = (EARLIER, *partnership.STORIES)
