"""Contracts that mention volunteering, engagement citoyen sheets, monthly interviews."""

from bisect import bisect_left
from datetime import date, timedelta
from typing import Any

from app import terms
from app.indicators.ledger import Ledger
from app.indicators.lives import Lives, Stay
from app.indicators.periods import Period
from app.indicators.rows import By, Count, Indicator, Measure, Row, Shape

DAY = timedelta(days=1)


def _stay(lives: Lives, episode: int | None) -> Stay | None:
    return lives.stay_of.get(episode) if episode is not None else None


def contracts(ledger: Ledger, period: Period) -> list[Row]:
    """Give the contracts that take effect, and those that come to mention volunteering."""
    lives, first = ledger.lives, _first_mentions(ledger)
    rows = []
    for id_, person, episode, _, effect, *_ in ledger.contracts:
        stay = _stay(lives, episode)
        if effect in period:
            rows.append(lives.row("contract", effect, person, id_, stay=stay))
        if first.get(id_) in period:
            rows.append(lives.row("mention", first[id_], person, id_, stay=stay))
    return rows


def _first_mentions(ledger: Ledger) -> dict[int, date]:
    """Say from which day each contract mentions a volunteer or civic activity."""
    first: dict[int, date] = {}
    for _, _, contract, _, added, _, effect in ledger.planned_activities:
        day = max(added, effect)
        first[contract] = min(first.get(contract, day), day)
    return first


def sheets(ledger: Ledger, period: Period) -> list[Row]:
    """Give the sheets signed since the beginning, those of the period, and the renewals."""
    lives, rows = ledger.lives, []
    for id_, person, episode, state, decided, follows, _ in ledger.civic:
        if state in ("refused", "proposed") or decided is None or decided > period.until:
            continue
        stay = _stay(lives, episode)
        parts = ["ever"]
        if decided in period:
            parts += ["signed", "renewal"] if follows else ["signed"]
        rows += [lives.row(part, decided, person, id_, stay=stay) for part in parts]
    return rows


def outcomes(ledger: Ledger, period: Period) -> list[Row]:
    """Give the last outcome, in the period, of what was proposed to each in each accompaniment."""
    last: dict[tuple[int, int], Any] = {}
    for one in sorted(ledger.civic, key=lambda c: (c.decided_on or date.min, c.id)):
        if one.state != "proposed" and one.decided_on in period:
            last[one.volunteer_id, one.episode_id] = one
    return [
        ledger.lives.row(
            "refused" if one.state == "refused" else "accepted",
            one.decided_on, one.volunteer_id, one.id, stay=_stay(ledger.lives, one.episode_id),
        )
        for one in last.values()
    ]  # fmt: skip


def months(ledger: Ledger, period: Period) -> list[Row]:
    """Give each whole month of contract that ends in the period, and whether someone was met.

    With them, the meetings missed or called off of a day under contract.
    """
    lives, held = ledger.lives, _days_by_person(ledger, ("held",))
    rows: list[Row] = []
    under_contract: dict[int, list[tuple[date, date]]] = {}
    for id_, person, episode, anchor, effect, planned, closed, _ in ledger.contracts:
        under_contract.setdefault(person, []).append((effect, closed or planned))
        stay = _stay(lives, episode)
        days = held.get(person, [])
        for since, until in whole_months(anchor or effect, effect, closed or planned, period):
            unit = f"{id_}-{until}"
            rows.append(lives.row("month", until, person, unit, stay=stay))
            at = bisect_left(days, since)
            if at < len(days) and days[at] <= until:
                rows.append(lives.row("met", until, person, unit, stay=stay))
    for id_, person, day, state in ledger.interviews:
        if day not in period or state not in ("no_show", "excused"):
            continue
        if any(since <= day <= until for since, until in under_contract.get(person, ())):
            rows.append(lives.row(state, day, person, id_))
    return rows


def whole_months(
    anchor: date, effect: date, last: date | None, period: Period
) -> list[tuple[date, date]]:
    """List the whole months of a contract, counted from its anchor, that end in a period."""
    end = min(last or period.until, period.until)
    passed = (period.since.year - anchor.year) * 12 + period.since.month - anchor.month - 1
    rank = max(passed, 0)
    found: list[tuple[date, date]] = []
    while True:
        since = terms.end_of_term(anchor, rank) + DAY if rank else anchor
        until = terms.end_of_term(anchor, rank + 1)
        if until > end:
            return found
        if until >= period.since and since >= effect:
            found.append((since, until))
        rank += 1


