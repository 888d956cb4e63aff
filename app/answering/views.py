"""The page behind a letter’s link: it shows what is asked; a button answers, and ends the link."""

from flask import Blueprint, Response, render_template, request
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from app import clock, journal
from app.accounts.models import Account
from app.answering.questions import ASKED, Answer, Question
from app.caseloads import calls
from app.extensions import db
from app.languages import _, speak
from app.letters import answer_links
from app.letters.answer_links import AnswerLink
from app.web import anyone, go, tell

blueprint = Blueprint("answering", __name__, url_prefix="/s")


@blueprint.after_request
def keep_private(response: Response) -> Response:
    """Have the page kept nowhere, and its address told to nobody."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _opened(secret: str) -> tuple[AnswerLink, Account] | None:
    """Find a link that still opens, and whose it is: the page speaks their language."""
    link = answer_links.find(secret)
    account = db.session.get(Account, link.to_id) if link else None
    if link is None or account is None or not account.is_active:
        return None
    speak(account.reads)
    return link, account


def _asked(link: AnswerLink, account: Account) -> Question | None:
    ask = ASKED.get(link.purpose)
    return ask(link, account) if ask and link.used_at is None else None


@blueprint.get("/<secret>")
@anyone
def show(secret: str) -> str | BaseResponse | tuple[str, int]:
    """Show what is asked; reading it changes nothing. Who is signed in reads the whole page."""
    found = _opened(secret)
    if found is None:
        return _dead()
    link, account = found
    question = _asked(link, account)
    if question is None:
        return render_template("answering/done.html", link=link)
    if current_user.is_authenticated and current_user.id == account.id:
        return BaseResponse(status=303, headers={"Location": question.page})
    return render_template(
        "answering/show.html", question=question, to=account, secret=secret, link=link
    )


def _dead() -> tuple[str, int]:
    return render_template("answering/dead_link.html"), 404


@blueprint.post("/<secret>/<act>")
@anyone
def answer(secret: str, act: str) -> BaseResponse | tuple[str, int]:
    """Do what the button says."""
    found = _opened(secret)
    if found is None:
        return _dead()
    link, account = found
    if act == "pas-moi":
        return _not_me(link, account)
    question = _asked(link, account)
    if question is None:
        return go(".show", secret=secret)
    if act == "telephone" and question.by_phone:
        return _call(question, secret, account)
    chosen = next((one for one in question.answers if one.slug == act), None)
    if chosen is None:
        raise NotFound
    chosen.act(_option(chosen))
    link.used_at = clock.now()
    journal.record("answer_by_link", link, by=account)
    tell(chosen.said)
    return go(".show", secret=secret)


def _option(chosen: Answer) -> str:
    """Read the words chosen beside a button: the first when none of ours came."""
    known = [value for value, _ in chosen.options]
    sent = request.form.get("option", "")
    return sent if sent in known else next(iter(known), "")


def _call(question: Question, secret: str, account: Account) -> BaseResponse:
    """Have the person called; the link stays good meanwhile."""
    calls.ask(account, question.by_phone, by=account)
    tell(_("C’est noté. On vous appelle sous deux jours."))
    return go(".show", secret=secret)


def _not_me(link: AnswerLink, account: Account) -> BaseResponse:
    """End a link that reached someone else."""
    link.ended_at = clock.now()
    journal.record("not_me", link, by=account)
    tell(_("Merci. Ce lien est fermé. Vous pouvez effacer le message."))
    return go("home.index")


@blueprint.get("/<secret>/<path:_act>")
@anyone
def back(secret: str, _act: str) -> BaseResponse:
    """Lead back to the question after a conflict or a reload."""
    return go(".show", secret=secret)
