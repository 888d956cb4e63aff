"""Those whose accompaniment is over: how it ended, what they said, and six months after."""

from datetime import timedelta

from app.accompaniments.models import ContactAttempt, Episode, FollowUp, Review
from app.accounts.models import Account, Role
from app.caseloads import assigning
from app.caseloads.models import Assignment
from app.demonstration import following, sources
from app.demonstration.cast import Cast, token
from app.demonstration.signing import sign
from app.demonstration.sources import Sheet
from app.extensions import db
from app.placements.models import OwnEngagement
from app.terms import months_later

RATINGS = ("isolation", "confidence", "network", "french", "mobility")
SIGNED = {
    "strengths": "Présence, bonne volonté.",
    "goals": ["Reprendre pied"],
    "person": ["Venir aux rendez-vous"],
    "referent": ["Un point chaque mois"],
    "activity": "Une mission près de chez soi",
}


def leave(cast: Cast) -> None:
    """Write the lives of ``former.toml``."""
    for slug, sheet in sources.sheets("former").items():
        person, referent = _welcome(cast, slug, sheet), cast.accounts[sheet["referent"]]
        episode = _end(following.begin(cast, slug, sheet, person), cast, sheet)
        of = (person, referent, episode)
        told = list(following.monthly(sheet["start"], sheet["end"]))
        following.interview(cast, slug, told, of)
        following.work(cast, slug, sheet, of)
        if "contract" in sheet:
            words = {**SIGNED, "signed": sheet["contract"]}
            sign(cast, slug, {"contract": words}, of)
        _afterwards(cast, slug, sheet, of)


def _welcome(cast: Cast, slug: str, sheet: Sheet) -> Account:
    since = cast.calendar.moment(sheet["start"] - 9, 10)
    referent = cast.accounts[sheet["referent"]]
    person = Account(
        token=token("account", slug),
        role=Role.VOLUNTEER,
        first_name=sheet["first_name"],
        last_name=sheet["last_name"],
        commune_code=sheet["commune"],
        opened_by_id=referent.id,
        created_at=since,
    )
    db.session.add(person)
    db.session.flush()
    place = assigning.place_of(person, referent.id)
    db.session.add(
        Assignment(
            volunteer_id=person.id,
            referent_id=referent.id,
            operator_id=place.operator_id,
            territory_id=place.territory_id,
            since=cast.calendar.day(sheet["start"] - 9),
        )
    )
    cast.accounts[slug], cast.followers[slug] = person, referent
    return person


def _end(episode: Episode, cast: Cast, sheet: Sheet) -> Episode:
    at = cast.calendar.moment(sheet["end"], 16)
    episode.state, episode.state_since = "ended", at
    episode.ended_on, episode.exit_noted_at = cast.calendar.day(sheet["end"]), at
    episode.exit_type = sheet["exit"]
    episode.may_contact_after = sheet["exit"] != "jamais_venu"
    return episode


def _afterwards(cast: Cast, slug: str, sheet: Sheet, of: tuple[Account, Account, Episode]) -> None:
    person, referent, episode = of
    if sheet["exit"] == "n_a_pas_donne_suite":
        for before in (30, 12):
            db.session.add(
                ContactAttempt(
                    volunteer_id=person.id, referent_id=referent.id, mode="phone",
                    on=cast.calendar.day(sheet["end"] - before),
                )
            )  # fmt: skip
    if "words" in sheet:
        ended = cast.calendar.day(sheet["end"])
        for side, words in (("person", sheet["words"]), ("referent", "Un beau chemin.")):
            db.session.add(
                Review(
                    episode_id=episode.id, side=side, went_well=words, written_on=ended,
                    written_by_id=referent.id,
                )
            )  # fmt: skip
    if "mission" in sheet:
        _own(cast, slug, sheet, of)
    if episode.may_contact_after:
        _follow_up(slug, sheet, of)


def _own(cast: Cast, slug: str, sheet: Sheet, of: tuple[Account, Account, Episode]) -> None:
    began = cast.calendar.day(sheet["start"] + 60)
    db.session.add(
        OwnEngagement(
            token=token("own", slug),
            state="confirmed",
            state_since=cast.calendar.moment(sheet["start"] + 64, 10),
            volunteer_id=of[0].id,
            organisation=sheet["mission"],
            what="Deux demi-journées par semaine.",
            started_on=began,
            confirmed_on=began + timedelta(days=4),
            confirmed_by_id=of[1].id,
            created_at=cast.calendar.moment(sheet["start"] + 61, 10),
        )
    )


def _follow_up(slug: str, sheet: Sheet, of: tuple[Account, Account, Episode]) -> None:
    person, referent, episode = of
    if episode.ended_on is None:
        return
    row = FollowUp(
        token=token("follow-up", slug),
        volunteer_id=person.id,
        episode_id=episode.id,
        due_on=months_later(episode.ended_on, 6),
    )
    outcome, *news = sheet.get("follow", [None])
    if outcome:
        row.outcome, row.filled_by_id = outcome, referent.id
        row.done_on = row.due_on + timedelta(days=6)
    if news:
        row.situation, row.still_volunteering, *ratings = news
        for name, value in zip(RATINGS, ratings, strict=True):
            setattr(row, name, value)
        row.changed, row.may_quote = sheet.get("words", ""), True
    db.session.add(row)
