"""Complaints about adult social care: the regulations of 2009, one stage with a plan agreed with the person."""

from core.api import API_VERSION, PluginInfo, Text

PLUGIN = PluginInfo(
    key="adult_social_care",
    title=Text("Adult social care complaints"),
    version="1.0",
    api=API_VERSION,
    summary=Text("The single stage of the Local Authority Social Services and NHS Complaints Regulations 2009."),
)
