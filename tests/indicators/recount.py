"""Every figure counted again, slowly and plainly, from exported tables: no query, no shared code.

Written from the definitions alone. Days are walked one by one; nothing is indexed.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from fractions import Fraction
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.extensions import db

DAY = timedelta(days=1)
SIGNED = ("signed", "renewed", "ended", "terminated")
DURABLE = {
    "emploi_cdi", "emploi_cdd_6m_plus", "emploi_interim_6m_plus", "fonction_publique",
    "creation_entreprise",
}  # fmt: skip
SORTED = {
    **dict.fromkeys(DURABLE, "durable"),
    **dict.fromkeys(("emploi_cdd_moins_6m", "emploi_interim_court", "contrat_aide"), "transition"),
    **dict.fromkeys(
        ("formation_qualifiante", "formation_prequalifiante", "iae", "service_civique"), "positive"
    ),
    "mission_benevole_perenne": "mission",
    "autre_accompagnement": "referral",
    "n_a_pas_donne_suite": "no_follow_up",
    "jamais_venu": "no_follow_up",
}
ORDER = ("durable", "transition", "positive", "mission", "referral", "neutral", "no_follow_up")
JOB_AT_EXIT = {
    "emploi_cdi": "cdi", "fonction_publique": "cdi", "emploi_cdd_6m_plus": "cdd",
    "emploi_cdd_moins_6m": "cdd", "emploi_interim_6m_plus": "interim",
    "emploi_interim_court": "interim", "creation_entreprise": "independant",
    "contrat_aide": "contrat_aide", "iae": "iae",
}  # fmt: skip
UNPAID = {"formation", "stage", "immersion"}


def exported() -> dict[str, list[dict[str, Any]]]:
    """Give every table as plain rows."""
    return {
        table.name: [dict(row) for row in db.session.execute(select(table)).mappings()]
        for table in db.metadata.sorted_tables
    }


def later(day: date, months: int) -> date:
    """Give the day of the same number, or the last of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end(day: date, months: int) -> date:
    """Give the last day of a term."""
    found = later(day, months)
    return found - DAY if found.day == day.day else found


def civil(moment: datetime | None) -> date | None:
    """Give the day in France."""
    return moment.astimezone(ZoneInfo("Europe/Paris")).date() if moment else None


