"""The core's own hook implementations, split by topic: registered first, so that anybody may override them."""

from types import ModuleType

from core.defaults import access, calendar, channels, feedback, letters, look, settings

MODULES: dict[str, ModuleType] = {
    "core.access": access,
    "core.calendar": calendar,
    "core.channels": channels,
    "core.feedback": feedback,
    "core.letters": letters,
    "core.look": look,
    "core.settings": settings,
}
"""By the name under which each is registered, in this order."""
