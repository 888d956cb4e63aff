"""The sheet that people sign at a workshop, as a file to print."""

from flask import Response

from app import phrases
from app.accounts.models import Role
from app.papers import serving
from app.papers.actions import typeset
from app.papers.shapes import AttendanceSheet
from app.web import me, only
from app.workshops import attending, queries, reading
from app.workshops.session_views import BLANK_LINES
from app.workshops.views import blueprint


@blueprint.get("/seances/<token>/feuille.pdf")
@only(Role.REFERENT)
def sheet_file(token: str) -> Response:
    """Give the sheet; it is made anew each time and kept by nobody."""
    found = queries.find_session_run(token, by=me())
    rows = [one for one in attending.rows_of(found) if not one.waiting]
    names = reading.names_for(me(), [one.volunteer for one in rows])
    hours = f"de {phrases.hour(found.starts_at)} à {phrases.hour(found.ends_at)}"
    sheet = AttendanceSheet(
        title=f"Feuille de présence\u00a0: {found.workshop.title}",
        when=f"{phrases.day(found.starts_at)}, {hours}",
        place=found.place,
        names=[names[one.volunteer_id] for one in rows],
        speaker=found.workshop.speaker,
        blanks=BLANK_LINES,
    )
    return serving.give(typeset(sheet.template, sheet.words()), "feuille-de-presence.pdf")
