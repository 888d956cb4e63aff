"""Workshops, collective actions, and people put in touch with an ambassador."""

from app.indicators.ledger import Ledger
from app.indicators.lines.caseload import active
from app.indicators.periods import Period
from app.indicators.rows import By, Count, Indicator, Measure, Row
from app.indicators.scopes import Scope


def workshops(ledger: Ledger, period: Period) -> list[Row]:
    """Give the sessions of workshops held, and who was present."""
    held = {s[0]: s for s in ledger.sessions if s[3] in period and s[2] == "workshop"}
    rows = [row for s in held.values() for row in _sessions(ledger, "session", s)]
    lives = ledger.lives
    for session, person in ledger.attendances:
        if session in held:
            day = held[session][3]
            part = "present" if lives.stay(person, day) else "other"
            rows.append(lives.row(part, day, person, f"{session}-{person}"))
    return rows


def _sessions(ledger: Ledger, part: str, session: tuple) -> list[Row]:  # type: ignore[type-arg]
    """Make a row for each operator who runs a session: it counts for each, and once in all."""
    id_, workshop, _, day, guests, territory, programme, _ = session
    return [
        Row(part, day, None, id_, territory, operator, None, programme, None, str(workshop), guests)
        for operator in ledger.workshop_operators.get(workshop, [None])
    ]


def actions(ledger: Ledger, period: Period) -> list[Row]:
    """Give the sessions of collective actions held, and the actions they make."""
    rows: list[Row] = []
    sessions = [s for s in ledger.sessions if s[3] in period]
    held = {s[0]: s[3] for s in sessions if s[2] == "collective_action"}
    for session in sessions:
        if session[0] not in held:
            rows += _sessions(ledger, "workshop", session)
            continue
        for row in _sessions(ledger, "session", session):
            rows += [row, row._replace(part="action", unit=session[1])]
            if len(ledger.workshop_operators.get(session[1], ())) > 1:
                rows.append(row._replace(part="shared", unit=session[1]))
    for session_id, person in ledger.attendances:
        if session_id in held:
            day = held[session_id]
            rows.append(ledger.lives.row("present", day, person, f"{session_id}-{person}"))
    return rows


def referrals(ledger: Ledger, period: Period) -> list[Row]:
    """Give who was put in touch with an ambassador, whatever came of it."""
    rows = active(ledger, period)
    for id_, person, day, state in ledger.referrals:
        if day in period:
            row = ledger.lives.row("referral", day, person, id_, what=state)
            rows.append(row)
    return rows


def has_ambassadors(ledger: Ledger, scope: Scope) -> bool:
    """Tell whether there is an ambassador here; where there is none, nobody could be sent."""
    if ledger.referrals:
        return True
    return any(
        not where or scope.territory is None or scope.territory in where
        for _, where in ledger.ambassadors
    )


I2 = Indicator(
    key="i2",
    title="Participants aux ateliers",
    definition=(
        "Personnes accompagnées présentes à au moins une séance d’atelier de la période. Une "
        "personne dont l’accompagnement n’est pas en cours ce jour-là est comptée à part."
    ),
    unit="personne",
    dedup="Une personne compte une fois, quel que soit le nombre de séances.",
    edges=(
        "Arriver en retard, c’est être présent. Une séance annulée ne compte pas.",
        "Une action collective n’est pas un atelier.",
    ),
    measures=(
        Measure("personnes", "personnes présentes au moins une fois",
                Count(("present",), By.PEOPLE), main=True),
        Measure("presences", "présences", Count(("present",))),
        Measure("seances", "séances tenues", Count(("session",)), of_things=True),
        Measure("autres", "autres bénévoles présents", Count(("other",), By.PEOPLE)),
        Measure("invites", "autres participants, sans compte", Count(("session",), By.SUM)),
    ),
    rows=workshops,
    silence="aucune séance d’atelier n’est saisie sur la période",
)  # fmt: skip

I3 = Indicator(
    key="i3",
    title="Actions collectives",
    definition=(
        "Actions collectives, bénévoles ou citoyennes, dont au moins une séance s’est tenue dans "
        "la période."
    ),
    unit="action",
    dedup="Une action compte une fois, même avec plusieurs séances.",
    edges=(
        "À cheval sur deux semestres : une fois dans chacun, une seule fois dans l’année.",
        "Menée par deux opérateurs : une fois pour chacun, une fois au total, et signalée.",
    ),
    measures=(
        Measure("actions", "actions collectives", Count(("action",)), main=True, of_things=True),
        Measure("seances", "séances tenues", Count(("session",)), of_things=True),
        Measure("participants", "personnes présentes", Count(("present",), By.PEOPLE)),
        Measure(
            "partagees", "dont menées par plusieurs opérateurs", Count(("shared",)), of_things=True
        ),
    ),
    rows=actions,
    silence="aucune séance n’est saisie sur la période",
)

I6 = Indicator(
    key="i6",
    title="Orientations vers les ambassadeurs du bénévolat",
    definition="Personnes adressées à un ambassadeur dans la période, quel que soit le résultat.",
    unit="orientation",
    dedup="Chaque orientation compte ; les personnes sont données à part.",
    edges=("Là où il n’y a pas d’ambassadeur : non concerné.",),
    measures=(
        Measure("orientations", "orientations", Count(("referral",)), main=True),
        Measure("personnes", "personnes", Count(("referral",), By.PEOPLE)),
        *(
            Measure(key, label, Count(("referral",), whats=frozenset(states)), group="resultat")
            for key, label, states in (
                ("prises", "prises en charge", ("taken",)),
                ("refusees", "que l’ambassadeur n’a pas pu prendre", ("declined",)),
                ("sans-suite", "sans suite", ("closed",)),
                ("en-attente", "en attente de réponse", ("referred",)),
            )
        ),
    ),
    rows=referrals,
    totals={"resultat": Count(("referral",))},
    silence="aucun accompagnement sur la période",
    concerns=has_ambassadors,
)
