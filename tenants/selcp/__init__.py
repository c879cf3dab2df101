"""South & East Lincolnshire Councils Partnership: one policy, three sovereign councils."""

from core.api import DemoStaff, PartnershipProfile

PARTNERSHIP = PartnershipProfile(
    code="selcp",
    name="South & East Lincolnshire Councils Partnership",
    # A shared officer: one identity, a membership at each council that is named, and none at the third.
    demo_staff=(
        DemoStaff(
            "Shirley Shared-Sample",
            "shirley.shared@selcp.example",
            ("complaints_officer",),
            councils=("boston", "east_lindsey"),
        ),
    ),
)
