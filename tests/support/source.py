"""The project's own files, as the house tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("core", "plugins", "tenants", "templates", "migrations", "tests")
_MADE = {"__pycache__", "static", "node_modules"}


def files(*folders: str, suffix: str = "") -> Iterator[Path]:
    """Files under these folders of the project that a person wrote, in order."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob(f"*{suffix}")):
            if path.is_file() and not _MADE & set(path.relative_to(ROOT).parts):
                yield path


def name_of(path: Path) -> str:
    """As a message should call the file."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


def imports_of(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module that a file imports by its full name, and the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno


def called(node: ast.Call) -> str:
    """The dotted name that is called, as written: `datetime.now`; empty for anything cleverer."""
    parts: list[str] = []
    target: ast.expr = node.func
    while isinstance(target, ast.Attribute):
        parts.append(target.attr)
        target = target.value
    if isinstance(target, ast.Name):
        parts.append(target.id)
        return ".".join(reversed(parts))
    return ""
