"""Around the référent: prescribers and whom they refer, prospects, meetings, staged opening.

A person referred by a prescriber:

stateDiagram-v2
    received --> accepted: accept
    asked --> accepted: accept
    received --> declined: decline
    asked --> declined: decline
    received --> asked: ask
    asked --> received: reply
    asked --> withdrawn: withdraw
    received --> withdrawn: withdraw

A body not yet registered:

stateDiagram-v2
    not_interested --> contacted: contact
    spotted --> contacted: contact
    contacted --> interested: show_interest
    not_interested --> interested: show_interest
    spotted --> interested: show_interest
    contacted --> not_interested: turn_down
    interested --> not_interested: turn_down
    spotted --> not_interested: turn_down
    contacted --> registered: register
    interested --> registered: register
    not_interested --> registered: register
    spotted --> registered: register
"""

from flask import Flask

from app.outreach import answering as answering
from app.outreach import encounter_pages as encounter_pages
from app.outreach import manual as manual
from app.outreach import models as models
from app.outreach import opening as opening
from app.outreach import operator_pages as operator_pages
from app.outreach import programme_pages as programme_pages
from app.outreach import prospect_pages as prospect_pages
from app.outreach import referring as referring
from app.outreach import views


def init_app(app: Flask) -> None:
    """Add the pages of this concept."""
    app.register_blueprint(views.blueprint)
