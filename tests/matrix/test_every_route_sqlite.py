"""Every route, method and actor on SQLite."""

import pytest

from tests.support.matrix_tests import (
    test_every_route_has_its_line_in_the_policy_and_every_parameter_its_values,
    test_looking_shows_nobody_what_is_not_theirs_and_changes_nothing,
    test_roles_hold_what_the_policy_says_and_nothing_else,
    test_sending_reaches_nobody_elses_things,
)

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")

__all__ = [
    "test_every_route_has_its_line_in_the_policy_and_every_parameter_its_values",
    "test_looking_shows_nobody_what_is_not_theirs_and_changes_nothing",
    "test_roles_hold_what_the_policy_says_and_nothing_else",
    "test_sending_reaches_nobody_elses_things",
]
