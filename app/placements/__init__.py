"""A volunteer at work in a mission: trial, check-ins, hours, end.

stateDiagram-v2
    trial --> active: continue
    active --> paused: pause
    trial --> paused: pause
    paused --> active: resume
    active --> completed: complete
    paused --> completed: complete
    trial --> completed: complete
    active --> stopped: stop
    paused --> stopped: stop
    trial --> stopped: stop

stateDiagram-v2
    declared --> confirmed: confirm
    declared --> unconfirmed: disown
    declared --> declared: correct
    unconfirmed --> declared: correct
    confirmed --> finished: finish
    declared --> finished: finish
    declared --> taken_back: take_back
    unconfirmed --> taken_back: take_back
"""

from flask import Flask

from app.placements import commands, views
from app.placements import models as models
from app.placements import outcomes as outcomes
from app.placements import own_views as own_views
from app.placements import presence_pages as presence_pages
from app.placements import printing as printing
from app.placements import reminders as reminders
from app.placements import talk as talk


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.reminders)
