"""Calls that have no place here, or only in one file that says why."""

import ast
from collections.abc import Iterator

import pytest

from tests.support.source import called, files, imports_of, name_of, tree_of

_SHIPPED = ("core", "plugins", "tenants", "migrations")
_CALLS = {
    "eval": "runs text as code",
    "exec": "runs text as code",
    "os.system": "a shell reads what a person typed",
    "os.popen": "a shell reads what a person typed",
    "hashlib.md5": "broken",
    "hashlib.sha1": "broken",
    "tempfile.mktemp": "another program may take the name first",
    "datetime.now": "only core/clock.py asks what time it is",
    "datetime.utcnow": "naive",
    "datetime.datetime.now": "only core/clock.py asks what time it is",
    "date.today": "the server's day is not London's",
    "datetime.date.today": "the server's day is not London's",
}
_MODULES = {
    "pickle": "reading it runs code",
    "marshal": "reading it runs code",
    "shelve": "is pickle",
    "random": "can be foretold; `secrets` cannot",
}
# (file, what is named): why it is right there.
_ALLOWED = {
    ("core/clock.py", "datetime.now"): "the one clock",
}


def _found(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for module, line in imports_of(tree):
        if module.split(".")[0] in _MODULES:
            yield module.split(".")[0], line
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if called(node) in _CALLS:
                yield called(node), node.lineno
            if any(_is_true(word, "shell") for word in node.keywords):
                yield "shell=True", node.lineno


def _is_true(word: ast.keyword, name: str) -> bool:
    return word.arg == name and isinstance(word.value, ast.Constant) and word.value.value is True


def test_shipped_code_makes_no_dangerous_call() -> None:
    found = [
        f"{name_of(path)}:{line} {what}: {(_CALLS | _MODULES).get(what, 'a shell reads what a person typed')}"
        for path in files(*_SHIPPED, suffix=".py")
        for what, line in _found(tree_of(path))
        if (name_of(path), what) not in _ALLOWED
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "eval('1')",
        "import random",
        "from pickle import loads",
        "hashlib.sha1(b'')",
        "run('x', shell=True)",
        "datetime.now()",
        "date.today()",
    ],
)
def test_the_check_sees(code: str) -> None:
    assert [what for what, _ in _found(ast.parse(code))]
