"""A message to someone (e-mail, text message, paper) as a row; the worker delivers it afterwards.

Letters stand below accounts, so that every concept, sign-up included, can write one: a letter
knows its reader by what a ``Recipient`` has, not by the account's class.

A template is ``templates/letters/<concept>/<letter>.txt``: « Objet : … » first, then the words.
``link(endpoint, …)`` writes a whole address. Whom to call is added at the end when it is not said.
``<letter>.sms.txt`` beside it is what a telephone receives: one segment, with a link or a number.
"""

from flask import Flask

from app.letters import answer_links as answer_links
from app.letters import commands, text_messages, views
from app.letters import delivery as delivery
from app.letters import models as models


def init_app(app: Flask) -> None:
    """Add the command, the gateway of text messages, and the demonstration's page."""
    text_messages.init_app(app)
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)
