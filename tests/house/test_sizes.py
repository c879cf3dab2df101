"""Files with two reasons to change get split; functions that need scrolling get named parts."""

import ast

from tests.support.source import files, name_of, tree_of

_LINES, _FUNCTION = 400, 60
_CODE = ("core", "plugins", "tenants", "tests")


def test_no_file_is_a_magnet() -> None:
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(*_CODE, suffix=".py")}
    assert {name: size for name, size in sizes.items() if size > _LINES} == {}


def test_no_function_needs_scrolling() -> None:
    long = {
        f"{name_of(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in files(*_CODE, suffix=".py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno + 1 > _FUNCTION
    }
    assert long == {}
