"""Complaints of residents about their landlord: the Housing Ombudsman's Complaint Handling Code 2024."""

from core.api import API_VERSION, PluginInfo, Text

PLUGIN = PluginInfo(
    key="housing",
    title=Text("Complaints about a landlord"),
    version="1.0",
    api=API_VERSION,
    summary=Text("The Housing Ombudsman's Complaint Handling Code 2024, for a council that lets homes."),
)
