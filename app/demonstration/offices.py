"""The financed time of operators, the action they run, and each référent’s share of a full time."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from app.caseloads.models import FteGrant, Operator, Post, Programme
from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.extensions import db


def finance(cast: Cast) -> None:
    """Write what the département finances, since when, and who works how much."""
    sheets = sources.sheets("people")
    operators = {row.name: row for row in db.session.scalars(select(Operator))}
    cast.programme = Programme(
        token=token("programme", "engagement"),
        name="Engagement citoyen",
        since=date(cast.calendar.today.year - 2, 1, 1),
        operators=[operators[sheet["name"]] for sheet in sheets["operators"].values()],
    )
    db.session.add(cast.programme)
    for sheet in sheets["operators"].values():
        for since, until, fte in _series(cast, sheet):
            operator = operators[sheet["name"]]
            db.session.add(
                FteGrant(operator_id=operator.id, since=since, until=until, fte=Decimal(fte))
            )
    for slug, sheet in sheets["referents"].items():
        account = cast.accounts[slug]
        post = db.session.scalar(select(Post).where(Post.account_id == account.id))
        if post:
            post.fte = Decimal(str(sheet["fte"]))
    db.session.flush()


def _series(cast: Cast, sheet: sources.Sheet) -> list[tuple[date, date | None, str]]:
    """Give the dated financing: half a time less before the last change."""
    changed, began = cast.calendar.day(-300), cast.calendar.day(-600)
    now = str(sheet["fte"])
    if sheet["fte"] <= 1:
        return [(began, None, now)]
    return [(began, cast.calendar.day(-301), str(sheet["fte"] - 0.5)), (changed, None, now)]
