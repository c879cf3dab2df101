"""Changes to a database that no program of ours would make, to see that they are found."""

from sqlalchemy import create_engine, text

from tests.support.databases import DatabaseUrls

_FORCED = (
    "event", "words", "case_file", "search_token", "clock_row", "adoption", "letter", "outbox", "daily_head", "person",
)  # fmt: skip


def behind_its_back(urls: DatabaseUrls, *statements: str, **given: object) -> None:
    """What somebody with the owner's password could do: triggers off, then these statements."""
    engine = create_engine(urls.owner)
    try:
        with engine.begin() as connection:
            if urls.kind == "postgresql":
                connection.execute(text("ALTER TABLE event DISABLE TRIGGER USER"))
                for table in _FORCED:
                    connection.execute(text(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"))
            else:
                triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
                for trigger in triggers.all():
                    connection.execute(text(f"DROP TRIGGER {trigger}"))
            for statement in statements:
                shaped = {k: v.replace("-", "") if urls.kind == "sqlite" else v for k, v in given.items()}  # type: ignore[attr-defined]
                connection.execute(text(statement), shaped)
    finally:
        engine.dispose()
