"""The first tables: registry, record, projections, people, letters, sessions."""

import sqlalchemy as sa
from alembic import op

from core.persistence.walls import create_scoped_table, create_shared_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    for make in (
        _adopted_text,
        _adoption,
        _authority,
        _case_file,
        _daily_head,
        _event,
        _identity,
        _journey_draft,
        _person,
        _public_session,
        _read_log,
        _staff_session,
        _task,
        _throttle,
        _words,
        _action_row,
        _authority_host,
        _backup_code,
        _clock_row,
        _fact_row,
        _follow_link,
        _invite,
        _issue_row,
        _letter,
        _letter_draft,
        _membership,
        _search_token,
        _submission,
        _track_row,
        _outbox,
    ):
        make()


def _adopted_text() -> None:
    create_scoped_table(
        op,
        "adopted_text",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=80), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "hash", name=op.f("pk_adopted_text")),
        kind="event",
    )


def _adoption() -> None:
    create_scoped_table(
        op,
        "adoption",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("loaded", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_adoption")),
        kind="event",
    )
    op.create_index(op.f("ix_adoption_authority_id_kind_key_from"), "adoption", ["authority_id", "kind", "key", "from"])


def _authority() -> None:
    create_shared_table(
        op,
        "authority",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("prefix", sa.String(length=8), nullable=False),
        sa.Column("lifecycle", sa.String(length=10), nullable=False),
        sa.Column("partnership", sa.String(length=40), nullable=False),
        sa.Column("parent", sa.String(length=40), nullable=False),
        sa.Column("nation", sa.String(length=20), nullable=False),
        sa.Column("plugins", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("config_version", sa.Integer(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_authority")),
        sa.UniqueConstraint("prefix", name=op.f("uq_authority_prefix")),
    )


def _case_file() -> None:
    create_scoped_table(
        op,
        "case_file",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("procedure", sa.String(length=80), nullable=False),
        sa.Column("procedure_version", sa.String(length=80), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("owner", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("summary_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("wanted_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("origin", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("next_clock", sa.String(length=80), nullable=False),
        sa.Column("next_firm", sa.Boolean(), nullable=False),
        sa.Column("queue_day", sa.Date(), nullable=False),
        sa.Column("waiting", sa.String(length=80), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("issues", sa.Integer(), nullable=False),
        sa.Column("open_issues", sa.Integer(), nullable=False),
        sa.Column("open_actions", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("authority_id", "reference", name=op.f("uq_case_file_authority_id_reference")),
        kind="projection",
    )
    op.create_index(
        "ix_case_file_owner",
        "case_file",
        ["authority_id", "owner", "queue_day", "id"],
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index("ix_case_file_person", "case_file", ["authority_id", "person_id"])
    op.create_index(
        "ix_case_file_queue",
        "case_file",
        ["authority_id", "queue_day", "id"],
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index("ix_case_file_received", "case_file", ["authority_id", "received_at", "id"])
    op.create_index("ix_case_file_type", "case_file", ["authority_id", "type", "status", "received_at", "id"])


def _daily_head() -> None:
    create_scoped_table(
        op,
        "daily_head",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("streams", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "day", name=op.f("pk_daily_head")),
        kind="event",
    )


def _event() -> None:
    create_scoped_table(
        op,
        "event",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("stream_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stream_kind", sa.String(length=10), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("command_id", sa.String(length=64), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("engine", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("plugins", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_event_seq_from_one")),
        sa.PrimaryKeyConstraint("authority_id", "stream_id", "seq", name=op.f("pk_event")),
        sa.UniqueConstraint("authority_id", "command_id", "step", name=op.f("uq_event_authority_id_command_id_step")),
        kind="event",
    )
    op.create_index(op.f("ix_event_authority_id_at"), "event", ["authority_id", "at"])


def _identity() -> None:
    create_shared_table(
        op,
        "identity",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("totp_secret", sa.Text(), nullable=False),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("sessions_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("email", name=op.f("uq_identity_email")),
    )


def _journey_draft() -> None:
    create_scoped_table(
        op,
        "journey_draft",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "token_hash", name=op.f("pk_journey_draft")),
        kind="own",
    )
    op.create_index(op.f("ix_journey_draft_authority_id_expires_at"), "journey_draft", ["authority_id", "expires_at"])


def _person() -> None:
    create_scoped_table(
        op,
        "person",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("prefers", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("contact_notes", sa.Text(), nullable=False),
        sa.Column("adjustments", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_person")),
        kind="words",
    )
    op.create_index(op.f("ix_person_authority_id_email"), "person", ["authority_id", "email"])


def _public_session() -> None:
    create_scoped_table(
        op,
        "public_session",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "token_hash", name=op.f("pk_public_session")),
        kind="own",
    )
    op.create_index(op.f("ix_public_session_authority_id_expires_at"), "public_session", ["authority_id", "expires_at"])


def _read_log() -> None:
    create_scoped_table(
        op,
        "read_log",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_read_log")),
        kind="event",
    )
    op.create_index(op.f("ix_read_log_authority_id_case_id_at"), "read_log", ["authority_id", "case_id", "at"])


def _staff_session() -> None:
    create_scoped_table(
        op,
        "staff_session",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("membership_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("identity_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "token_hash", name=op.f("pk_staff_session")),
        kind="own",
    )
    op.create_index(op.f("ix_staff_session_authority_id_expires_at"), "staff_session", ["authority_id", "expires_at"])
    op.create_index(op.f("ix_staff_session_authority_id_identity_id"), "staff_session", ["authority_id", "identity_id"])
    op.create_index(
        op.f("ix_staff_session_authority_id_membership_id"), "staff_session", ["authority_id", "membership_id"]
    )


def _task() -> None:
    create_shared_table(
        op,
        "task",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=200), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=80), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("once", name=op.f("uq_task_once")),
        removable=True,
    )
    op.create_index(
        "ix_task_waiting",
        "task",
        ["due", "taken_until"],
        sqlite_where=sa.text("done IS NULL"),
        postgresql_where=sa.text("done IS NULL"),
    )


def _throttle() -> None:
    create_shared_table(
        op,
        "throttle",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
        removable=True,
    )
    op.create_index(op.f("ix_throttle_window_start"), "throttle", ["window_start"])


def _words() -> None:
    create_scoped_table(
        op,
        "words",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("stream_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_words")),
        kind="words",
    )
    op.create_index(op.f("ix_words_authority_id_stream_id"), "words", ["authority_id", "stream_id"])


def _action_row() -> None:
    create_scoped_table(
        op,
        "action_row",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("remedy", sa.String(length=80), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("words_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("pounds", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_action_row_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "case_id", "remedy", name=op.f("pk_action_row")),
        kind="projection",
    )
    op.create_index(op.f("ix_action_row_authority_id_done_by"), "action_row", ["authority_id", "done", "by"])


def _authority_host() -> None:
    create_shared_table(
        op,
        "authority_host",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.code"], name=op.f("fk_authority_host_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_authority_host")),
        removable=True,
    )
    op.create_index(op.f("ix_authority_host_authority_id"), "authority_host", ["authority_id"])


def _backup_code() -> None:
    create_shared_table(
        op,
        "backup_code",
        sa.Column("identity_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_backup_code_identity_id_identity")),
        sa.PrimaryKeyConstraint("identity_id", "hash", name=op.f("pk_backup_code")),
        removable=True,
    )


def _clock_row() -> None:
    create_scoped_table(
        op,
        "clock_row",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("track", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("clock", sa.String(length=80), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("was_due", sa.Date(), nullable=True),
        sa.Column("firm", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("met", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_clock_row_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "case_id", "track", "clock", name=op.f("pk_clock_row")),
        kind="projection",
    )
    op.create_index("ix_clock_row_due", "clock_row", ["authority_id", "state", "due", "case_id"])


def _fact_row() -> None:
    create_scoped_table(
        op,
        "fact_row",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("track", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_fact_row_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "case_id", "track", "fact", name=op.f("pk_fact_row")),
        kind="projection",
    )


def _follow_link() -> None:
    create_scoped_table(
        op,
        "follow_link",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("code_hash", sa.String(length=128), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_follow_link_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "token_hash", name=op.f("pk_follow_link")),
        kind="own",
    )
    op.create_index(op.f("ix_follow_link_authority_id_case_id"), "follow_link", ["authority_id", "case_id"])


def _invite() -> None:
    create_shared_table(
        op,
        "invite",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.code"], name=op.f("fk_invite_authority_id_authority")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invite")),
    )
    op.create_index(op.f("ix_invite_authority_id_email"), "invite", ["authority_id", "email"])


def _issue_row() -> None:
    create_scoped_table(
        op,
        "issue_row",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("track", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.String(length=80), nullable=False),
        sa.Column("finding", sa.String(length=80), nullable=False),
        sa.Column("finding_stage", sa.String(length=80), nullable=False),
        sa.Column("words_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_issue_row_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "case_id", "no", name=op.f("pk_issue_row")),
        kind="projection",
    )


def _letter() -> None:
    create_scoped_table(
        op,
        "letter",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("track", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("seal_key", sa.LargeBinary(), nullable=False),
        sa.Column("outbox_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_letter_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_letter")),
        kind="words",
    )
    op.create_index(op.f("ix_letter_authority_id_case_id_sent_at"), "letter", ["authority_id", "case_id", "sent_at"])


def _letter_draft() -> None:
    create_scoped_table(
        op,
        "letter_draft",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("track", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=80), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_seq", sa.Integer(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_letter_draft_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_letter_draft")),
        sa.UniqueConstraint(
            "authority_id",
            "case_id",
            "track",
            "move",
            "author",
            name=op.f("uq_letter_draft_authority_id_case_id_track_move_author"),
        ),
        kind="own",
    )


def _membership() -> None:
    create_shared_table(
        op,
        "membership",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("identity_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.code"], name=op.f("fk_membership_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_membership_identity_id_identity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "authority_id", "identity_id", "begins", name=op.f("uq_membership_authority_id_identity_id_begins")
        ),
    )
    op.create_index(op.f("ix_membership_identity_id"), "membership", ["identity_id"])


def _search_token() -> None:
    create_scoped_table(
        op,
        "search_token",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column(
            "token",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "token", "case_id", name=op.f("pk_search_token")),
        kind="projection",
    )
    op.create_index(op.f("ix_search_token_authority_id_case_id"), "search_token", ["authority_id", "case_id"])


def _submission() -> None:
    create_scoped_table(
        op,
        "submission",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_submission_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_submission")),
        sa.UniqueConstraint("authority_id", "key", name=op.f("uq_submission_authority_id_key")),
        kind="words",
    )
    op.create_index(op.f("ix_submission_authority_id_case_id"), "submission", ["authority_id", "case_id"])


def _track_row() -> None:
    create_scoped_table(
        op,
        "track_row",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("procedure", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=80), nullable=False),
        sa.Column("procedure_hash", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("handler", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["case_file.authority_id", "case_file.id"],
            name=op.f("fk_track_row_authority_id_case_id_case_file"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "case_id", "no", name=op.f("pk_track_row")),
        kind="projection",
    )


def _outbox() -> None:
    create_scoped_table(
        op,
        "outbox",
        sa.Column("authority_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("to_address", sa.String(length=320), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "letter_id"],
            ["letter.authority_id", "letter.id"],
            name=op.f("fk_outbox_authority_id_letter_id_letter"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("authority_id", "key", name=op.f("uq_outbox_authority_id_key")),
        sa.UniqueConstraint("authority_id", "message_id", name=op.f("uq_outbox_authority_id_message_id")),
        kind="words",
    )
    op.create_index(op.f("ix_outbox_authority_id_created_at_id"), "outbox", ["authority_id", "created_at", "id"])
    op.create_index(op.f("ix_outbox_authority_id_state_next_try"), "outbox", ["authority_id", "state", "next_try"])
