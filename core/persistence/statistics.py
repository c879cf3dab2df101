"""What the database knows of its own tables, by which it chooses indexes.

PostgreSQL keeps it fresh by itself. SQLite looks only when told to: on 100,000 cases it searched the beginning of a
rare word for most of a second by the wrong index, and for a hundredth of one afterwards.
"""

from core.persistence.db import current_session, db

MOST_ROWS = 1000
"""Rows of each index that are looked at: enough to choose by, and done in hundredths of a second at any size."""


def refresh() -> bool:
    """Look at the tables' sizes again; False on a database that does so by itself. Refused within a transaction."""
    if db.engine.dialect.name != "sqlite":
        return False
    if current_session().in_transaction():
        raise RuntimeError("the statistics are refreshed outside a transaction: SQLite lets in one writer at a time")
    with db.engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA analysis_limit={MOST_ROWS}")
        connection.exec_driver_sql("ANALYZE")
    return True
