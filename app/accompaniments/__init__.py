"""A référent follows a person: caseload, interviews, barriers, exit, six months after.

stateDiagram-v2
    referred --> started: start
    started --> suspended: suspend
    suspended --> started: resume
    referred --> ended: end
    started --> ended: end
    suspended --> ended: end
    ended --> started: reopen

stateDiagram-v2
    planned --> held: hold
    planned --> no_show: miss
    planned --> excused: excuse
    planned --> cancelled: cancel
    cancelled --> planned: take_back
    excused --> planned: take_back
    held --> planned: take_back
    no_show --> planned: take_back
"""

from flask import Flask

from app.accompaniments import models as models


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
