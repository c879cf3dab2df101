"""Every route, method and actor on PostgreSQL, as the application's own role."""

import pytest
from sqlalchemy import text

from core.persistence.db import db
from tests.support.matrix_run import Matrix
from tests.support.matrix_tests import (
    test_every_route_has_its_line_in_the_policy_and_every_parameter_its_values,
    test_looking_shows_nobody_what_is_not_theirs_and_changes_nothing,
    test_roles_hold_what_the_policy_says_and_nothing_else,
    test_sending_reaches_nobody_elses_things,
)

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True, scope="module")

__all__ = [
    "test_every_route_has_its_line_in_the_policy_and_every_parameter_its_values",
    "test_looking_shows_nobody_what_is_not_theirs_and_changes_nothing",
    "test_roles_hold_what_the_policy_says_and_nothing_else",
    "test_sending_reaches_nobody_elses_things",
    "test_the_application_comes_as_its_own_role",
]


@pytest.mark.req("ISO-06", "ISO-09")
def test_the_application_comes_as_its_own_role(matrix: Matrix) -> None:
    """Or the walls of the database would not stand in its way at all."""
    with matrix.app.app_context(), db.engine.connect() as connection:
        role = connection.execute(
            text("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        ).one()
        mine = "SELECT count(*) FROM pg_class WHERE pg_has_role(current_user, relowner, 'MEMBER')"
        owned = connection.scalar(text(mine))
    assert tuple(role) == ("upheld_app", False, False)
    assert owned == 0
