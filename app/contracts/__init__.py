"""CER or contrat d'engagement, and the separate, optional engagement citoyen sheet.

What other concepts call: ``queries.current_of(ids)``, ``queries.ending(referent, today)``,
``queries.waiting(referent)``, ``queries.history(person)``, ``queries.of_person(person)``;
``counting.counts_of(ids)`` for « mois 7 sur 24 »; ``own.desk_of(person)`` for a first screen;
``rules.windows(contract)`` for the full months that must each hold an interview.

stateDiagram-v2
    draft --> proposed: propose
    proposed --> draft: revise
    proposed --> signed: sign
    proposed --> refused: refuse
    draft --> withdrawn: withdraw
    proposed --> withdrawn: withdraw
    ended --> renewed: renew
    signed --> renewed: renew
    signed --> ended: end
    signed --> terminated: terminate
    ended --> cancelled: cancel
    signed --> cancelled: cancel
    renewed --> signed: restore

An amendment begins proposed, and is signed, refused or withdrawn.
A sheet lives the same life, except that the person may stop it:

stateDiagram-v2
    signed --> terminated: stop
"""

from flask import Flask

from app.contracts import amendments, commands, mine, sheets, signatures, views, writing
from app.contracts import counting as counting
from app.contracts import models as models
from app.contracts import queries as queries
from app.contracts import reminders as reminders
from app.contracts import rules as rules


def init_app(app: Flask) -> None:
    """Add the pages of this concept and its commands."""
    app.register_blueprint(views.blueprint)
    app.cli.add_command(commands.group)


PAGES = (amendments, mine, sheets, signatures, writing)
