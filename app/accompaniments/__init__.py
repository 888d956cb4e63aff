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

from app.accompaniments import appointments as appointments
from app.accompaniments import endings as endings
from app.accompaniments import mine as mine
from app.accompaniments import models as models
from app.accompaniments import register as register
from app.accompaniments import reminders as reminders
from app.accompaniments import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
