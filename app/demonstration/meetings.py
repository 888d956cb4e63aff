"""The introductions of the demonstration: who asked for whom, who answered what, and when."""

from datetime import datetime

from app.accounts.models import Account
from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.demonstration.sources import Sheet
from app.extensions import db
from app.introductions.models import Introduction
from app.threads.models import Message, Thread

STATES = {
    "suggest": "suggested",
    "agree": "approved",
    "decline_suggestion": "declined_by_person",
    "expire": "expired",
    "ask": "asked",
    "approve": "approved",
    "set_aside": "set_aside",
    "send": "sent",
    "accept": "accepted",
    "decline": "declined",
    "close_unanswered": "unanswered",
    "plan": "meeting_planned",
    "meet": "met",
    "place": "placed",
    "not_pursue": "not_pursued",
    "withdraw": "withdrawn",
}
HOLDING = ("accepted", "meeting_planned", "met", "placed")
BY_VOLUNTEER = ("ask", "agree", "decline_suggestion", "withdraw")
BY_REFERENT = ("suggest", "approve", "set_aside", "place")
BY_ASSOCIATION = ("accept", "decline", "plan", "meet")
SAID = ("agree", "approve", "accept")
KEPT = ("set_aside", "decline", "not_pursue")
MOMENTS = {
    "approve": "approved_at",
    "agree": "approved_at",
    "send": "sent_at",
    "accept": "answered_at",
    "decline": "answered_at",
}


def tell(cast: Cast) -> None:
    """Write every introduction as its story tells it."""
    sheets = sources.sheets("stories")
    for slug, sheet in sheets.items():
        introduction = _opened(cast, slug, sheet)
        _live(cast, introduction, sheet)
        _talk(cast, introduction, sheet)
        cast.introductions[slug] = introduction


def sides(cast: Cast, sheet: Sheet) -> dict[str, Account]:
    """Name the three people of a story: who volunteers, who answers, who mediates."""
    volunteer = sheet["volunteer"]
    association = sources.missions()[sheet["mission"]]["association"]
    return {
        "volunteer": cast.accounts[volunteer],
        "association": cast.speakers[association],
        "referent": cast.followers[volunteer] or _holder(cast, cast.accounts[volunteer]),
    }


def _holder(cast: Cast, volunteer: Account) -> Account:
    """Name who holds the territory of someone whom no référent follows."""
    for slug, sheet in sources.sheets("people")["referents"].items():
        for name in sheet["territories"]:
            codes = {commune.code for commune in cast.territories[name].communes}
            if volunteer.commune_code in codes:
                return cast.accounts[slug]
    raise LookupError(volunteer.first_name)


def _opened(cast: Cast, slug: str, sheet: Sheet) -> Introduction:
    people = sides(cast, sheet)
    verb = sheet["steps"][0][0]
    unseen = len(sheet["steps"]) == 1 and cast.followers[sheet["volunteer"]] is None
    thread = Thread()
    db.session.add(thread)
    db.session.flush()
    introduction = Introduction(
        token=token("introduction", slug),
        state=STATES[verb],
        volunteer_id=people["volunteer"].id,
        mission_id=cast.missions[sheet["mission"]].id,
        referent_id=None if unseen else people["referent"].id,
        thread_id=thread.id,
        origin=STATES[verb],
        words=sheet["words"],
        released=sheet.get("released", []),
        reason=sheet.get("reason", ""),
        created_at=_when(cast, sheet, 0),
    )
    db.session.add(introduction)
    db.session.flush()
    return introduction


def _live(cast: Cast, introduction: Introduction, sheet: Sheet) -> None:
    if "meeting" in sheet:
        _arrange(cast, introduction, sheet)
    for index, (verb, _, words) in enumerate(sheet["steps"]):
        at = _when(cast, sheet, index)
        actor = _actor(cast, verb, sheet)
        cast.note(verb, introduction, actor, at)
        _move(introduction, verb, at)
        if words and verb in KEPT:
            introduction.sentence = words
        elif words and verb in SAID and actor:
            _say(introduction, actor, words, at)
    if introduction.state in HOLDING:
        introduction.holds_place = True
        cast.missions[sheet["mission"]].places_left -= 1


def _move(introduction: Introduction, verb: str, at: datetime) -> None:
    if verb in STATES:
        introduction.state = STATES[verb]
        introduction.state_since = at
    if verb in MOMENTS:
        setattr(introduction, MOMENTS[verb], at)
    if verb == "remind":
        introduction.noticed = ["sent_14"]


def _arrange(cast: Cast, introduction: Introduction, sheet: Sheet) -> None:
    meeting = sheet["meeting"]
    introduction.meeting_at = meeting_moment(cast, sheet)
    introduction.meeting_place = next(s[2] for s in sheet["steps"] if s[0] == "plan")
    introduction.meeting_with = sides(cast, sheet)["association"].first_name
    introduction.accompanied = meeting["accompanied"]


def meeting_moment(cast: Cast, sheet: Sheet) -> datetime:
    """Give the moment of the first meeting: never on a Sunday."""
    meeting = sheet["meeting"]
    day = cast.calendar.not_a_sunday(meeting["day"])
    hour, minute = map(int, meeting["time"].split(":"))
    return cast.calendar.moment((day - cast.calendar.today).days, hour, minute)


def _when(cast: Cast, sheet: Sheet, index: int) -> datetime:
    """Date a step; the hours grow along a story, so that two steps of a day keep their order."""
    verb, offset, _ = sheet["steps"][index]
    if verb == "meet":
        return meeting_moment(cast, sheet)
    return cast.calendar.moment(offset, 9 + index, 7 * index)


def _actor(cast: Cast, verb: str, sheet: Sheet) -> Account | None:
    people = sides(cast, sheet)
    if verb in BY_VOLUNTEER:
        return people["volunteer"]
    if verb in BY_REFERENT:
        return people["referent"]
    if verb in BY_ASSOCIATION:
        return people["association"]
    return people[sheet["by"]] if verb == "not_pursue" else None


def _talk(cast: Cast, introduction: Introduction, sheet: Sheet) -> None:
    people = sides(cast, sheet)
    for number, (who, offset, body) in enumerate(sheet.get("messages", [])):
        _say(introduction, people[who], body, cast.calendar.moment(offset, 17, 12 * number))


def _say(introduction: Introduction, author: Account, body: str, at: datetime) -> None:
    db.session.add(Message(thread_id=introduction.thread_id, author_id=author.id, body=body, at=at))
