"""A council that is kept in memory is never one that a rolled-back change left there."""

import pytest
from flask import Flask

from core.persistence.repositories import registry
from core.persistence.transaction import in_one_transaction, reading
from core.services.council import Council, open_council
from tests.support.casework import BOSTON


class Withdrawn(RuntimeError):
    """What undoes the change."""


def opened() -> Council:
    with reading(BOSTON):
        return open_council(BOSTON)


def change(lifecycle: str, *, look: bool, withdraw: bool) -> None:
    """Another lifecycle, as a council's configuration says it; `look`: the same piece of work opens the council."""

    def action() -> None:
        registry.set_lifecycle(BOSTON, lifecycle)
        if look:
            assert open_council(BOSTON).lifecycle == lifecycle
        if withdraw:
            raise Withdrawn

    in_one_transaction(BOSTON, action)


def test_a_rolled_back_change_and_another_after_it_never_serve_the_first(boston: Flask) -> None:
    before = opened()
    with pytest.raises(Withdrawn):
        change("dissolved", look=True, withdraw=True)
    change("shadow", look=False, withdraw=False)
    now = opened()
    assert (now.lifecycle, now.config_version) == ("shadow", before.config_version + 1)
    change("live", look=True, withdraw=False)
    assert opened().lifecycle == "live" and opened() is opened()


def test_a_change_that_its_own_work_looked_at_is_kept_once_it_is_committed(boston: Flask) -> None:
    change("shadow", look=True, withdraw=False)
    first = opened()
    assert first.lifecycle == "shadow" and opened() is first
    change("live", look=True, withdraw=False)
    assert opened().lifecycle == "live"
