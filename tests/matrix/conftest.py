"""The matrix on the module's database: two councils with all their things, and everybody at their doors."""

from collections.abc import Callable, Iterator

import pytest

pytest.register_assert_rewrite("tests.support.matrix_tests")

from tests.support.databases import DatabaseUrls  # noqa: E402
from tests.support.matrix_run import Matrix, open_matrix  # noqa: E402
from tests.support.matrix_walk import Walk  # noqa: E402

Report = Callable[[str], None]


@pytest.fixture(scope="module")
def matrix(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    with open_matrix(database, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture
def walk(matrix: Matrix) -> Iterator[Walk]:
    begun = matrix.walk()
    yield begun
    begun.close()


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Report:
    """Says something at the end of the run, whichever process the test runs in."""
    return lambda line: record_property("told", line)
