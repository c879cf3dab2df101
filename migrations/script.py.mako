"""${message}."""

import sqlalchemy as sa
from alembic import op

from core.persistence.walls import create_scoped_table, create_shared_table

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
