"""« Prévenez-moi »: a search kept, told by e-mail or text message when a mission arrives.

Who has an account is told by the way that reaches them; who has none leaves an address, which
counts once confirmed from the mailbox, and is forgotten when the alert stops, or after a year. One
press stops it, in the message itself for the mailboxes that offer it (RFC 8058). The same mission
is never told twice, and nothing is counted of who reads.
"""

from flask import Flask

from app.alerts import models as models
from app.alerts import telling as telling
from app.alerts import views
from app.extensions import csrf


def init_app(app: Flask) -> None:
    """Add the pages; the one that mailboxes press has no page of ours behind it."""
    app.register_blueprint(views.blueprint)
    csrf.exempt(views.stop)
