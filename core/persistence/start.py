"""Give an application its database: the engine, its guard, and every table's class."""

from typing import Any

from flask import Flask

from core.persistence import models
from core.persistence.db import BUSY_SECONDS, db, prepare
from core.persistence.guard import guard_engine

__all__ = ["init_database", "models"]


def init_database(app: Flask, url: str, **engine_options: Any) -> None:
    """Give the application its engine. `url` is an SQLAlchemy address (`sqlite:///…`, `postgresql+psycopg://…`)."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {**_options(url), **engine_options}
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        guard_engine(db.engine)


def _options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": BUSY_SECONDS}}
    return {"pool_pre_ping": True}
