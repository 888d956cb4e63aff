"""How the site is doing, for those who watch it: the database, the letters, the index."""

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from app import clock
from app.home import queries
from app.missions import index

PATIENCE = timedelta(minutes=30)  # a letter due for longer means that nobody delivers


def examine() -> tuple[dict[str, Any], int]:
    """Give what was found, and 200 when all is well, else 503."""
    try:
        waiting, oldest = queries.letters_due()
        missions = len(index.current())
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        return {"status": "down", "database": "down"}, 503
    late = clock.now() - oldest if oldest else timedelta()
    stuck = late > PATIENCE
    found = {
        "status": "stuck" if stuck else "ok",
        "database": "ok",
        "letters": {"waiting": waiting, "oldest_seconds": int(late.total_seconds())},
        "index": {"missions": missions},
    }
    return found, 503 if stuck else 200
