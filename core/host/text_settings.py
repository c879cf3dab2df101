"""The settings that the text of a procedure declares of itself."""

from __future__ import annotations

from core.api import Procedure, SettingKind, SettingSpec, Shape, Shapeable, Shapes, Text
from core.domain.shape import present_value, setting_keys

_KINDS = {
    Shape.DAYS: SettingKind.NUMBER,
    Shape.CAP: SettingKind.NUMBER,
    Shape.START: SettingKind.CHOICE,
    Shape.UNIT: SettingKind.CHOICE,
    Shape.CEILING: SettingKind.CHOICE,
}


def text_settings(procedure: Procedure) -> tuple[SettingSpec, ...]:
    """One setting for everything that a council may set in this text; its default is what the text says."""
    return tuple(_spec(procedure, key, shapeable) for key, shapeable in setting_keys(procedure).items())


def _spec(procedure: Procedure, key: str, shapeable: Shapeable) -> SettingSpec:
    clock = next(c for s in procedure.stages for c in (*s.clocks, *procedure.case_clocks) if c.key == shapeable.clock)
    numbers = _KINDS[shapeable.what] is SettingKind.NUMBER
    return SettingSpec(
        key=key,
        title=shapeable.title or Text(key),
        kind=_KINDS[shapeable.what],
        default=present_value(procedure, shapeable),
        help=clock.assumed or Text(f"From {shapeable.least} to {shapeable.most}." if numbers else ""),
        shapes=Shapes.PROCEDURE,
        procedure=procedure.key,
        choices=tuple((fact, Text(fact.replace("_", " "))) for fact in shapeable.choices),
        least=shapeable.least if numbers else None,
        most=shapeable.most if numbers else None,
        source=clock.cite,
    )
