"""Representations about children's social care: the regulations of 2006, three stages."""

from core.api import API_VERSION, PluginInfo, Text

PLUGIN = PluginInfo(
    key="childrens_social_care",
    title=Text("Children's social care complaints"),
    version="1.0",
    api=API_VERSION,
    summary=Text("The three stages of the Children Act 1989 Representations Procedure (England) Regulations 2006."),
)
