"""Migrations are numbered without gaps, and no table escapes the walls."""

import ast

from core.persistence.migrate import FOLDER
from tests.support.source import called, files, name_of, tree_of

_VERSIONS = list(files("migrations/versions", suffix=".py"))


def test_numbers_are_unbroken_and_the_head_is_written_down() -> None:
    numbers = [path.name[:4] for path in _VERSIONS]
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
    assert (FOLDER / ".head").read_text(encoding="utf-8").strip() == numbers[-1]


def test_each_follows_the_one_before() -> None:
    follows = [None, *(path.name[:4] for path in _VERSIONS)]
    for path, before in zip(_VERSIONS, follows, strict=False):
        named = {
            target.id: node.value.value
            for node in tree_of(path).body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        assert (named["revision"], named["down_revision"]) == (path.name[:4], before)


def test_tables_are_made_by_the_functions_that_raise_their_walls() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in files("migrations", "core", "plugins", suffix=".py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and called(node).endswith("create_table")
        if name_of(path) != "core/persistence/walls.py"
    ]
    assert found == []


def test_migrations_say_why_they_are_there() -> None:
    assert all(len((ast.get_docstring(tree_of(path)) or "").split()) > 3 for path in _VERSIONS)
