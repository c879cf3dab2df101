"""What the import contracts in `pyproject.toml` cannot say: the rules stand on the standard library alone."""

import ast
import sys

from tests.support.source import files, imports_of, name_of, tree_of


def _outside(tree: ast.AST, *own: str) -> list[tuple[str, int]]:
    return [
        (module, line)
        for module, line in imports_of(tree)
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith(own)
    ]


def test_the_domain_imports_the_standard_library_and_itself() -> None:
    paths = list(files("core/domain", suffix=".py"))
    found = [
        f"{name_of(path)}:{line} imports {module}"
        for path in paths
        for module, line in _outside(tree_of(path), "core.domain")
    ]
    assert len(paths) > 5
    assert found == []


def test_worked_dates_stand_on_nothing_of_ours() -> None:
    """A golden file that imported the code it judges could only agree with it."""
    found = [
        f"{name_of(path)}:{line} imports {module}"
        for path in files("tests/golden", suffix=".py")
        for module, line in imports_of(tree_of(path))
        if module.split(".")[0] in {"core", "plugins", "tenants"} and not path.name.startswith("test_")
    ]
    assert found == []


def test_the_check_sees_a_stranger_and_lets_the_standard_library_pass() -> None:
    tree = ast.parse("import datetime\nfrom core.domain import case\nfrom core.web import app\nimport flask.views")
    assert _outside(tree, "core.domain") == [("core.web", 3), ("flask.views", 4)]
