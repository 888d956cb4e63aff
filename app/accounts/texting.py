"""Entering by a link in a text message: for volunteers, from the telephone that they gave.

Whoever holds the telephone enters, as with the code of a card; nobody learns whether a number is
known. Several people may share one: each receives a link, with their first name.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import render_template
from sqlalchemy import select
from werkzeug.wrappers import Response

from app import clock
from app.accounts import actions, queries, throttle
from app.accounts.entering import enter
from app.accounts.fields import PhoneField
from app.accounts.joining import dead_link
from app.accounts.models import Account, Purpose, Role
from app.accounts.views import blueprint
from app.extensions import db
from app.forms import Form
from app.languages import _
from app.letters.models import OPENING, Channel, write
from app.letters.text_messages import may_ring
from app.web import anyone, go

KIND = "accounts/enter"
LIFE = timedelta(minutes=30)
MOST = 4  # people who share a telephone
ASLEEP = _("Les SMS partent du lundi au samedi, de 8 h à 20 h. Entrez avec votre code.")
OPENING.add(KIND)


@dataclass(frozen=True)
class Telephone:
    """Someone, to be reached on their telephone whatever they usually prefer."""

    id: int
    first_name: str
    phone: str | None
    reads: str
    email: None = None
    channel: str = Channel.SMS


class NumberForm(Form):
    """The telephone to write to."""

    phone = PhoneField(_("Votre téléphone"), _("Écrivez votre numéro de téléphone."))


@blueprint.route("/entrer/sms", methods=["GET", "POST"])
@anyone
def text_me() -> Response | str:
    """Ask for a link by text message; the answer is the same for every number."""
    form = NumberForm()
    if form.submitted():
        number = form.phone.data or ""
        throttle.knock(throttle.network_key("opening"))
        if not may_ring(clock.now()):
            form.phone.errors = [ASLEEP]
        else:
            if throttle.has_room(throttle.mailbox_key(number)):
                send_links(number)
            return go("accounts.texted")
    return render_template("accounts/text_me.html", form=form)


def send_links(number: str) -> None:
    """Write to everyone whose telephone this is."""
    found = select(Account).where(
        Account.phone == number,
        Account.role == Role.VOLUNTEER,
        Account.closed_at.is_(None),
        Account.is_practice.is_(False),
    )
    for account in db.session.scalars(found.order_by(Account.id).limit(MOST)).all():
        if account.has_mobile:
            until = clock.now() + LIFE
            token = actions.open_link(account, Purpose.SIGN_IN, until, number)
            to = Telephone(account.id, account.first_name, account.phone, account.reads)
            write(KIND, to=to, token=token)


@blueprint.get("/entrer/sms/envoye")
@anyone
def texted() -> str:
    """Say to look at the telephone."""
    return render_template("accounts/texted.html")


@blueprint.route("/entrer/<token>", methods=["GET", "POST"])
@anyone
def enter_by_text(token: str) -> Response | str | tuple[str, int]:
    """Enter with the link: one press, so that what opens links by itself does not spend it."""
    link = queries.find_link(token, Purpose.SIGN_IN)
    if link is None or link.address != link.account.phone:
        return dead_link()
    form = Form()
    if form.submitted():
        actions.use_link(link)
        return enter(link.account)
    return render_template("accounts/enter_by_text.html", form=form, link=link)
