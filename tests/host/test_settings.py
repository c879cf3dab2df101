"""Settings are declared once: what may be saved, and what a text lets a council set."""

import pytest

from core.api import SettingKind, SettingSpec, Shapes, Text
from core.domain.shape import apply_settings
from core.host import Host


def _spec(kind: SettingKind, **more: object) -> SettingSpec:
    return SettingSpec("key", Text("Key"), kind, "", Text(""), Shapes.CALENDAR, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (SettingKind.OUT_OF_HOURS, ("off", "next_working_day@17:00", "next_working_day@00:00"),
         ("", "next_working_day@24:00", "next_working_day@9:00", "17:00", "next_working_day@17:00 ")),
        (SettingKind.DATES, ("", "2025-12-29", "2025-12-29,2025-12-30"), ("29/12/2025", "2025-02-30", "20251229", ",")),
        (SettingKind.NUMBER, ("1", "20"), ("", "0", "21", "-1", "1.5", "²", "ten")),
        (SettingKind.CHOICE, ("received",), ("", "accepted ")),
    ],
)  # fmt: skip
def test_what_a_setting_takes(kind: SettingKind, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    spec = _spec(kind, least=1, most=20, choices=(("received", Text("Receipt")),))
    assert [value for value in good if spec.problems(value)] == []
    assert [value for value in bad if not spec.problems(value)] == []


def test_a_problem_is_on_the_settings_own_key() -> None:
    (problem,) = _spec(SettingKind.NUMBER).problems("ten")
    assert (problem.field, problem.code, problem.param("value")) == ("key", "setting_not_a_number", "ten")


@pytest.mark.parametrize("code", sorted(Host.discover().profiles()))
def test_every_setting_of_a_council_is_one_that_its_texts_know(code: str) -> None:
    runtime = Host.discover().runtime(code)
    for procedure in runtime.offers.suggested():
        mine = {key: spec for key, spec in runtime.settings.items() if spec.procedure in ("", procedure.key)}
        defaults = {key: spec.default for key, spec in mine.items()}
        shaped, calendar = apply_settings(procedure, runtime.offers.calendars[0], defaults)
        assert shaped == procedure
        assert calendar == runtime.offers.calendars[0]


def test_a_text_tells_its_own_settings() -> None:
    spec = Host.discover().runtime("buckinghamshire").settings["corporate.stage2_response_due.start"]
    assert (spec.kind, spec.default) == (SettingKind.CHOICE, "received")
    assert [value for value, _ in spec.choices] == ["received", "accepted"]
    assert spec.source == "Policy 2019, stage 2"
