"""The two stages of the LGSCO Complaint Handling Code 2024: the text, and the parts that councils' own are made of."""

from core.api import API_VERSION, PluginInfo, Text

PLUGIN = PluginInfo(
    key="code_two_stage",
    title=Text("Two-stage complaints"),
    version="1.0",
    api=API_VERSION,
    summary=Text("The Local Government and Social Care Ombudsman's Complaint Handling Code, February 2024."),
)
