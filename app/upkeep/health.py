"""How the site is doing, for those who watch it.

« down »: the database does not answer. « stuck »: someone must look now, letters or the worker
have stopped. « degraded »: the site serves, and something needs care before it stops; ``problems``
names it. Only the first two answer 503.
"""

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from app.missions import index
from app.upkeep import queries

PATIENCE = timedelta(minutes=30)  # a letter due for longer means that nobody delivers
LITTLE = 200 * 1024 * 1024


@dataclass(frozen=True)
class State:
    """What was found: ``grave`` stops the site’s work, ``slight`` will if nobody cares."""

    post: queries.Post
    work: queries.Work
    missions: int
    free: int
    grave: list[str] = field(default_factory=list)
    slight: list[str] = field(default_factory=list)

    def judged(self) -> "State":
        """Name the problems."""
        grave = {"letters_stuck": self.post.oldest > PATIENCE, "worker_silent": self.work.is_silent}
        slight = {
            "letters_put_off": self.post.put_off,
            "letters_refused": self.post.refused,
            "duties_failing": self.work.failing,
            "duties_stuck": self.work.stuck,
            "disk_nearly_full": self.free < LITTLE,
        }
        self.grave.extend(name for name, found in grave.items() if found)
        self.slight.extend(name for name, found in slight.items() if found)
        return self


def observe() -> State:
    """Look at the database, the letters, the worker, the index and the disk."""
    return State(
        post=queries.post(),
        work=queries.work(),
        missions=len(index.current()),
        free=shutil.disk_usage(current_app.instance_path).free,
    ).judged()


def examine() -> tuple[dict[str, Any], int]:
    """Give what was found, and 200 when all is well, else 503."""
    try:
        seen = observe()
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        return {"status": "down", "database": "down"}, 503
    silence = seen.work.silence
    found = {
        "status": "stuck" if seen.grave else "degraded" if seen.slight else "ok",
        "problems": seen.grave + seen.slight,
        "database": "ok",
        "letters": {
            "waiting": seen.post.waiting,
            "oldest_seconds": int(seen.post.oldest.total_seconds()),
            "put_off": seen.post.put_off,
            "refused": seen.post.refused,
        },
        "worker": {
            "silent_seconds": None if silence is None else int(silence.total_seconds()),
            "failing": seen.work.failing,
            "stuck": seen.work.stuck,
        },
        "index": {"missions": seen.missions},
        "disk": {"free_mb": seen.free // 1024**2},
    }
    return found, 503 if seen.grave else 200
