"""Bringing a council in with the rules it suggests."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from core.domain.actor import SYSTEM
from core.domain.errors import DomainError, UnknownName
from core.persistence.repositories import registry
from core.persistence.transaction import in_one_transaction, reading
from core.services.council import Council, host, open_council
from core.services.install import install_authority, load_history
from tests.support.casework import BOSTON, BUCKS, at, casework_app
from tests.support.databases import DatabaseUrls


@pytest.fixture
def boston(fresh_database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(fresh_database) as app:
        yield app


def council(code: str = BOSTON) -> Council:
    with reading(code):
        return open_council(code)


def test_a_council_is_installed_once_with_the_history_its_module_suggests(boston: Flask) -> None:
    register = council().register
    corporate = [a.version for a in register.adoptions if a.key == "corporate"]
    assert corporate == ["boston-earlier", "selcp-2024"]
    assert all(adoption.loaded for adoption in register.adoptions)
    install_authority(BOSTON, demo=True)
    assert council().register == register
    assert register.procedure("corporate", at("2024-12-11T23:59")).version == "boston-earlier"
    assert register.procedure("corporate", at("2024-12-12T00:00")).version == "selcp-2024"


def test_history_is_loaded_only_in_shadow_or_in_a_demo(boston: Flask) -> None:
    install_authority(BUCKS, demo=False)
    assert council(BUCKS).lifecycle == "shadow" and {"corporate"} <= set(council(BUCKS).register.keys())
    in_one_transaction(BUCKS, lambda: registry.set_lifecycle(BUCKS, "live"))
    there = host().runtime(BUCKS)
    text = replace(there.offers.procedures[0], version="invented")
    entry = replace(there.offers.history[-1], key=text.key, version="invented")
    offers = replace(there.offers, procedures=(text,), history=(entry,))
    with pytest.raises(DomainError) as refused:
        load_history(BUCKS, replace(there, offers=offers), SYSTEM)
    assert [p.code for p in refused.value.problems] == ["history_needs_shadow"]


def test_a_council_that_is_not_registered_is_unknown(boston: Flask) -> None:
    with pytest.raises(UnknownName), reading("atlantis"):
        open_council("atlantis")


def test_a_demo_follows_the_plugins_that_its_module_declares_today(boston: Flask) -> None:
    declared = council().runtime.profile.plugins
    in_one_transaction(BOSTON, lambda: registry.set_plugins(BOSTON, ()))
    install_authority(BOSTON, demo=True)
    with reading(BOSTON):
        held = registry.authority(BOSTON)
    assert held is not None
    assert held.plugins == declared != ()
