"""Who approved the adoption of a text, and what else was to be kept of it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for name in ("approved_by", "remark"):
        op.add_column("adoption", sa.Column(name, sa.Text(), nullable=False, server_default=""))
