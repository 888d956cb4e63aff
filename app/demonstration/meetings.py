"""The introductions of the demonstration: who asked for whom, who answered what, and when."""

from datetime import datetime, timedelta

from app.accounts.models import Account
from app.demonstration import sources
from app.demonstration.cast import Cast, token
from app.demonstration.sources import Sheet
from app.extensions import db
from app.introductions import life, release
from app.introductions.models import Introduction
from app.missions.models import Mission
from app.suggestions.models import Answer, Choice
from app.threads.models import Message, Thread

OPENINGS = {"suggest": "suggested", "ask": "asked"}
STATES = OPENINGS | {step.name: step.target for step in life.STEPS}
BY_VOLUNTEER = ("ask", "agree", "decline_suggestion", "withdraw")
BY_REFERENT = ("suggest", "approve", "set_aside", "place")
BY_ASSOCIATION = ("accept", "decline", "plan", "meet")
SAID = ("approve", "accept", "not_pursue")
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


def choose(cast: Cast) -> None:
    """Write which missions people kept for later, and which are not for them."""
    for slug, sheet in sources.sheets("volunteers").items():
        saved: dict[str, str | None] = dict.fromkeys(sheet.get("saved", []))
        for mission, reason in {**saved, **sheet.get("dismissed", {})}.items():
            db.session.add(
                Choice(
                    volunteer_id=cast.accounts[slug].id,
                    mission_id=cast.missions[mission].id,
                    answer=Answer.SAVED if mission in saved else Answer.DISMISSED,
                    reason=reason,
                    at=cast.calendar.moment(max(sheet["since"], -3), 20),
                )
            )


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
    people, volunteer = sides(cast, sheet), sheet["volunteer"]
    person, verb = people["volunteer"], sheet["steps"][0][0]
    unseen = len(sheet["steps"]) == 1 and cast.followers[volunteer] is None
    thread = Thread()
    db.session.add(thread)
    db.session.flush()
    introduction = Introduction(
        token=token("introduction", slug),
        state=STATES[verb],
        volunteer_id=person.id,
        mission_id=cast.missions[sheet["mission"]].id,
        referent_id=None if unseen else people["referent"].id,
        thread_id=thread.id,
        origin=STATES[verb],
        proposal=sheet["words"] if verb == "suggest" else "",
        words=sheet["words"] if verb == "ask" else "",
        released=release.expand(sheet.get("released", []), cast.profiles[volunteer], person),
        noticed=sheet.get("noticed", []),
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
        _keep(introduction, verb, words)
        if words and verb in SAID and actor:
            _say(introduction, actor, words, at)
    if introduction.state in life.RELATED:
        introduction.holds_place = True
        _take_place(cast, cast.missions[sheet["mission"]], introduction)


def _take_place(cast: Cast, mission: Mission, introduction: Introduction) -> None:
    mission.places_left -= 1
    if mission.places_left == 0 and introduction.answered_at:
        mission.state_since = introduction.answered_at
        cast.note("fill", mission, None, introduction.answered_at)


def _move(introduction: Introduction, verb: str, at: datetime) -> None:
    if verb in STATES:
        introduction.state = STATES[verb]
        introduction.state_since = at
    if verb in MOMENTS:
        setattr(introduction, MOMENTS[verb], at)
    if verb == "remind":
        introduction.noticed = [*introduction.noticed, "sent_14"]


def _keep(introduction: Introduction, verb: str, words: str) -> None:
    if verb == "agree":
        introduction.words = words
    elif verb == "set_aside":
        introduction.sentence = words


def _arrange(cast: Cast, introduction: Introduction, sheet: Sheet) -> None:
    meeting = sheet["meeting"]
    introduction.meeting_at = meeting_moment(cast, sheet)
    introduction.meeting_place = next(s[2] for s in sheet["steps"] if s[0] == "plan")
    introduction.meeting_with = sides(cast, sheet)["association"].first_name
    introduction.accompanied = meeting["accompanied"]
    if meeting.get("confirmed") or introduction.meeting_at < cast.calendar.now:
        planned = next(i for i, step in enumerate(sheet["steps"]) if step[0] == "plan")
        introduction.meeting_confirmed_at = _when(cast, sheet, planned) + timedelta(minutes=50)


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
    if verb == "send":
        return people["volunteer" if sheet["steps"][0][0] == "suggest" else "referent"]
    return people[sheet["by"]] if verb == "not_pursue" else None


def _talk(cast: Cast, introduction: Introduction, sheet: Sheet) -> None:
    """Write the messages; until the association has answered, they stay on the person’s side."""
    people = sides(cast, sheet)
    for number, (who, offset, body) in enumerate(sheet.get("messages", [])):
        at = cast.calendar.moment(offset, 17, 12 * number)
        answered = introduction.answered_at is not None and introduction.answered_at < at
        _say(introduction, people[who], body, at, aside=not answered)


def _say(
    introduction: Introduction, author: Account, body: str, at: datetime, *, aside: bool = False
) -> None:
    db.session.add(
        Message(
            thread_id=introduction.thread_id, author_id=author.id, body=body, at=at, aside=aside
        )
    )
