"""The core and the templates know no council: what differs comes from a plugin, a tenant or a setting."""

import re

from tests.support.source import ROOT, files, name_of

_PLACES = ("boston", "lindsey", "holland", "buckingham", "selcp")


def _names() -> re.Pattern[str]:
    tenants = (path.name for path in (ROOT / "tenants").iterdir() if path.is_dir() and (path / "__init__.py").exists())
    words = {word for tenant in tenants for word in (tenant, tenant.replace("_", " "), tenant.replace("_", "-"))}
    return re.compile("|".join(sorted(words | set(_PLACES))), re.IGNORECASE)


def test_core_and_templates_name_no_council() -> None:
    names = _names()
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:100]}"
        for path in files("core", "templates")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if names.search(line)
    ]
    assert found == []


def test_the_check_would_see_each_council() -> None:
    names = _names()
    assert all(names.search(f"the {place.title()} way") for place in _PLACES)
    assert not names.search("the council's own way")
