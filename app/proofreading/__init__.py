"""The words of the site, read by the people they are for: any sentence may be commented.

A pilote makes a personal link for a circle of readers, allocataires and social workers, who need
no account. It opens the public pages, those of a volunteer who is not real, and every letter, each
as a list of numbered sentences. What readers say is gathered for the pilote, who keeps it or not.
A remark holds the sentence as it was read: the page may change since.
"""

from flask import Flask

from app.proofreading import desk as desk
from app.proofreading import models as models
from app.proofreading import views


def init_app(app: Flask) -> None:
    """Add the pages of readers and of pilotes."""
    app.register_blueprint(views.blueprint)
