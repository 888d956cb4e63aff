"""What a référent writes in a contract and on a sheet."""

from datetime import timedelta
from typing import Any

from wtforms import BooleanField, Field, FieldList, SelectField, SelectMultipleField, TextAreaField
from wtforms import StringField as Line
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app import clock
from app.accompaniments.words import Pathway
from app.contracts.civic import Sheet
from app.contracts.drafting import Planned, Wishes
from app.contracts.models import Setting
from app.forms import DateField, Form, Free, HoursField, RadioField, Required

WEEK = 60
GOALS, LINES, RECIPIENTS, LONGEST = 3, 12, 6, 300
FAR = timedelta(days=366 * 3)
NONE = ("", "Aucune")


def near(_form: Any, field: Field) -> None:
    """Refuse a day more than three years away: the year is wrong."""
    if field.data and abs(field.data - clock.today()) > FAR:
        raise ValidationError("Ce jour est très loin d’ici. Vérifiez l’année.")


def written(lines: FieldList) -> list[str]:
    """Give the lines that hold something, in their order, each once."""
    return list(dict.fromkeys(line for line in lines.data if line))


def hours(field: HoursField) -> float | None:
    """Give a number of hours, or nothing."""
    return None if field.data is None else float(field.data)


class WishesForm(Form):
    """What the person wants, and where they start from."""

    goals = FieldList(
        Line("Un but", [Free(), Length(max=LONGEST)]), min_entries=GOALS, max_entries=GOALS
    )
    experience = TextAreaField(
        "Expérience bénévole",
        [Length(max=2000)],
        description="Ce que la personne a déjà fait pour les autres : voisins, école, quartier.",
    )
    strengths = TextAreaField("Ses atouts, ce qu’elle sait faire", [Length(max=2000)])
    assessed_on = DateField("Jour du diagnostic", [near])
    pathway = RadioField("Parcours", choices=Pathway.choices())

    def wishes(self) -> Wishes:
        """Give what was written."""
        return Wishes(
            pathway=self.pathway.data,
            assessed_on=self.assessed_on.data,
            goals=written(self.goals),
            strengths=self.strengths.data or "",
            experience=self.experience.data or "",
        )


class LinesForm(Form):
    """What one side commits to: lines one may change, and phrases to pick."""

    lines = FieldList(Line("Un engagement", [Free(), Length(max=LONGEST)]), max_entries=LINES)
    picked = SelectMultipleField("Des phrases à choisir", [Free()], choices=[])

    def offer(self, phrases: tuple[str, ...]) -> None:
        """Show the phrases that are not among the lines, and room to write more."""
        there = [line for line in self.lines.data if line]
        sent = self.is_submitted()
        self.picked.choices = [SelectChoice(p, p) for p in phrases if sent or p not in there]
        if not sent:
            while len(self.lines) < min(LINES, max(3, len(there) + 2)):
                self.lines.append_entry("")

    def all_lines(self) -> list[str]:
        """Give the lines written and picked."""
        return list(dict.fromkeys([*written(self.lines), *(self.picked.data or [])]))[:LINES]


class RecipientsForm(Form):
    """To whom something could be told."""

    recipients = FieldList(
        Line("À qui", [Free(), Length(max=120)]), min_entries=3, max_entries=RECIPIENTS
    )


class LengthForm(Form):
    """The first day, when it is not that of the last signature, and the day to look back."""

    wanted_on = DateField(
        "Premier jour",
        [near],
        description="Sans date, le contrat commence le jour de la dernière signature.",
    )
    review_on = DateField("Faire le point le", [near])

    def validate_wanted_on(self, field: Field) -> None:
        """Refuse a day gone by: a contract never starts before it is signed."""
        if field.data and field.data < clock.today():
            raise ValidationError(
                "Le contrat ne peut pas commencer avant d’être signé. "
                "Laissez vide, ou choisissez un jour à venir."
            )


class ActivityForm(Form):
    """A volunteer or civic activity."""

    title = Line("L’activité", [Required("Écrivez l’activité."), Length(max=200)])
    mission = SelectField("Une mission du site", choices=[NONE], default="")
    setting = RadioField(
        "Où ?",
        [InputRequired("Choisissez une réponse.")],
        choices=Setting.choices(),
        default=Setting.ASSOCIATION.value,
    )
    place = Line("Le lieu", [Length(max=200)])
    hours_per_week = HoursField("Heures par semaine, environ")
    since = DateField("Premier jour", [near])
    until = DateField("Dernier jour", [near])

    def offer(self, missions: dict[str, str]) -> None:
        """Set the missions one may choose, by the token of each."""
        self.mission.choices = [SelectChoice(*pair) for pair in [NONE, *missions.items()]]

    def validate_hours_per_week(self, field: Field) -> None:
        """Refuse hours that no week holds."""
        if field.data is not None and not 0 < field.data <= WEEK:
            raise ValidationError(f"Écrivez un nombre d’heures, jusqu’à {WEEK} par semaine.")

    def validate_until(self, field: Field) -> None:
        """Refuse an end before the start."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("Le dernier jour vient après le premier.")

    def planned(self, mission_id: int | None) -> Planned:
        """Give the activity as it was written."""
        return Planned(
            setting=self.setting.data,
            title=self.title.data or "",
            mission_id=mission_id,
            hours_per_week=hours(self.hours_per_week),
            since=self.since.data,
            until=self.until.data,
            place=self.place.data or "",
        )


class SheetForm(ActivityForm):
    """The engagement citoyen sheet, written whole for one person."""

    title = None
    activity = TextAreaField(
        "Ce que la personne souhaite faire",
        [Required("Écrivez ce que la personne souhaite faire."), Length(max=2000)],
    )
    job_link = TextAreaField(
        "Le lien avec le projet d’emploi",
        [Length(max=2000)],
        description="À écrire quand le parcours est professionnel. Sans lien, pas de fiche.",
    )
    leaves_time = BooleanField(
        "Vérifié avec la personne : ces heures lui laissent le temps de chercher un emploi "
        "et de faire ses démarches."
    )

    def sheet(self, mission_id: int | None) -> Sheet:
        """Give the sheet as it was written."""
        return Sheet(
            setting=self.setting.data,
            activity=self.activity.data or "",
            place=self.place.data or "",
            mission_id=mission_id,
            hours_per_week=hours(self.hours_per_week),
            since=self.since.data,
            until=self.until.data,
            job_link=self.job_link.data or "",
            leaves_time=bool(self.leaves_time.data),
        )
