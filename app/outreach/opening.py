"""Before the site opens somewhere: leaving an address, and being told on the day."""

from flask import render_template
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from app.accounts import throttle
from app.accounts.fields import EmailAddressField
from app.extensions import db
from app.forms import Form
from app.languages import _
from app.letters.models import Addressee, write
from app.outreach.models import OpeningNotice
from app.outreach.views import blueprint
from app.territories import opening as openings
from app.territories import queries as territories
from app.territories.models import Commune
from app.web import anyone, go, tell
from app.worker import duty


class TellMeForm(Form):
    """Where to write on the day."""

    email = EmailAddressField(required=_("Écrivez votre adresse e-mail."))


@blueprint.route("/ouverture/<code>", methods=["GET", "POST"])
@anyone
def opening(code: str) -> Response | str:
    """Say from which day the site is open in a commune, and take an address to write to."""
    commune = territories.find_commune(code)
    day = openings.opens_on(commune)
    form = TellMeForm()
    if day and form.submitted():
        throttle.knock(throttle.network_key("opening"))
        remember(form.email.data or "", commune)
        tell(_("C’est noté. Nous vous écrirons ce jour-là, puis nous oublierons votre adresse."))
        return go("outreach.opening", code=code)
    return render_template("outreach/opening.html", commune=commune, day=day, form=form)


def remember(email: str, commune: Commune) -> None:
    """Keep an address until the day; the same one twice is kept once."""
    try:
        with db.session.begin_nested():
            db.session.add(OpeningNotice(email=email, commune_code=commune.code))
    except IntegrityError:
        return


@duty("outreach open", every=600)
def announce() -> int:
    """Write to who waited where the site is open now, and forget their address."""
    waiting = db.session.scalars(
        select(OpeningNotice)
        .order_by(OpeningNotice.id)
        .with_for_update(skip_locked=True, of=OpeningNotice)
    ).all()
    shut = {notice.commune_code: openings.opens_on(notice.commune) for notice in waiting}
    told = [notice for notice in waiting if shut[notice.commune_code] is None]
    for notice in told:
        write("outreach/opens", to=Addressee(notice.email), commune=notice.commune)
        db.session.delete(notice)
    db.session.commit()
    return len(told)
