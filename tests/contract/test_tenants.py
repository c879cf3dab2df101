"""What every council's module keeps to: it builds, its texts are sound, its people and addresses are invented."""

import re

import pytest

from core.api import AuthorityProfile, Procedure, branding_problems
from core.domain.canonical import from_bytes, to_bytes
from core.domain.walk import walk
from core.host import Host
from core.host.declared import declared_register
from core.host.runtime import HistoryEntry

HOST = Host.discover()
COUNCILS = sorted(HOST.profiles().items())
DRAMA = re.compile(r"(01632 960\d{3}|020 7946 0\d{3}|07700 900\d{3})")


@pytest.mark.parametrize(("code", "profile"), COUNCILS)
def test_its_names_and_addresses_fit_the_deployment(code: str, profile: AuthorityProfile) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{2,39}", code)
    assert re.fullmatch(r"[A-Z]{3}", profile.prefix)
    assert re.fullmatch(r"[a-z][a-z0-9-]*", profile.label)
    assert profile.languages[0] == "en"
    assert len({service.key for service in profile.services}) == len(profile.services) > 5


@pytest.mark.parametrize(("code", "profile"), COUNCILS)
def test_nobody_in_it_is_real(code: str, profile: AuthorityProfile) -> None:
    assert DRAMA.fullmatch(profile.contact.phone)
    assert profile.contact.email.endswith(".example")
    assert profile.contact.web.endswith(".example")
    assert profile.contact.address[-1].startswith("ZZ")
    shared = [p.demo_staff for c, p in HOST.partnerships().items() if c == profile.partnership]
    for person in (*profile.demo_staff, *(person for group in shared for person in group)):
        assert person.email.endswith(".example")
        assert "Sample" in person.name


@pytest.mark.parametrize(("code", "profile"), COUNCILS)
def test_its_demo_can_walk_a_case_and_be_looked_after(code: str, profile: AuthorityProfile) -> None:
    runtime = HOST.runtime(code)
    roles = [role for person in profile.demo_staff for role in person.roles]
    assert set(roles) <= set(runtime.roles)
    assert {"complaints_officer", "stage2_officer", "administrator"} <= set(roles)
    assert {s for person in profile.demo_staff for s in person.services} <= set(runtime.services)
    wanted = {role for text in runtime.offers.suggested() for s in text.stages for m in s.moves for role in m.by}
    assert wanted - {"person"} <= set(roles)


@pytest.mark.parametrize("code", [code for code, _ in COUNCILS])
def test_its_look_is_its_own_and_legible(code: str) -> None:
    looks = {other: HOST.runtime(other).branding for other, _ in COUNCILS}
    assert branding_problems(looks[code]) == ()
    assert [other for other in looks if looks[other].header_bg == looks[code].header_bg] == [code]


@pytest.mark.parametrize("code", [code for code, _ in COUNCILS])
def test_its_texts_are_sound_and_survive_storage(code: str) -> None:
    for text in HOST.runtime(code).offers.procedures:
        assert walk(text) == ()
        stored = to_bytes(text)
        assert from_bytes(stored, Procedure) == text
        assert to_bytes(from_bytes(stored, Procedure)) == stored


@pytest.mark.parametrize("code", [code for code, _ in COUNCILS])
def test_every_number_in_its_texts_cites_a_paragraph(code: str) -> None:
    for text in HOST.runtime(code).offers.procedures:
        clocks = [clock for stage in text.stages for clock in stage.clocks] + list(text.case_clocks)
        assert all(clock.cite for clock in clocks)
        assert all(cap.cite for stage in text.stages for cap in stage.caps)
        assert all(ground.cite for ground in text.grounds)


@pytest.mark.parametrize("code", [code for code, _ in COUNCILS])
def test_a_letter_that_a_move_sends_exists(code: str) -> None:
    runtime = HOST.runtime(code)
    sent = {m.letter for text in runtime.offers.procedures for s in text.stages for m in text.moves_in(s) if m.letter}
    assert sent <= set(runtime.letter_templates)


@pytest.mark.parametrize("code", [code for code, _ in COUNCILS])
def test_its_suggested_history_is_marked_as_loaded_and_has_calendars(code: str) -> None:
    register = declared_register(HOST.runtime(code))
    assert all(adoption.loaded for adoption in register.adoptions)
    assert {a.key for a in register.adoptions if a.kind == "calendar"} == {"authority", "statutory"}
    entries: tuple[HistoryEntry, ...] = HOST.runtime(code).offers.history
    assert len(register.adoptions) == len(entries)
