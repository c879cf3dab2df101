"""Looking changes nothing: every page fetched, by somebody who may see all of them, and the database is as before."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import create_engine, inspect, text

from core.persistence.db import Base
from tests.support.databases import DatabaseUrls
from tests.support.web import Staff, hire
from tests.web.conftest import Open
from tests.web.test_unsafe_requests import arguments

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
# Working state of sessions, and the log of who looked at what.
_MAY_CHANGE = {"staff_session", "public_session", "read_log", "throttle"}


def everything_in(database: DatabaseUrls) -> dict[str, str]:
    """A hash of each table's rows."""
    engine = create_engine(database.owner)
    hashes = {}
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names())  # a plugin that another test mapped has no table here
        for name in sorted(there & set(Base.metadata.tables) - _MAY_CHANGE):
            rows = sorted(map(repr, connection.execute(text(f'SELECT * FROM "{name}"')).all()))
            hashes[name] = f"{len(rows)} rows {hashlib.sha256(repr(rows).encode()).hexdigest()}"
    engine.dispose()
    return hashes


@pytest.mark.req("WEB-05")
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_changes_nothing(
    site: Flask, browser: Open, administrator: Staff, database: DatabaseUrls, method: str
) -> None:
    roles = tuple(site.extensions["upheld_host"].runtime("boston").roles)
    at = browser()
    at.sign_in(hire(site, "boston", roles=roles))
    adapter = site.url_map.bind("boston.localhost")
    looked = [
        adapter.build(rule.endpoint, arguments(rule), method=method)
        for rule in site.url_map.iter_rules()
        if method in (rule.methods or ())
    ]
    before = everything_in(database)
    statuses = [at.client.open(path, method=method, base_url=at.base).status_code for path in looked]
    assert everything_in(database) == before
    assert max(statuses) < 500
    assert statuses.count(200) >= 10
