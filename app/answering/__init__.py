"""Answering from a letter’s link, without signing in: reading shows, only a button acts.

A link (``letters.answer_links``) opens one page with one question and a button for each answer. The
page says whom it is for and shows no more than the answer needs: a first name, a title, days. A
letter that was forwarded therefore tells little, whoever holds it may say « ce n’est pas moi »,
which ends it, and what was answered is told in a letter to those concerned. Everything else asks to
enter. Each concept’s questions are in a module of their own.
"""

from flask import Flask

from app.answering import at_work as at_work
from app.answering import meeting as meeting
from app.answering import upkeep as upkeep
from app.answering import views


def init_app(app: Flask) -> None:
    """Add the page behind the links."""
    app.register_blueprint(views.blueprint)
