"""Boxes of plugins on a case's page: each drawn by itself, so that one that cannot be drawn leaves the page whole."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import g, render_template
from markupsafe import Markup

from core.api import Panel
from core.services.panels import panels_of
from core.web.casework.view import CaseView
from core.web.language import language

log = logging.getLogger(__name__)
HOOK = "upheld_case_panels"


@dataclass(frozen=True, slots=True)
class PanelBox:
    """A box as the template shows it under its title; `html` is empty where it could not be drawn."""

    key: str
    title: str
    html: Markup


def boxes_of(view: CaseView) -> tuple[PanelBox, ...]:
    """The boxes that plugins have for the case and the reader may see."""
    found = panels_of(g.authority.code, view)
    return tuple(_drawn(view, f"panel-{n}", plugin, panel) for n, (plugin, panel) in enumerate(found, start=1))


def _drawn(view: CaseView, key: str, plugin: str, panel: Panel) -> PanelBox:
    """The plugin's template, with headings from the third level on: the title stands above it at the second."""
    title = panel.title.in_language(language())
    try:
        html = render_template(panel.template, **{**panel.context, "heading": "h3"})
    except Exception as error:
        # The type only: an error's own text may quote what a person wrote.
        log.error("plugin %s failed to draw %s: %s", plugin, panel.template, type(error).__name__)
        view.runtime.failures.failed(plugin, HOOK, type(error).__name__)
        html = ""
    return PanelBox(key, title, Markup(html))  # noqa: S704 - drawn by a template, which escapes every word
