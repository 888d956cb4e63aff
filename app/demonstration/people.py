"""The people of the demonstration: professionals, members of associations, volunteers."""

from datetime import datetime
from typing import Any

from app.accounts import codes, invitations
from app.accounts.models import Account, Invitation, Role
from app.accounts.queries import canonical
from app.associations.models import Membership
from app.caseloads import assigning
from app.caseloads.models import Assignment, Cover, Holding, Operator, Post
from app.demonstration import sources
from app.demonstration.cast import Cast, draw, token
from app.demonstration.sources import Sheet
from app.extensions import db
from app.profiles.models import Profile
from app.profiles.questions import KEYS, QUESTIONS
from app.territories.queries import simplified

FLAGS = ("driving_licence", "no_lifting", "wheelchair", "remote_ok")


def engage(cast: Cast) -> None:
    """Open the accounts of those who work here, with their posts and their territories."""
    sheets = sources.sheets("people")
    operators = {
        slug: Operator(token=token("operator", slug), name=sheet["name"])
        for slug, sheet in sheets["operators"].items()
    }
    db.session.add_all(operators.values())
    working = {slug: {**s, "role": "referent"} for slug, s in sheets["referents"].items()}
    for slug, sheet in {**working, **sheets["staff"]}.items():
        cast.accounts[slug] = _account(cast, slug, sheet, Role(sheet["role"]))
    db.session.flush()
    for slug, sheet in {**working, **sheets["staff"]}.items():
        account = cast.accounts[slug]
        if "operator" in sheet:
            operator = operators[sheet["operator"]]
            db.session.add(Post(account_id=account.id, operator_id=operator.id))
        if account.role == Role.REFERENT:
            for name in sheet["territories"]:
                territory = cast.territories[name]
                db.session.add(Holding(referent_id=account.id, territory_id=territory.id))


def arrange_covers(cast: Cast) -> None:
    """Write who stands in for whom."""
    for slug, sheet in sources.sheets("people")["covers"].items():
        db.session.add(
            Cover(
                token=token("cover", slug),
                absent_id=cast.accounts[sheet["absent"]].id,
                colleague_id=cast.accounts[sheet["colleague"]].id,
                since=cast.calendar.day(sheet["since"]),
                until=cast.calendar.day(sheet["until"]),
            )
        )


def invite(cast: Cast) -> None:
    """Write the invitations nobody has taken up yet; their links were thrown away."""
    for slug, sheet in sources.sheets("people")["invitations"].items():
        host = cast.associations[sheet["association"]] if "association" in sheet else None
        since = cast.calendar.moment(sheet["since"], 15)
        held = [cast.territories[name].token for name in sheet.get("territories", [])]
        invitation = Invitation(
            token=token("invitation", slug),
            email=sheet["email"],
            first_name=sheet["first_name"],
            role=Role(sheet["role"]),
            place=host.name if host else sheet["place"],
            association_id=host.id if host else None,
            territory_ids=held,
            invited_by_id=cast.accounts[sheet["by"]].id,
            token_hash=draw(f"invitation {slug}").hex(),
            created_at=since,
            expires_at=since + invitations.LIFE,
        )
        db.session.add(invitation)
        db.session.flush()
        cast.note("invite", invitation, cast.accounts[sheet["by"]], since)


def seat_members(cast: Cast) -> None:
    """Open the accounts of those who act for associations."""
    seats: dict[str, tuple[str, Sheet]] = {
        slug: (sheet["association"], sheet)
        for slug, sheet in sources.sheets("people")["members"].items()
    }
    seated = {association for association, _ in seats.values()}
    for slug, sheet in sources.sheets("associations").items():
        if slug not in seated:
            first_name, duty = sheet["contact"]
            seats[f"contact-{slug}"] = (
                slug,
                {"first_name": first_name, "duty": duty, "email": f"{slug}@example.org"},
            )
    for slug, (association, sheet) in seats.items():
        account = _account(cast, slug, sheet, Role.ASSOCIATION)
        db.session.flush()
        host = cast.associations[association]
        account.created_at = host.created_at
        duty = sheet.get("duty") or sources.sheets("associations")[association]["contact"][1]
        db.session.add(
            Membership(
                association_id=host.id, account_id=account.id, duty=duty, since=host.created_at
            )
        )
        cast.accounts[slug] = account
        cast.speakers.setdefault(association, account)


