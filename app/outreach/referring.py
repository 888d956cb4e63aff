"""A prescriber’s own page: refer a person, read the answers, reply; a link and no account."""

from flask import current_app, render_template
from werkzeug.wrappers import Response

from app.accounts import throttle
from app.outreach import actions, queries
from app.outreach.forms import ReferForm, ReplyForm
from app.outreach.models import Prescriber
from app.outreach.views import blueprint
from app.outreach.words import ReferralState, told
from app.speaking import in_french
from app.web import anyone, go, tell


@blueprint.route("/orienter/<secret>", methods=["GET", "POST"])
@anyone
@in_french
def refer(secret: str) -> Response:
    """Refer a person, and read what became of those before."""
    prescriber = queries.prescriber_of(secret)
    form = ReferForm()
    if form.submitted():
        throttle.knock(throttle.network_key("opening"), throttle.link_key(secret))
        if queries.just_referred(form.once.data) is None:
            actions.refer(prescriber, form.sent())
        tell(f"C’est envoyé. Nous vous répondons sous 7 jours pour {form.first_name.data}.")
        return go("outreach.refer", secret=secret)
    return _page(
        "outreach/refer.html",
        prescriber,
        secret,
        form=form,
        referrals=queries.referrals_by(prescriber),
        state_words=ReferralState.said,
    )


@blueprint.route("/orienter/<secret>/<token>", methods=["GET", "POST"])
@anyone
@in_french
def follow_up(secret: str, token: str) -> Response:
    """Read one referral, and reply to the référent’s question."""
    prescriber = queries.prescriber_of(secret)
    referral = queries.referral_of(prescriber, token)
    form = ReplyForm()
    if referral.state == "asked" and form.submitted():
        throttle.knock(throttle.link_key(secret))
        actions.reply(referral, form.reply.data or "")
        tell("Merci. Votre réponse est envoyée au référent.")
        return go("outreach.refer", secret=secret)
    return _page(
        "outreach/follow_up.html",
        prescriber,
        secret,
        form=form,
        referral=referral,
        state=ReferralState.said(referral.state),
        reason=told(referral.reason),
    )


@blueprint.post("/orienter/<secret>/<token>/retirer")
@anyone
@in_french
def withdraw(secret: str, token: str) -> Response:
    """Take a referral back."""
    referral = queries.referral_of(queries.prescriber_of(secret), token)
    actions.withdraw(referral)
    tell("C’est retiré. Nous n’appellerons pas cette personne pour votre demande.")
    return go("outreach.refer", secret=secret)


def _page(template: str, prescriber: Prescriber, secret: str, **words: object) -> Response:
    """Show a page that no browser nor search engine keeps: it names people."""
    page = render_template(template, prescriber=prescriber, secret=secret, **words)
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
