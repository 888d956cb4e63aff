"""Which rows are past their time, and how each kind is emptied or removed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Select, delete, func, or_, select, update

from app import clock
from app.accompaniments.models import Episode
from app.accounts.models import Account, Role
from app.extensions import db
from app.introductions import life
from app.introductions.models import Introduction
from app.letters.models import Letter
from app.placements.life import AT_WORK
from app.placements.models import Placement
from app.privacy import holdings, papers
from app.privacy.models import Archive
from app.threads.models import Difficulty, Message


def moment(day: date) -> datetime:
    """Give the first moment of a day."""
    return clock.from_paris(day, 0)


def a_day_ago() -> datetime:
    """Give the same moment yesterday."""
    return clock.now() - timedelta(days=1)


def forget_care(people: list[int]) -> None:
    """Remove the words of accompaniments that ended long ago."""
    holdings.clear_all(people, "follow_up")


def setting(model: Any, **values: Any) -> Callable[[list[int]], object]:
    """Make what empties rows of a table."""
    return lambda keys: db.session.execute(
        update(model)
        .where(model.id.in_(keys))
        .values(values)
        .execution_options(synchronize_session=False)
    )


def dropping(model: Any) -> Callable[[list[int]], object]:
    """Make what removes rows of a table."""
    return lambda keys: db.session.execute(
        delete(model).where(model.id.in_(keys)).execution_options(synchronize_session=False)
    )


def old_care(*categories: str) -> Callable[[date], Select[Any]]:
    """Select people whose last accompaniment ended before a day, and who left words behind."""

    def due(day: date) -> Select[Any]:
        latest = (
            select(Episode.volunteer_id)
            .group_by(Episode.volunteer_id)
            .having(func.max(func.coalesce(Episode.ended_on, date.max)) < day)
        )
        said = [
            select(one.table.c.volunteer_id).where(*(() if one.goes else (holdings.filled(one),)))
            for category in categories
            for one in holdings.of(category)
            if "volunteer_id" in one.table.c
        ]
        return (
            select(Account.id)
            .where(Account.id.in_(latest), or_(*(Account.id.in_(one) for one in said)))
            .order_by(Account.id)
        )

    return due


def set_contracts_apart(people: list[int]) -> None:
    """Have signed contracts in the archive only, and their words nowhere else."""
    months = current_app.config["SETTINGS"].keep_archives_months
    papers.set_contracts_apart(people, months)
    holdings.clear_all(people, "contracts")


def closed_requests(day: date) -> Select[Any]:
    """Select the requests that led nowhere, and whose words an association still holds."""
    closed = Introduction.state.not_in((*life.OPEN, "placed"))
    told = or_(Introduction.words != "", db.cast(Introduction.released, db.Text) != "[]")
    return (
        select(Introduction.id)
        .where(closed, Introduction.state_since < moment(day), told)
        .order_by(Introduction.id)
    )


def forget_requests(keys: list[int]) -> None:
    """Take from the association what it was told of someone."""
    setting(Introduction, words="", released=[])(keys)
    members = select(Account.id).where(Account.role == Role.ASSOCIATION)
    about = [f"introductions:{key}" for key in keys]
    db.session.execute(
        delete(Letter)
        .where(Letter.about.in_(about), Letter.to_id.in_(members))
        .execution_options(synchronize_session=False)
    )


def old_threads(day: date) -> Select[Any]:
    """Select the threads of what was closed before a day, and that still hold words."""
    live = select(Introduction.thread_id).where(
        or_(
            Introduction.state.in_(life.OPEN),
            Introduction.state_since >= moment(day),
        )
    )
    working = select(Placement.thread_id).where(
        or_(Placement.state.in_(AT_WORK), Placement.ended_on >= day)
    )
    held = select(Message.thread_id).union(select(Difficulty.thread_id)).subquery()
    return (
        select(held.c.thread_id)
        .where(held.c.thread_id.not_in(live), held.c.thread_id.not_in(working))
        .order_by(held.c.thread_id)
    )


def empty_threads(keys: list[int]) -> None:
    """Remove the messages and the difficulties of these threads."""
    for model in (Message, Difficulty):
        db.session.execute(
            delete(model)
            .where(model.thread_id.in_(keys))
            .execution_options(synchronize_session=False)
        )


def old_archives(_day: date) -> Select[Any]:
    """Select the archives past their own term."""
    return select(Archive.id).where(Archive.keep_until < clock.today()).order_by(Archive.id)


def forget_archives(keys: list[int]) -> None:
    """Remove papers from the archive, with the names of who signed them."""
    for one in db.session.scalars(select(Archive).where(Archive.id.in_(keys))):
        papers.forget(one.document)
    dropping(Archive)(keys)
