"""Messages between the three sides, and the difficulties that open a mediation.

A thread has no page of its own: who holds it (an introduction, then its placement) shows it.
"""

from flask import Flask

from app.threads import models as models


def init_app(_app: Flask) -> None:
    """Nothing to put in place: the holders of threads have the pages."""