def _days_by_person(ledger: Ledger, states: tuple[str, ...]) -> dict[int, list[date]]:
    days: dict[int, list[date]] = {}
    for _, person, day, state in ledger.interviews:
        if state in states:
            days.setdefault(person, []).append(day)
    for known in days.values():
        known.sort()
    return days


I1 = Indicator(
    key="i1",
    title="Contrats qui mentionnent du bénévolat",
    definition=(
        "Contrats (CER ou contrat d’engagement) qui prévoient au moins une activité bénévole ou "
        "citoyenne, dès la signature ou par un ajout. Le contrat compte au jour de sa prise "
        "d’effet, ou au jour de l’ajout s’il vient après."
    ),
    unit="contrat",
    dedup="Un contrat compte une fois ; un renouvellement est un nouveau contrat.",
    edges=(
        "Signé le 30 juin avec effet au 1er juillet : second semestre.",
        "Brouillon, proposé, refusé ou retiré : non compté. Annulé pour erreur : exclu.",
    ),
    measures=(
        Measure("contrats", "contrats qui mentionnent du bénévolat", Count(("mention",)),
                main=True),
        Measure("personnes", "personnes", Count(("mention",), By.PEOPLE)),
        Measure("effets", "contrats qui prennent effet", Count(("contract",))),
    ),
    rows=contracts,
    silence="aucun contrat ne prend effet sur la période",
)  # fmt: skip

I10 = Indicator(
    key="i10",
    title="Engagements citoyens signés",
    definition=(
        "Fiches « engagement citoyen » signées, depuis le lancement et sur la période, au jour "
        "de la signature."
    ),
    unit="engagement",
    dedup="Chaque fiche signée compte ; les renouvellements sont aussi donnés à part.",
    edges=("Refusée, retirée ou en attente : non comptée.",),
    measures=(
        Measure("cumul", "signés depuis le lancement", Count(("ever",)), main=True),
        Measure("cumul-personnes", "personnes depuis le lancement", Count(("ever",), By.PEOPLE)),
        Measure("periode", "signés sur la période", Count(("signed",))),
        Measure("personnes", "personnes sur la période", Count(("signed",), By.PEOPLE)),
        Measure("renouvellements", "dont renouvellements", Count(("renewal",))),
    ),
    rows=sheets,
    silence="aucun engagement citoyen signé depuis le lancement",
)

I11 = Indicator(
    key="i11",
    title="Taux de refus de l’engagement citoyen",
    definition=(
        "Refus, parmi les propositions qui ont eu une réponse sur la période. Refuser est un "
        "droit : ce taux dit si la proposition reste libre, il ne juge personne."
    ),
    unit="proposition",
    dedup="Une personne compte une fois par accompagnement, avec sa dernière réponse.",
    edges=(
        "En attente, ou retirée par le service : exclue.",
        "Un oui donné plus tard compte dans la période de ce oui ; le rapport figé reste.",
    ),
    measures=(
        Measure("taux", "de refus", Count(("refused",)), Count(("refused", "accepted")),
                Shape.PERCENT, main=True),
        Measure("refus", "refus", Count(("refused",)), group="issue"),
        Measure("accords", "accords", Count(("accepted",)), group="issue"),
    ),
    rows=outcomes,
    totals={"issue": Count(("refused", "accepted"))},
    silence="aucune proposition n’a eu de réponse sur la période",
)  # fmt: skip

I13 = Indicator(
    key="i13",
    title="Entretiens mensuels",
    definition=(
        "Part des mois entiers de contrat où au moins un entretien a eu lieu. Les mois se comptent "
        "depuis le premier jour du contrat ; le mois appartient à la période où il finit."
    ),
    unit="mois de contrat",
    dedup="Un mois de contrat compte une fois, quel que soit le nombre d’entretiens.",
    edges=(
        "Le premier mois compte dès le début ; un dernier mois incomplet n’est pas regardé.",
        "Absences et rendez-vous annulés ne suffisent pas ; ils sont donnés à part.",
        "Un entretien par téléphone ou en visio compte.",
    ),
    measures=(
        Measure("taux", "des mois avec un entretien", Count(("met",)), Count(("month",)),
                Shape.PERCENT, main=True),
        Measure("mois", "mois de contrat regardés", Count(("month",))),
        Measure("tenus", "mois avec un entretien", Count(("met",))),
        Measure("absences", "rendez-vous manqués, un jour de contrat", Count(("no_show",))),
        Measure("excuses", "rendez-vous décommandés, un jour de contrat", Count(("excused",))),
    ),
    rows=months,
    silence="aucun mois de contrat ne finit sur la période",
)  # fmt: skip
