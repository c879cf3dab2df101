"""How many cases follow each text of the rules, and which, by an index."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index(
        op.f("ix_track_row_authority_id_procedure_hash_status_case_id"),
        "track_row",
        ["authority_id", "procedure_hash", "status", "case_id"],
        unique=False,
    )
