"""How Alembic reaches the site's database and its tables."""

from alembic import context
from flask import current_app

from app.extensions import Moment

database = current_app.extensions["migrate"].db


def rendered(kind, thing, _autogen):
    """Write our moments as plain SQLAlchemy, so that old migrations need nothing of the site."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run():
    """Bring the database to the wanted revision, in one transaction."""
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=rendered,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        if connection.dialect.name == "sqlite":
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")


run()
