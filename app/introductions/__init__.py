"""A request to meet, mediated by a référent.

Two ways in: asked by the person, or suggested by a référent and accepted by the person alone.

stateDiagram-v2
    suggested --> approved: agree
    suggested --> declined_by_person: decline_suggestion
    suggested --> expired: expire
    asked --> approved: approve
    approved --> asked: undo_approve
    sent --> asked: undo_approve
    asked --> set_aside: set_aside
    set_aside --> asked: undo_set_aside
    approved --> set_aside: close_with_mission
    asked --> set_aside: close_with_mission
    sent --> set_aside: close_with_mission
    suggested --> set_aside: close_with_mission
    approved --> sent: send
    sent --> accepted: accept
    sent --> declined: decline
    sent --> unanswered: close_unanswered
    accepted --> meeting_planned: plan
    meeting_planned --> meeting_planned: move_meeting
    meeting_planned --> accepted: cancel_meeting
    meeting_planned --> met: meet
    met --> placed: place
    accepted --> not_pursued: not_pursue
    meeting_planned --> not_pursued: not_pursue
    met --> not_pursued: not_pursue
    accepted --> withdrawn: withdraw
    approved --> withdrawn: withdraw
    asked --> withdrawn: withdraw
    meeting_planned --> withdrawn: withdraw
    met --> withdrawn: withdraw
    sent --> withdrawn: withdraw
"""

from flask import Flask

from app.introductions import acts as acts
from app.introductions import models as models
from app.introductions import outcomes as outcomes
from app.introductions import printing as printing
from app.introductions import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
