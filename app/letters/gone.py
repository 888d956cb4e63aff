"""A mark beside the instance for a letter that the server took, until the base knows it too.

A worker killed between the two would have the letter sent again: the next one finds the mark. It
is made in a moment and waits for no lock, so that hardly anything can happen before it.
"""

from contextlib import suppress
from pathlib import Path

from flask import current_app

from app.letters.models import Letter


def _place(letter: Letter) -> Path:
    return Path(current_app.instance_path) / "parties" / letter.token


def mark(letter: Letter) -> None:
    """Note that it has left; on a full disk, do without."""
    place = _place(letter)
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True, mode=0o700)
        place.touch()


def is_marked(letter: Letter) -> bool:
    """Tell whether it had left when whoever sent it died."""
    return _place(letter).exists()


def clear(letter: Letter) -> None:
    """Forget the mark: the base knows."""
    with suppress(OSError):
        _place(letter).unlink(missing_ok=True)
