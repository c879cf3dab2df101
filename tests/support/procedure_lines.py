"""How many lines a procedure takes: its own text and everything in its own folder that the text is made of."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

from core.api import Procedure
from tests.support.source import ROOT, files, tree_of

Place = tuple[str, str]
"""A module and a name in it."""


def procedure_lines() -> dict[tuple[str, str], int]:
    """The lines by key and version: `Procedure(…)` and the declarations of the same folder that it names."""
    found: dict[tuple[str, str], int] = {}
    for path in files("plugins", "tenants", suffix=".py"):
        module = _module(path)
        for name, statement in _statements(path).items():
            value = getattr(importlib.import_module(module), name, None)
            if isinstance(value, Procedure) and isinstance(statement, ast.Assign):
                found[value.key, value.version] = sum(_closure(module, name).values())
    return found


def _closure(module: str, name: str) -> dict[tuple[str, int], int]:
    """Each statement that `name` rests on inside its own folder, by module and place, with its lines."""
    folder = module.rpartition(".")[0]
    counted: dict[tuple[str, int], int] = {}
    seen: set[Place] = set()
    waiting = [(module, name)]
    while waiting:
        place = waiting.pop()
        path = ROOT.joinpath(*place[0].split(".")).with_suffix(".py")
        statement = _statements(path).get(place[1])
        if statement is None or place in seen:
            continue
        seen.add(place)
        counted[place[0], statement.lineno] = (statement.end_lineno or 0) - statement.lineno + 1
        homes = _imported(path, folder)
        named = (node.id for node in ast.walk(statement) if isinstance(node, ast.Name))
        waiting += [(homes.get(other, place[0]), other) for other in named]
    return counted


def _statements(path: Path) -> dict[str, ast.stmt]:
    found: dict[str, ast.stmt] = {}
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                found |= {name.id: node for name in ast.walk(target) if isinstance(name, ast.Name)}
    return found


def _imported(path: Path, folder: str) -> dict[str, str]:
    """The names that a file takes from its own folder, and the module each is from."""
    return {
        alias.asname or alias.name: node.module
        for node in tree_of(path).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{folder}.")
        for alias in node.names
        if node.module
    }


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)
