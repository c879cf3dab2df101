"""Addresses: those that others rely on stay, none is spelt by two endpoints, and no view forgets to say who may."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from core.config import Config
from core.web.access import UndeclaredAccess, Who, declared_access
from core.web.app import create_app

PROMISED = (
    # Printed on letters, mailed, kept as bookmarks, asked by load balancers and by other programs.
    ("GET", "/"),
    ("GET", "/feedback"),
    ("GET", "/follow"),
    ("GET", "/follow/link/a-token"),
    ("POST", "/follow/link/a-token"),
    ("GET", "/follow/case"),
    ("GET", "/follow/case/add"),
    ("GET", "/follow/case/letters/01940000-0000-7000-8000-000000000000.pdf"),
    ("GET", "/accessibility"),
    ("GET", "/health/live"),
    ("GET", "/health/ready"),
    ("GET", "/staff/"),
    ("GET", "/staff/sign-in"),
    ("GET", "/staff/set-up/a-token"),
    ("GET", "/staff/work"),
    ("GET", "/staff/queue"),
    ("GET", "/staff/search"),
    ("GET", "/staff/log"),
    ("GET", "/staff/account"),
    ("GET", "/staff/admin/people"),
    ("GET", "/staff/cases/ABC-0000-0000"),
    ("GET", "/staff/cases/ABC-0000-0000/why/1/ack_due"),
    ("GET", "/staff/cases/ABC-0000-0000/why/1/ack_due.json"),
    ("GET", "/demo/mail"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application that has met no database."""
    data = str(tmp_path_factory.mktemp("data"))
    return create_app(Config.from_environment({"UPHELD_MODE": "test", "UPHELD_DATA": data}))


@pytest.mark.parametrize(("method", "path"), PROMISED)
def test_an_address_that_others_rely_on_is_still_there(made: Flask, method: str, path: str) -> None:
    endpoint, _ = made.url_map.bind("here.invalid").match(path, method=method)
    assert endpoint in made.view_functions


def test_each_endpoint_has_one_address_and_each_address_one_meaning(made: Flask) -> None:
    rules = list(made.url_map.iter_rules())
    assert len({rule.endpoint for rule in rules}) == len(rules)
    spelt = [(rule.rule, method) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}]
    assert len(set(spelt)) == len(spelt)


def test_addresses_are_lower_case_words(made: Flask) -> None:
    fixed = [rule.rule.split("<")[0] for rule in made.url_map.iter_rules()]
    assert [path for path in fixed if path != path.lower() or "_" in path] == []


@pytest.mark.req("AZN-01")
def test_every_view_says_who_may(made: Flask) -> None:
    declared = declared_access(made)
    assert set(declared) == set(made.view_functions)
    staff = [name for name, access in declared.items() if access.who is Who.STAFF]
    assert len(staff) > 30


@pytest.mark.req("AZN-01")
def test_staff_pages_are_for_staff(made: Flask) -> None:
    """What stands under /staff and asks nobody for anything is how one gets in."""
    declared = declared_access(made)
    open_ = {r.endpoint for r in made.url_map.iter_rules() if r.rule.startswith("/staff/")
             and declared[r.endpoint].who is not Who.STAFF}  # fmt: skip
    assert open_ == {"account.sign_in", "account.code", "set_up.set_up", "set_up.picture"}


def test_a_view_that_says_nothing_is_found(made: Flask, tmp_path: Path) -> None:
    app = create_app(Config.from_environment({"UPHELD_MODE": "test", "UPHELD_DATA": str(tmp_path)}))
    app.view_functions["silent.page"] = lambda: ""
    with pytest.raises(UndeclaredAccess, match=r"silent\.page"):
        declared_access(app)