def welcome_volunteers(cast: Cast) -> None:
    """Open the accounts of the volunteers, with their answers and who follows them."""
    sheets = sources.sheets("volunteers")
    for slug, sheet in sheets.items():
        cast.accounts[slug] = _account(cast, slug, sheet, Role.VOLUNTEER)
    for slug, sheet in sheets.items():
        referent = cast.accounts[sheet["referent"]] if "referent" in sheet else None
        cast.followers[slug] = referent
        account = cast.accounts[slug]
        if referent and not account.email:
            account.opened_by_id = referent.id
            account.code_hash = codes.fingerprint(sheet.get("code") or _drawn_code(slug))
            account.code_set_at = account.created_at
    db.session.flush()
    for slug, sheet in sheets.items():
        account = cast.accounts[slug]
        since = cast.calendar.moment(sheet["since"], 9, 40)
        opened_by = cast.followers[slug] if account.opened_by_id else account
        cast.note("open_account", account, opened_by, account.created_at)
        cast.profiles[slug] = _profile(account, sheet, since)
        db.session.add(cast.profiles[slug])
        referent = cast.followers[slug]
        if referent:
            day = cast.calendar.day(sheet["since"])
            place = assigning.place_of(account, referent.id)
            db.session.add(
                Assignment(
                    volunteer_id=account.id,
                    referent_id=referent.id,
                    operator_id=place.operator_id,
                    territory_id=place.territory_id,
                    since=day,
                )
            )


def _account(cast: Cast, slug: str, sheet: Sheet, role: Role) -> Account:
    email = sheet.get("email") or _invented_email(sheet)
    since = cast.calendar.moment(sheet.get("since", -400), 9, 10)
    account = Account(
        token=token("account", slug),
        role=role,
        first_name=sheet["first_name"],
        last_name=sheet.get("last_name", ""),
        email=canonical(email) if email else None,
        email_confirmed_at=since if email else None,
        phone=_dialled(sheet.get("phone", "")),
        password_hash=cast.password_hash if email else None,
        commune_code=sheet.get("commune"),
        created_at=since,
    )
    db.session.add(account)
    return account


def _drawn_code(slug: str) -> str:
    letters = codes.ALPHABET
    return "".join(letters[byte % len(letters)] for byte in draw(f"code {slug}")[: codes.LENGTH])


def _invented_email(sheet: Sheet) -> str | None:
    if sheet.get("reached") != "email":
        return None
    names = (simplified(sheet[name]).replace(" ", "-") for name in ("first_name", "last_name"))
    return ".".join(names) + "@example.org"


def _dialled(phone: str) -> str | None:
    digits = "".join(filter(str.isdigit, phone))
    return "+33" + digits[1:] if digits else None


def _profile(account: Account, sheet: Sheet, at: datetime) -> Profile:
    unfinished = sheet.get("unfinished")
    met = QUESTIONS[: KEYS.index(unfinished)] if unfinished else QUESTIONS
    fields = {name for question in met for name in question.fields}
    said: dict[str, Any] = {
        name: name in sheet.get("flags", []) for name in FLAGS if name in fields
    }
    return Profile(
        account_id=account.id,
        skills=sheet["skills"],
        interests=sheet["interests"],
        wishes=sheet["wishes"],
        modes=sheet["modes"],
        max_minutes=sheet["max_minutes"],
        slots=sheet["slots"],
        hours_per_week=sheet.get("hours"),
        french=sheet.get("french"),
        answered=[question.key for question in met],
        confirmed_at=None if unfinished else at,
        updated_at=at,
        **said,
    )
