"""Reports: begun, frozen, sent, begun again; what changed between two versions."""

from dataclasses import dataclass

from flask import Response as FlaskResponse
from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app import clock
from app.accounts.models import Account, Role
from app.indicators import actions, freezing, life, periods, printing, queries
from app.indicators.asking import DESKS, operator_of
from app.indicators.forms import PeriodForm, ReportForm, SendForm
from app.indicators.freezing import Difference
from app.indicators.models import Report, ReportVersion
from app.indicators.names import LABELS, names
from app.indicators.periods import Period
from app.indicators.tables import XLSX
from app.indicators.views import blueprint
from app.indicators.wording import sentence
from app.papers.serving import give
from app.web import go, me, only, tell

REPORTS = "/<any(pilotage,operateur):desk>/rapports"
PREPARERS = (Role.PILOT, Role.OPERATOR)


@blueprint.route("/pilotage/rapports", endpoint="pilot_reports", defaults={"desk": "pilotage"},
                 methods=["GET", "POST"])  # fmt: skip
@blueprint.route("/operateur/rapports", endpoint="operator_reports",
                 defaults={"desk": "operateur"}, methods=["GET", "POST"])  # fmt: skip
@blueprint.route(REPORTS, methods=["GET", "POST"])
@only(*PREPARERS)
def reports(desk: str) -> Response | str:
    """List the reports one may read, and begin another."""
    _check(desk)
    form, choices = ReportForm(), _choices()
    known = names()
    form.period.choices = [(p.code, f"{sentence(p.name)}") for p in choices]
    form.programme.choices = [
        ("", "Toutes"),
        *((n.token, n.name) for n in known["programme"].values()),
    ]
    if form.submitted():
        period = next(p for p in choices if p.code == form.period.data)
        programme = known.find("programme", form.programme.data or "")
        operator = operator_of(me()) if me().role == Role.OPERATOR else None
        report = actions.open_report(period, operator, programme.id if programme else None, by=me())
        tell("Le rapport est ouvert. Figez ses chiffres quand ils sont prêts.")
        return go("indicators.report", desk=desk, token=report.token)
    return render_template(
        "indicators/reports.html", desk=desk, form=form, reports=queries.reports(me())
    )


def _check(desk: str) -> None:
    if DESKS[Role(me().role)] != desk:
        raise NotFound
    if me().role == Role.OPERATOR and operator_of(me()) < 0:
        raise NotFound


def _choices() -> list[Period]:
    added = [row.period for row in queries.reporting_periods()]
    return [*periods.recent(clock.today()), *added]


@dataclass(frozen=True)
class Told:
    """A version one may read, and what changed since the one before."""

    version: ReportVersion
    changes: list[Difference]


def _told(report: Report, account: Account) -> list[Told]:
    readable = [v for v in report.versions if queries.may_read(v, account)]
    others = not life.prepares(account, report)
    pairs = zip([None, *readable], readable, strict=False)
    told = [
        Told(new, freezing.differences(old, new, safe=others) if old else []) for old, new in pairs
    ]
    return told[::-1]


@blueprint.get(f"{REPORTS}/<token>")
@only(*PREPARERS)
def report(desk: str, token: str) -> str:
    """Show a report: its versions, to whom each was sent, and what may be done now."""
    _check(desk)
    found = queries.find_report(token, seen_by=me())
    return render_template(
        "indicators/report.html",
        desk=desk,
        report=found,
        told=_told(found, me()),
        may_freeze=found.may_take(life.FREEZE, me()),
        may_send=found.may_take(life.SEND, me()),
        form=SendForm(),
    )


@blueprint.post(f"{REPORTS}/<token>/figer")
@only(*PREPARERS)
def freeze(desk: str, token: str) -> Response:
    """Freeze the figures of a report."""
    _check(desk)
    found = queries.find_report(token, seen_by=me())
    version = actions.freeze(found, by=me())
    tell(f"Version {version.number} figée. Ses chiffres ne changeront plus.")
    return go("indicators.report", desk=desk, token=token)


@blueprint.post(f"{REPORTS}/<token>/envoyer")
@only(*PREPARERS)
def send(desk: str, token: str) -> Response | str:
    """Note to whom the last version was sent."""
    _check(desk)
    found, form = queries.find_report(token, seen_by=me()), SendForm()
    if form.submitted() and form.on.data:
        actions.send(found, form.recipient.data or "", form.on.data, by=me())
        tell(life.SEND.done)
        return go("indicators.report", desk=desk, token=token)
    return render_template(
        "indicators/report.html", desk=desk, report=found, told=_told(found, me()),
        may_freeze=False, may_send=True, form=form,
    )  # fmt: skip


def _version(desk: str, token: str, number: int) -> ReportVersion:
    _check(desk)
    return queries.find_version(queries.find_report(token, seen_by=me()), number, seen_by=me())


@blueprint.get(f"{REPORTS}/<token>/v<int:number>")
@only(*PREPARERS)
def version(desk: str, token: str, number: int) -> str:
    """Show a version as it leaves, ready to print."""
    found = _version(desk, token, number)
    return render_template(
        "indicators/version.html",
        desk=desk,
        version=found,
        report=found.report,
        lines=printing.lines(found),
        labels=LABELS,
        notes=printing.NOTES,
        own=life.prepares(me(), found.report),
        sentence=sentence,
    )


@blueprint.get(f"{REPORTS}/<token>/v<int:number>.<any(xlsx,csv,pdf):kind>")
@only(*PREPARERS)
def download(desk: str, token: str, number: int, kind: str) -> FlaskResponse:
    """Give a version as a file: only what may leave is in it."""
    found = _version(desk, token, number)
    makers = {
        "xlsx": (printing.spreadsheet, XLSX),
        "csv": (printing.table, "text/csv"),
        "pdf": (printing.paper, "application/pdf"),
    }
    make, media_type = makers[kind]
    name = f"rapport-{found.report.period.code}-v{found.number}.{kind}"
    return give(make(found), name, media_type)


@blueprint.route("/pilotage/periodes", methods=["GET", "POST"])
@only(Role.PILOT)
def added_periods() -> Response | str:
    """Add a period that the département reports on."""
    form = PeriodForm()
    if form.submitted() and form.since.data and form.until.data:
        period = Period(form.since.data, form.until.data, form.label.data or "")
        if any((p.since, p.until) == (period.since, period.until) for p in _choices()):
            form.until.errors = ["Cette période existe déjà."]
        else:
            actions.add_period(period, by=me())
            tell("La période est ajoutée.")
            return go("indicators.added_periods")
    return render_template("indicators/periods.html", form=form, added=queries.reporting_periods())
