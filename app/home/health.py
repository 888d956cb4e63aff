"""How the site is doing, for those who watch it: the database, the letters, the index."""

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from app.letters.queries import backlog
from app.missions import index

PATIENCE = timedelta(minutes=30)  # a letter due for longer means that nobody delivers


def examine() -> tuple[dict[str, Any], int]:
    """Give what was found, and 200 when all is well, else 503."""
    try:
        letters = backlog()
        missions = len(index.current())
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        return {"status": "down", "database": "down"}, 503
    stuck = letters.oldest > PATIENCE
    found = {
        "status": "stuck" if stuck else "ok",
        "database": "ok",
        "letters": {
            "waiting": letters.count,
            "oldest_seconds": int(letters.oldest.total_seconds()),
        },
        "index": {"missions": missions},
    }
    return found, 503 if stuck else 200
