"""Hooks cannot fall behind: each is documented with its exact parameters, tested, and asked by the core."""

import ast
import inspect
import re
from collections.abc import Iterator

import pytest

from core.host.checks import SPECS, hook_faults, parameters
from tests.support.procedure_lines import procedure_lines
from tests.support.source import ROOT, files, tree_of

REFERENCE = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^#### `(\w+)\(.*?```python\n(.*?)\n```", REFERENCE, re.MULTILINE | re.DOTALL)
HOOKS = sorted(SPECS)


@pytest.mark.parametrize("name", HOOKS)
def test_hook_is_documented_with_its_exact_parameters(name: str) -> None:
    assert f"#### `{name}({', '.join(parameters(name))})`" in REFERENCE
    first = (inspect.getdoc(SPECS[name]) or "").splitlines()[0]
    assert first.startswith("React to " if name.startswith("upheld_on_") else "Return ")
    assert first.rstrip(".") in " ".join(REFERENCE.split())


def test_the_reference_names_no_hook_that_is_gone() -> None:
    named = set(re.findall(r"\bupheld_[a-z_]+", REFERENCE))
    assert named - set(HOOKS) == set()


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_the_example_shows_the_hook_with_parameters_that_it_has(name: str, example: str) -> None:
    functions = [node for node in ast.parse(example).body if isinstance(node, ast.FunctionDef)]
    assert [function.name for function in functions] == [name]
    asked = [argument.arg for argument in functions[0].args.args]
    assert set(asked) <= set(parameters(name))
    assert [ast.unparse(mark) for mark in functions[0].decorator_list] == ["hookimpl"]


def test_every_hook_has_an_example() -> None:
    assert sorted(name for name, _ in EXAMPLES) == HOOKS


def _tests() -> Iterator[str]:
    for path in files("tests/host", suffix=".py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                yield node.name


@pytest.mark.parametrize("name", HOOKS)
def test_hook_has_a_test_of_its_own(name: str) -> None:
    assert name.replace("upheld_", "test_hook_", 1) in set(_tests())


def _asked() -> Iterator[str]:
    """Names of hooks that the core's code calls: as text, as `ask("…")` of what is asked once, or as an attribute."""
    for path in files("core/host", suffix=".py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.Attribute):
                yield node.attr


@pytest.mark.parametrize("name", HOOKS)
def test_hook_is_asked_by_the_core(name: str) -> None:
    assert {name, name.removeprefix("upheld_")} & set(_asked())


@pytest.mark.parametrize("name", HOOKS)
def test_hook_takes_the_council_first_save_where_it_is_asked_once_per_process(name: str) -> None:
    assert parameters(name)[:1] in ((), ("authority",))
    assert all(p.default is p.empty and p.annotation for p in inspect.signature(SPECS[name]).parameters.values())
    assert "bool" not in str(inspect.signature(SPECS[name]).return_annotation)


def test_the_checks_of_hooks_see_what_they_must() -> None:
    from types import ModuleType

    module = ModuleType("wrong")
    module.upheld_rols = lambda authority: ()  # type: ignore[attr-defined]
    assert "is upheld_roles meant?" in str(next(iter(hook_faults("wrong", module))))


def test_the_lines_that_a_procedure_takes_are_told_as_they_are() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([\w-]+)` \| (\d+) \|$", REFERENCE, re.MULTILINE)
    assert {(key, version): int(lines) for key, version, lines in rows} == procedure_lines()
    assert all(int(lines) <= 220 for _, _, lines in rows)
