"""What readers see through their link: the pages, their sentences, and a few words to say."""

from typing import Any

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from app.forms import Form, Free, RadioField
from app.proofreading import actions, pages
from app.proofreading.models import ReadingLink, Verdict
from app.speaking import in_french
from app.web import anyone, go, tell

blueprint = Blueprint("proofreading", __name__)


class RemarkForm(Form):
    """What one thinks of a sentence: one tap, or a few words."""

    mark = HiddenField()
    verdict = RadioField("Que pensez-vous de cette phrase ?", [Free()], choices=Verdict.choices())
    said = TextAreaField(
        "Avec vos mots", [Free(), Length(max=1000)],
        description="Par exemple : comment vous le diriez.", render_kw={"rows": 3},
    )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for one of the two."""
        right = super().validate(extra_validators)
        if right and not self.verdict.data and not self.said.data:
            self.verdict.errors = ["Choisissez une réponse, ou écrivez quelques mots."]
            return False
        return right


def _opened(secret: str) -> ReadingLink:
    link = actions.opened(secret)
    if link is None:
        raise NotFound("Ce lien de relecture est fini, ou il est coupé. Demandez-en un autre.")
    return link


@blueprint.get("/relecture/<secret>")
@anyone
@in_french
@in_french
def listing(secret: str) -> str:
    """List the pages to read."""
    link = _opened(secret)
    parts: dict[str, list[pages.Page]] = {}
    for page in pages.every().values():
        parts.setdefault(page.part, []).append(page)
    return render_template(
        "proofreading/listing.html", link=link, secret=secret, parts=parts,
        said=actions.said_on(link),
    )  # fmt: skip


@blueprint.get("/relecture/<secret>/<key>")
@anyone
@in_french
@in_french
def page(secret: str, key: str) -> str:
    """Show the sentences of a page, each with « Commenter »."""
    link, found = _opened(secret), pages.find(key)
    order = list(pages.every())
    following = order[(order.index(key) + 1) % len(order)]
    return render_template(
        "proofreading/page.html", link=link, secret=secret, page=found,
        blocks=pages.blocks(found, link), following=pages.find(following),
    )  # fmt: skip


@blueprint.route("/relecture/<secret>/<key>/<int:number>", methods=["GET", "POST"])
@anyone
@in_french
@in_french
def comment(secret: str, key: str, number: int) -> Any:
    """Say something of one sentence."""
    link, found = _opened(secret), pages.find(key)
    blocks = dict(enumerate(pages.blocks(found, link), 1))
    if number not in blocks:
        raise NotFound
    form = RemarkForm(data={"mark": blocks[number].mark})
    read = next((b for b in blocks.values() if b.mark == form.mark.data), blocks[number])
    if form.submitted():
        words = form.said.data or ""
        actions.say(link, found.key, read.text, form.verdict.data or "", words)
        tell("Merci. Votre remarque est gardée.")
        return go(".page", secret=secret, key=key, _anchor=f"phrase-{number}")
    return render_template(
        "proofreading/comment.html", form=form, secret=secret, page=found, sentence=read.text,
        number=number,
    )  # fmt: skip


@blueprint.after_request
def keep_private(response: Response) -> Response:
    """Have the secret of the address kept nowhere."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
