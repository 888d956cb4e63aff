"""Where a pilote reads missions before the public does."""

from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import Length, StopValidation

from app import clock
from app.forms import Form, Required
from app.missions import actions, life, queries, reading
from app.missions.life import READY, Reason
from app.missions.models import Mission
from app.missions.views import blueprint
from app.web import go, me, only, tell


class AnswerForm(Form):
    """What a pilote asks for, or refuses: a reason of the list, and a few words of their own."""

    version = HiddenField()
    reason = RadioField("La raison", [Required("Choisissez une raison.")])
    sentence = TextAreaField(
        "Vos mots pour l’association", [Length(max=600)],
        description="Ils suivent la phrase toute prête de la raison.", render_kw={"rows": 3},
    )  # fmt: skip

    def __init__(self, *given: Any, **kept: Any) -> None:
        super().__init__(*given, **kept)
        self.reason.choices = [
            (r.value, f"{r.label}. {READY[r]}".strip()) for r in Reason
        ]  # fmt: skip

    def validate_sentence(self, field: TextAreaField) -> None:
        """Ask for words when the reason has none of its own."""
        if self.reason.data == Reason.OTHER and not field.data:
            raise StopValidation("Écrivez ce qu’il faut changer.")


@blueprint.get("/pilotage/missions")
@only("pilot")
def queue() -> str:
    """The missions to read, longest waiting first."""
    return render_template("missions/queue.html", missions=queries.to_moderate())


@blueprint.get("/pilotage/missions/<token>")
@only("pilot")
def moderate(token: str) -> str:
    """One mission as the public will see it, what to check beside it, and the decision."""
    mission = queries.find(token, seen_by=me())
    return _page(mission, AnswerForm(formdata=None, data={"version": mission.version}))


def _page(mission: Mission, form: AnswerForm) -> str:
    return render_template(
        "missions/moderate.html",
        mission=mission,
        form=form,
        checks=_checks(mission),
        advice=reading.advice(mission.description),
        may={step.name for step in mission.steps_for(me())},
        is_waiting=mission.state == life.State.SUBMITTED,
    )


def _checks(mission: Mission) -> list[tuple[bool, str]]:
    text = f"{mission.title} {mission.description} {mission.welcome}"
    job = reading.job_words(text)
    starts_soon = mission.starts_on and (mission.starts_on - clock.today()).days < 7
    return [
        (mission.association.state == "verified", "L’association est vérifiée"),
        (mission.association.is_insured, "Son assurance est valable"),
        (not job, f"Mots d’un emploi : {', '.join(job)}" if job else "Pas de mot d’un emploi"),
        (not reading.long_sentences(mission.description), "Les phrases sont courtes"),
        (len(mission.description) >= 150, "Le texte raconte ce qu’on fait"),
        (bool(mission.welcome), "On sait qui accueille"),
        (not starts_soon, "Elle laisse une semaine pour se rencontrer"),
        (not mission.missing, "Rien ne manque"),
    ]


@blueprint.post("/pilotage/missions/<token>/publier")
@only("pilot")
def publish(token: str) -> Response:
    """Put the mission online, in one act."""
    mission = queries.find(token, seen_by=me())
    mission.expect(request.form.get("version"))
    actions.publish(mission, by=me())
    tell(life.PUBLISH.done)
    return go("missions.queue")


@blueprint.post("/pilotage/missions/<token>/repondre")
@only("pilot")
def answer(token: str) -> Response | str:
    """Ask for a correction, or refuse."""
    mission = queries.find(token, seen_by=me())
    form = AnswerForm()
    if not form.submitted():
        return _page(mission, form)
    mission.expect(form.version.data)
    refusing = request.form.get("decision") == "refuser"
    verb = actions.refuse if refusing else actions.ask_correction
    verb(mission, form.reason.data, form.sentence.data, by=me())
    tell((life.REFUSE if refusing else life.ASK_CORRECTION).done)
    return go("missions.queue")
