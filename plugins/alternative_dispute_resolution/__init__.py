"""Settling a complaint another way, such as mediation, beside whichever procedure it follows."""

from core.api import API_VERSION, PluginInfo, Text

PLUGIN = PluginInfo(
    key="alternative_dispute_resolution",
    title=Text("Alternative dispute resolution"),
    version="1.0",
    api=API_VERSION,
    summary=Text("Offered, accepted or declined at any stage, with method and outcome; no clock stops for it."),
)
