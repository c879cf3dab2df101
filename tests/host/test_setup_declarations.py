"""What a plugin declares once per process is refused at start when it is not its own or does not hold together."""

import ast
from dataclasses import replace
from typing import Any

import pytest

from core.api import Column, ColumnKind, JobSpec, Migration, Permission, Table, Text
from core.api.web import Blueprint
from core.host import HostError
from tests.fixtures.councils import host_of, plugin
from tests.support.source import ROOT

SEEN = Column("seen", ColumnKind.TEXT)
WHO = Column("who", ColumnKind.TEXT, personal=True)
VISITS = Table("visits", (SEEN,))
FIRST = Migration(1, "Keep visits", creates=(VISITS,))
SECOND = Migration(2, "Who went", adds=(("visits", replace(WHO, optional=True)),))


def _job(**when: Any) -> JobSpec:
    return JobSpec("count", "Count", lambda authority, ports: None, **when)


def _refused(**answers: object) -> str:
    hooks = {f"upheld_{name}": (lambda found: lambda: found)(answer) for name, answer in answers.items()}
    with pytest.raises(HostError) as refused:
        host_of(plugin("tours", **hooks))
    assert all(fault.plugin == "tours" for fault in refused.value.faults)
    return str(refused.value)


@pytest.mark.req("PLG-03")
@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"permissions": (Permission("lead", Text("Lead")),)}, "the permission lead does not start with tours."),
        ({"permissions": (Permission("tours.lead", Text("Lead")),) * 2}, "permission tours.lead is declared twice"),
        ({"blueprints": (Blueprint("cases", "x", url_prefix="/tours"),)}, "blueprint cases is not named tours"),
        ({"blueprints": (Blueprint("tours", "x", url_prefix="/staff"),)}, "is not under /tours or /staff/tours"),
        ({"blueprints": (Blueprint("tours", "x"),)}, "is not under /tours or /staff/tours"),
        ({"jobs": (_job(),)}, "the job count needs a time of day"),
        ({"jobs": (_job(at="25:00"),)}, "the job count needs a time of day"),
        ({"jobs": (_job(at="06:30", minutes=5),)}, "the job count needs a time of day"),
        ({"tables": (VISITS,)}, "its migrations do not lead to its tables"),
        ({"tables": (), "migrations": (FIRST,)}, "its migrations do not lead to its tables"),
        ({"tables": (VISITS,), "migrations": (replace(FIRST, number=2),)}, "its migrations are numbered [2]"),
        (
            {"tables": (VISITS,), "migrations": (FIRST, replace(SECOND, adds=(("visits", WHO),)))},
            "migration 2 adds visits.who, which rows there lack",
        ),
        (
            {"tables": (Table("visits", (WHO,)),), "migrations": (Migration(1, "a", (Table("visits", (WHO,)),)),)},
            "keeps personal data and has no upheld_erase",
        ),
        (
            {"tables": (Table("visits", (replace(SEEN, name="authority_id"),)),)},
            "'authority_id' cannot be the name of a table or column",
        ),
        ({"tables": (Table("visits", (SEEN,), indexed=("day",)),)}, "visits has an index or key on day"),
    ],
)
def test_a_declaration_that_does_not_hold_together_is_refused(answers: dict[str, object], words: str) -> None:
    assert words in _refused(**answers)


def test_sound_declarations_are_taken() -> None:
    setup = host_of(
        plugin(
            "tours",
            upheld_blueprints=lambda: (Blueprint("tours", "x", url_prefix="/staff/tours"),),
            upheld_permissions=lambda: (Permission("tours.lead", Text("Lead")),),
            upheld_jobs=lambda: (_job(minutes=5),),
            upheld_tables=lambda: (VISITS,),
            upheld_migrations=lambda: (FIRST,),
        )
    ).setup
    assert [key for key, _ in setup.tables] == ["tours"]


@pytest.mark.req("PLG-02")
def test_the_public_door_hands_over_no_database_no_configuration_and_no_secret() -> None:
    import core.api

    forbidden = ("sqlalchemy", "core.persistence", "core.config", "core.services", "core.web", "os")
    for path in sorted((ROOT / "core" / "api").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name == bad or name.startswith(f"{bad}.") for name in names for bad in forbidden), path
    assert len(core.api.__all__) == len(set(core.api.__all__))
    assert all(hasattr(core.api, name) for name in core.api.__all__)