class Recount:
    """The figures of some days, for some scope, in plain Python."""

    def __init__(self, tables: Any, since: date, until: date, as_of: date, scope: Any) -> None:
        self.t, self.scope = tables, scope
        self.days = [since + DAY * n for n in range((min(until, as_of) - since).days + 1)]
        practice = {a["id"] for a in tables["accounts"] if a["is_practice"]}
        for name, rows in tables.items():
            self.t[name] = [r for r in rows if r.get("volunteer_id") not in practice]
        self.episodes = [e for e in self.t["episodes"] if e["started_on"]]

    def figures(self) -> dict[str, tuple[Any, Any]]:
        """Give (above, below) for each figure; below is None for a count."""
        parts = (self.caseload, self.contracts, self.groups, self.starts, self.exits, self.work,
                 self.after, self.sheets, self.months, self.traffic)  # fmt: skip
        return {key: value for part in parts for key, value in part().items()}

    def holder(self, person: int, day: date) -> dict[str, Any]:
        held = [
            a
            for a in self.t["assignments"]
            if a["volunteer_id"] == person
            and a["since"] <= day
            and (a["until"] is None or day <= a["until"])
        ]
        return max(held, key=lambda a: (a["since"], a["id"]), default={})

    def covers(self, episode: Any, day: date) -> bool:
        return episode["started_on"] <= day and (
            episode["ended_on"] is None or day <= episode["ended_on"]
        )

    def episode_on(self, person: int, day: date) -> dict[str, Any]:
        found = [e for e in self.episodes if e["volunteer_id"] == person and self.covers(e, day)]
        return max(found, key=lambda e: (e["started_on"], e["id"]), default={})

    def episode_called(self, id_: int | None) -> dict[str, Any]:
        return next((e for e in self.episodes if e["id"] == id_), {})

    def here(self, person: int, day: date, episode: Any = None) -> bool:
        holder = self.holder(person, day)
        episode = episode or self.episode_on(person, day)
        told = {
            "operator": holder.get("operator_id"),
            "territory": holder.get("territory_id"),
            "referent": holder.get("referent_id"),
            "programme": episode.get("programme_id"),
            "pathway": episode.get("pathway"),
        }
        return all(told[name] == wanted for name, wanted in self.scope.items())

    def caseload(self) -> dict[str, Any]:
        last = self.days[-1]
        on = {
            day: {
                e["volunteer_id"]
                for e in self.episodes
                if self.covers(e, day) and self.here(e["volunteer_id"], day, e)
            }
            for day in self.days
        }
        self.active = set().union(*on.values())
        suspended = {
            e["volunteer_id"]
            for s in self.t["suspensions"]
            for e in self.episodes
            if e["id"] == s["episode_id"] and s["since"] <= last
            and (s["until"] is None or s["until"] >= last)
            and e["volunteer_id"] in on[last] and self.covers(e, last)
        }  # fmt: skip
        met = [(i["volunteer_id"], i["on"]) for i in self.t["interviews"] if i["state"] == "held"]
        seen = {
            person for person, day in met + self.present(("workshop", "collective_action"))
            if day in on and person in on[day]
        }  # fmt: skip
        waiting = {
            e["volunteer_id"]
            for e in self.t["episodes"]
            if e["referred_on"] <= last
            and (e["started_on"] is None or e["started_on"] > last)
            and (e["ended_on"] is None or e["ended_on"] > last)
            and self.here(e["volunteer_id"], e["referred_on"])
        }
        return {
            "file-active.periode": (len(self.active), None),
            "file-active.fin": (len(on[last]), None),
            "file-active.rencontrees": (len(seen), None),
            "file-active.suspendues": (len(suspended), None),
            "file-active.attente": (len(waiting), None),
            **self.load(len(on[last])),
        }

    def load(self, at_end: int) -> dict[str, Any]:
        if set(self.scope) - {"operator"}:
            return {}
        wanted = self.scope.get("operator")
        daily = [
            sum(
                (Fraction(g["fte"]) for g in self.t["fte_grants"]
                 if g["since"] <= day and (g["until"] is None or day <= g["until"])
                 and wanted in (None, g["operator_id"])),
                Fraction(0),
            )
            for day in self.days
        ]  # fmt: skip
        return {
            "file-active.charge": (at_end, daily[-1]),
            "file-active.charge-moyenne": (len(self.active), sum(daily) / len(daily)),
        }

    def contracts(self) -> dict[str, Any]:
        taking, mentioning = [], []
        for c in self.t["contracts"]:
            if c["state"] not in SIGNED or c["in_error"] or c["effective_on"] is None:
                continue
            episode = self.episode_called(c["episode_id"])
            if c["effective_on"] in self.days and self.here(
                c["volunteer_id"], c["effective_on"], episode
            ):
                taking.append(c)
            lines = [
                max(a["added_on"], c["effective_on"])
                for a in self.t["planned_activities"]
                if a["contract_id"] == c["id"]
            ]
            if lines and min(lines) in self.days and self.here(
                c["volunteer_id"], min(lines), episode
            ):  # fmt: skip
                mentioning.append(c)
        return {
            "i1.contrats": (len(mentioning), None),
            "i1.personnes": (len({c["volunteer_id"] for c in mentioning}), None),
            "i1.effets": (len(taking), None),
        }

    def sessions(self, kind: str) -> list[dict[str, Any]]:
        return [
            {**w, **s, "workshop": w["id"]}
            for s in self.t["workshop_sessions"]
            for w in self.t["workshops"]
            if w["id"] == s["workshop_id"] and w["kind"] == kind
            and s["on"] in self.days and s["cancelled_at"] is None
        ]  # fmt: skip

    def run_here(self, session: Any) -> bool:
        operators = [
            link["operator_id"]
            for link in self.t["workshop_operators"]
            if link["workshop_id"] == session["workshop"]
        ] or [
            p["operator_id"] for p in self.t["posts"] if p["account_id"] == session["organiser_id"]
        ]
        told = {
            "territory": [session["territory_id"]], "programme": [session["programme_id"]],
            "operator": operators, "referent": [None], "pathway": [None],
        }  # fmt: skip
        return all(wanted in told[name] for name, wanted in self.scope.items())

    def present(self, kinds: tuple[str, ...]) -> list[tuple[int, date]]:
        return [
            (e["volunteer_id"], s["on"])
            for kind in kinds
            for s in self.sessions(kind)
            for e in self.t["enrolments"]
            if e["session_id"] == s["id"] and e["attendance"] == "present"
            and e["cancelled_at"] is None
        ]  # fmt: skip

    def groups(self) -> dict[str, Any]:
        came = [p for p in self.present(("workshop",)) if self.here(*p)]
        inside = [p for p in came if self.episode_on(*p)]
        held = [s for s in self.sessions("workshop") if self.run_here(s)]
        actions = [s for s in self.sessions("collective_action") if self.run_here(s)]
        joined = {p for p, day in self.present(("collective_action",)) if self.here(p, day)}
        sent = [
            r for r in self.t["ambassador_referrals"]
            if r["referred_on"] in self.days and self.here(r["volunteer_id"], r["referred_on"])
        ]  # fmt: skip
        return {
            "i2.personnes": (len({p for p, _ in inside}), None),
            "i2.presences": (len(inside), None),
            "i2.seances": (len(held), None),
            "i2.autres": (len({p for p, d in came if not self.episode_on(p, d)}), None),
            "i2.invites": (sum(s["guests"] for s in held), None),
            "i3.actions": (len({s["workshop"] for s in actions}), None),
            "i3.seances": (len(actions), None),
            "i3.participants": (len(joined), None),
            "i6.orientations": (len(sent), None),
            "i6.personnes": (len({r["volunteer_id"] for r in sent}), None),
            "i6.prises": (sum(r["state"] == "taken" for r in sent), None),
        }

    def first_days(self) -> list[tuple[str, int, date]]:
        signed = {c["id"]: c for c in self.t["contracts"]
                  if c["state"] in SIGNED and not c["in_error"] and c["effective_on"]}  # fmt: skip
        return [
            *((f"p{p['id']}", p["volunteer_id"], p["confirmed_on"]) for p in self.t["placements"]
              if p["confirmed_on"]),
            *((f"o{o['id']}", o["volunteer_id"], o["started_on"]) for o in self.t["own_engagements"]
              if o["confirmed_on"] and o["state"] in ("confirmed", "finished")),
            *((f"c{a['id']}", signed[a["contract_id"]]["volunteer_id"],
               a["since"] or max(a["added_on"], signed[a["contract_id"]]["effective_on"]))
              for a in self.t["planned_activities"]
              if a["setting"] == "informal" and a["contract_id"] in signed),
        ]  # fmt: skip

    def starts(self) -> dict[str, Any]:
        all_ = [(u, p, d) for u, p, d in self.first_days() if d in self.days and self.here(p, d)]
        inside = [(u, p) for u, p, d in all_ if self.episode_on(p, d)]
        return {
            "i4.personnes": (len({p for _, p in inside}), None),
            "i4.debuts": (len(inside), None),
            "i4.autres": (len({p for _, p, d in all_ if not self.episode_on(p, d)}), None),
            "i4.sorties": (
                sum(e["exit_type"] == "mission_benevole_perenne" for e in self.left()), None
            ),
        }  # fmt: skip

    def back_soon(self, e: Any) -> bool:
        operator = self.holder(e["volunteer_id"], e["ended_on"]).get("operator_id")
        return any(
            o["volunteer_id"] == e["volunteer_id"]
            and 1 <= (o["started_on"] - e["ended_on"]).days <= 30
            and self.holder(o["volunteer_id"], o["started_on"]).get("operator_id") == operator
            for o in self.episodes
        )

    def left(self) -> list[dict[str, Any]]:
        return [
            e for e in self.episodes
            if e["ended_on"] in self.days and not self.back_soon(e)
            and self.here(e["volunteer_id"], e["ended_on"], e)
        ]  # fmt: skip

    def exits(self) -> dict[str, Any]:
        left = self.left()
        found = {"i5.sorties": (len(left), None)}
        for category in ORDER:
            of = [e for e in left if SORTED.get(e["exit_type"] or "autre", "neutral") == category]
            found[f"i5.categorie-{category.replace('_', '-')}"] = (len(of), None)
        for kind in ("emploi_cdi", "jamais_venu", "formation_qualifiante"):
            of = [e for e in left if e["exit_type"] == kind]
            found[f"i5.type-{kind.replace('_', '-')}"] = (len(of), None)
        return found

    def work(self) -> dict[str, Any]:
        started, told = set(), set()
        for a in self.t["activity_starts"]:
            e = self.episode_called(a["episode_id"]) or self.episode_on(
                a["volunteer_id"], a["started_on"]
            )
            if not e:
                continue
            told.add(e["id"])
            on = min(a["started_on"], e["ended_on"] or a["started_on"])
            if a["started_on"] >= e["started_on"] and on in self.days and a["kind"] not in UNPAID:
                started.add((a["volunteer_id"], on, e["id"]))
        for e in self.episodes:
            job = e["exit_type"] in JOB_AT_EXIT and e["id"] not in told
            if e["ended_on"] in self.days and not self.back_soon(e) and job:
                started.add((e["volunteer_id"], e["ended_on"], e["id"]))
        here = {p for p, on, id_ in started if self.here(p, on, self.episode_called(id_))}
        left = {e["volunteer_id"] for e in self.left()}
        return {
            "i8.taux": (len(here), len(self.active)),
            "i8.personnes": (len(here), None),
            "i8.taux-sorties": (len(left & {p for p, *_ in started}), len(left)),
        }

    def after(self) -> dict[str, Any]:
        asked = []
        for e in self.episodes:
            own = [f for f in self.t["follow_ups"] if f["episode_id"] == e["id"]]
            if e["ended_on"] and self.back_soon(e):
                continue
            dead = "deceased" if e["exit_type"] == "deces" else None
            due = own[0]["due_on"] if own else e["ended_on"] and later(e["ended_on"], 6)
            if due in self.days and self.here(e["volunteer_id"], due, e):
                asked.append(own[0] if own else {"outcome": dead})
        reached = [f for f in asked if f["outcome"] == "reached"]
        still = [f for f in reached if f["still_volunteering"] is not None]
        notes = [f["confidence"] for f in reached if f["confidence"] is not None]
        mean = Fraction(sum(notes), len(notes)) if notes else None
        return {
            "i7.cohorte": (len(asked), None),
            "i7.reponse": (len(reached), sum(f["outcome"] != "deceased" for f in asked)),
            "i7.benevolat": (sum(f["still_volunteering"] for f in still), len(still)),
            "i7.note-confiance": (mean, None),
        }

    def sheets(self) -> dict[str, Any]:
        ever = [
            c for c in self.t["civic_commitments"]
            if c["state"] in SIGNED and c["decided_on"] and c["decided_on"] <= self.days[-1]
            and self.here(c["volunteer_id"], c["decided_on"], self.episode_called(c["episode_id"]))
        ]  # fmt: skip
        now = [c for c in ever if c["decided_on"] in self.days]
        answered: dict[Any, Any] = {}
        for c in sorted(self.t["civic_commitments"], key=lambda c: c["id"]):
            if c["state"] not in (*SIGNED, "refused") or c["decided_on"] not in self.days:
                continue
            key = (c["volunteer_id"], c["episode_id"])
            if key not in answered or answered[key]["decided_on"] <= c["decided_on"]:
                answered[key] = c
        here = [
            c for c in answered.values()
            if self.here(c["volunteer_id"], c["decided_on"], self.episode_called(c["episode_id"]))
        ]  # fmt: skip
        return {
            "i10.cumul": (len(ever), None),
            "i10.periode": (len(now), None),
            "i10.personnes": (len({c["volunteer_id"] for c in now}), None),
            "i10.renouvellements": (sum(c["follows_id"] is not None for c in now), None),
            "i11.taux": (sum(c["state"] == "refused" for c in here), len(here)),
        }

    def months(self) -> dict[str, Any]:
        looked, met = 0, 0
        for c in self.t["contracts"]:
            if c["state"] not in SIGNED or c["in_error"] or c["effective_on"] is None:
                continue
            anchor, last = c["anchor_on"] or c["effective_on"], c["closed_on"] or c["ends_on"]
            since = anchor
            for rank in range(1, 40):
                until = end(anchor, rank)
                whole = since >= c["effective_on"] and (last is None or until <= last)
                episode = self.episode_called(c["episode_id"])
                if whole and until in self.days and self.here(c["volunteer_id"], until, episode):
                    looked += 1
                    met += any(
                        i["volunteer_id"] == c["volunteer_id"] and i["state"] == "held"
                        and since <= i["on"] <= until
                        for i in self.t["interviews"]
                    )  # fmt: skip
                since = until + DAY
        return {"i13.taux": (met, looked)}

    def traffic(self) -> dict[str, Any]:
        begun, waits, yes, no, theirs, against = 0, [], 0, 0, 0, 0
        for i in self.t["introductions"]:

            def in_days(moment: Any, person: int = i["volunteer_id"]) -> bool:
                return civil(moment) in self.days and self.here(person, civil(moment))

            begun += in_days(i["created_at"])
            if i["state"] in ("met", "placed") and in_days(i["meeting_at"]):
                waits.append((civil(i["meeting_at"]) - civil(i["created_at"])).days)
            yes += i["origin"] == "suggested" and in_days(i["approved_at"])
            no += i["state"] == "declined_by_person" and in_days(i["state_since"])
            theirs += i["state"] != "declined" and in_days(i["answered_at"])
            against += i["state"] == "declined" and in_days(i["answered_at"])
        return {
            "i14.mises-en-relation": (begun, None),
            "i14.jours-rencontre": (median(map(Fraction, waits)) if waits else None, None),
            "i14.oui-personne": (yes, yes + no),
            "i14.oui-association": (theirs, theirs + against),
        }
