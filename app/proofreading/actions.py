"""Making and ending links, keeping remarks, saying what becomes of them."""

from sqlalchemy import func, select
from werkzeug.exceptions import Conflict, NotFound

from app import clock, journal
from app.accounts.models import Account, Role
from app.extensions import db, new_token
from app.lifecycle import AlreadyDone
from app.missions import queries as missions
from app.missions.models import Mission
from app.profiles.models import Profile
from app.proofreading import links
from app.proofreading.models import LIFE, ReadingLink, Remark, Standing

MOST = 2000
ANSWERED = {
    "modes": ["walk", "transit"], "max_minutes": 60, "slots": ["mon-pm", "tue-am", "thu-pm"],
    "hours_per_week": 4.0, "french": "B1", "skills": ["cuisiner", "jardiner"],
    "interests": ["nature", "education"], "remote_ok": True, "no_lifting": True,
}  # fmt: skip


def make(name: str, by: Account) -> ReadingLink:
    """Make a link for a circle, with someone who is not real to look at."""
    link = ReadingLink(
        name=name, token=new_token(), made_by_id=by.id, person=_someone(by),
        expires_at=clock.now() + LIFE,
    )  # fmt: skip
    link.digest = links.digest(links.secret_of(link))
    db.session.add(link)
    journal.record("make_reading_link", link, by=by)
    return link


def _someone(by: Account) -> Account:
    """Give the person shown to readers: one for all, who counts nowhere."""
    known = db.session.scalar(select(ReadingLink).order_by(ReadingLink.id.desc()).limit(1))
    if known is not None and known.person.is_active:
        return known.person
    person = Account(
        role=Role.VOLUNTEER, is_practice=True, first_name="Camille", last_name="Exemple",
        commune_code=_somewhere(), opened_by_id=by.id,
    )  # fmt: skip
    db.session.add(person)
    db.session.flush()
    profile = Profile(account_id=person.id, confirmed_at=clock.now())
    for name, value in ANSWERED.items():
        setattr(profile, name, value)
    db.session.add(profile)
    return person


def _somewhere() -> str | None:
    """Give the commune where there is most to see."""
    open_ones = missions.published().subquery()
    found = (
        select(open_ones.c.commune_code)
        .where(open_ones.c.commune_code.is_not(None))
        .group_by(open_ones.c.commune_code)
        .order_by(func.count().desc(), open_ones.c.commune_code)
    )
    return db.session.scalar(found.limit(1))


def a_mission() -> Mission | None:
    """Give a mission to look at."""
    return db.session.scalar(missions.published().order_by(Mission.id).limit(1))


def end(link: ReadingLink, by: Account) -> None:
    """Close a link; the remarks stay."""
    if link.ended_at:
        raise AlreadyDone
    link.ended_at = clock.now()
    journal.record("end_reading_link", link, by=by)


def opened(secret: str) -> ReadingLink | None:
    """Find the link of a secret, if it still opens."""
    found = db.session.scalar(select(ReadingLink).where(ReadingLink.digest == links.digest(secret)))
    return found if found is not None and found.is_live else None


def say(link: ReadingLink, page: str, sentence: str, verdict: str, words: str) -> Remark:
    """Keep what a reader says of a sentence."""
    held = select(func.count(Remark.id)).where(Remark.link_id == link.id)
    if (db.session.scalar(held) or 0) >= MOST:
        raise Conflict("Ce lien a déjà beaucoup de remarques. Demandez-en un nouveau.")
    remark = Remark(link=link, page=page, sentence=sentence, verdict=verdict, words=words)
    db.session.add(remark)
    journal.record("remark", remark, by=None)
    return remark


def settle(remark: Remark, standing: Standing, by: Account) -> None:
    """Say what becomes of a remark."""
    remark.standing = standing.value
    settled = standing != Standing.TO_READ
    remark.settled_at = clock.now() if settled else None
    remark.settled_by_id = by.id if settled else None
    journal.record(f"remark_{standing.value}", remark, by=by)


def made() -> list[ReadingLink]:
    """List the links, the newest first."""
    return list(db.session.scalars(select(ReadingLink).order_by(ReadingLink.id.desc())))


def remarks(standing: str | None = None) -> list[Remark]:
    """List the remarks, page by page, the sentences together."""
    found = select(Remark).order_by(Remark.page, Remark.sentence, Remark.id)
    return list(db.session.scalars(found.where(Remark.standing == standing) if standing else found))


def said_on(link: ReadingLink) -> dict[str, int]:
    """Count the remarks of a link by page."""
    rows = select(Remark.page, func.count()).where(Remark.link_id == link.id)
    return {page: count for page, count in db.session.execute(rows.group_by(Remark.page))}  # noqa: C416


def find_link(token: str) -> ReadingLink:
    """Find a link by its token."""
    found = db.session.scalar(select(ReadingLink).where(ReadingLink.token == token))
    if found is None:
        raise NotFound
    return found


def find_remark(token: str) -> Remark:
    """Find a remark by its token."""
    found = db.session.scalar(select(Remark).where(Remark.token == token))
    if found is None:
        raise NotFound
    return found
