"""Complaints about how personal data was handled: section 164A of the Data Protection Act 2018."""

from core.api import API_VERSION, PluginInfo, Text

PLUGIN = PluginInfo(
    key="data_protection",
    title=Text("Data protection complaints"),
    version="1.0",
    api=API_VERSION,
    summary=Text("The complaints process that every controller must have since 19 June 2026."),
)
