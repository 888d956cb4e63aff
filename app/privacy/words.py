"""What each row of someone’s data is called, and each of its columns, in plain words.

Only what is listed here leaves: no key, no fingerprint, no number of anyone. A name that ends with
« * » marks words that someone else wrote about the person: they are given, since the right of
access covers them (RGPD, article 15), but without the third persons that they may name (15.4); see
``redaction``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.accompaniments import words as care
from app.alerts.models import Rhythm
from app.caseloads.calls import Subject as CallSubject
from app.contracts import models as contracts
from app.introductions.life import Side
from app.introductions.words import STATES as REQUESTS
from app.passports import models as passports
from app.passports.life import State as PassportState
from app.phrases import half_days
from app.placements.models import Mood
from app.placements.pages import STATES as MISSIONS
from app.suggestions.models import Reason
from app.threads.models import Outcome, Theme
from app.vocabulary import Domain, French, Mode
from app.workshops.models import Attendance, Means

Say = Callable[[Any], str]
SHOWN = {
    "availability": "jours libres", "commune": "commune", "french": "niveau de français",
    "phone": "téléphone", "email": "e-mail", "first_name": "prénom", "skills": "savoir-faire",
    "needs": "besoins", "need:lifting": "ne pas porter", "need:step_free": "un lieu sans marches",
}  # fmt: skip
Columns = Mapping[str, tuple[str, Say | None]]


def _each(worded: Any) -> Say:
    return lambda codes: ", ".join(worded.said(code) for code in codes)


def _plain(*names: tuple[str, str]) -> dict[str, tuple[str, Say | None]]:
    return {column: (label, None) for column, label in names}


def _request(state: str) -> str:
    return REQUESTS[Side.VOLUNTEER].get(state, ("Fermée", ""))[0]


def _choice(answer: str) -> str:
    return "gardée" if answer == "saved" else "écartée"


def _released(codes: Any) -> str:
    return ", ".join(SHOWN.get(code, code.partition(":")[2] or code) for code in codes)


def _mission(state: str) -> str:
    return str(MISSIONS.get(state, ("Finie", ""))[0])


def _skills(skills: Any) -> str:
    return ", ".join(str(one.get("example") or one.get("code")) for one in skills)


AT = ("le", None)
ACCOUNT: Columns = {
    **_plain(
        ("first_name", "Prénom"), ("last_name", "Nom"), ("birth_date", "Date de naissance"),
        ("email", "E-mail"), ("phone", "Téléphone"), ("postal_address", "Adresse"),
        ("created_at", "Compte ouvert le"),
    ),
}  # fmt: skip
SIGNED = _plain(
    ("pathway", "parcours"), ("proposed_on", "proposé le"),
    ("person_signed_on", "vous avez signé le"),
    ("referent_signed_on", "le service a signé le"), ("closed_on", "fini le"),
    ("closing_reason", "pourquoi"),
) | {"pathway": ("parcours", care.Pathway.said)}  # fmt: skip
ROWS: Mapping[str, tuple[str, Columns]] = {
    "account_sessions": ("Un appareil où vous êtes entré", _plain(
        ("browser", "appareil"), ("created_at", "depuis le"), ("seen_at", "vu le"))),
    "answer_links": ("Un lien pour répondre à une lettre", _plain(
        ("made_at", "fait le"), ("used_at", "utilisé le"), ("expires_at", "jusqu’au"))),
    "passkeys": ("Une clé pour entrer", _plain(("name", "nom"), ("created_at", "ajoutée le"))),
    "provider_identities": ("Un autre service par lequel vous entrez", _plain(
        ("provider", "service"), ("linked_at", "depuis le"))),
    "profiles": ("Vos réponses", {
        "wishes": ("vos mots", None), "skills": ("ce que vous savez faire", ", ".join),
        "interests": ("ce qui vous attire", _each(Domain)), "modes": ("trajets", _each(Mode)),
        "max_minutes": ("minutes de trajet au plus", None),
        "slots": ("jours libres", half_days), "hours_per_week": ("heures par semaine", None),
        "french": ("français", French.said), "driving_licence": ("permis", None),
        "no_lifting": ("ne pas porter", None), "wheelchair": ("en fauteuil", None),
        "remote_ok": ("à distance", None)}),
    "choices": ("Une mission gardée ou écartée", {
        "at": AT, "answer": ("réponse", _choice),
        "reason": ("raison", Reason.said)}),
    "introductions": ("Une demande", {
        "created_at": AT, "state": ("où elle en est", _request),
        "words": ("vos mots", None), "released": ("ce que vous montrez", _released),
        "proposal": ("ce qui vous a été écrit*", None), "sentence": ("la réponse*", None),
        "meeting_at": ("rencontre le", None), "meeting_place": ("où", None),
        "meeting_note": ("à savoir*", None), "meeting_wish": ("votre souhait", None)}),
    "alerts": ("Une alerte", {
        "title": ("pour", None), "rhythm": ("au plus", Rhythm.said), "created_at": AT}),
    "call_wishes": ("Un appel demandé", {
        "asked_at": AT, "subject": ("pour", CallSubject.said), "done_at": ("fait le", None)}),
    "referrals": ("Une orientation vers nous", _plain(
        ("referred_on", "le"), ("agreed_on", "votre accord du"), ("words", "ce qui a été écrit*"),
        ("question", "notre question*"), ("reply", "la réponse*"))),
    "messages": ("Un message", _plain(("at", "le"), ("body", "texte*"))),
    "difficulties": ("Une difficulté dite", {
        "opened_at": AT, "theme": ("sujet", Theme.said), "closed_at": ("fermée le", None),
        "outcome": ("suite", Outcome.said), "outcome_words": ("en mots*", None)}),
    "placements": ("Une mission", {
        "started_on": ("depuis le", None), "ended_on": ("finie le", None),
        "state": ("où elle en est", _mission), "ending": ("mot de la fin*", None)}),
    "check_ins": ("Un « comment ça va ? »", {
        "due_on": AT, "volunteer_mood": ("vous", Mood.said), "volunteer_words": ("vos mots", None),
        "association_mood": ("l’association", Mood.said),
        "association_words": ("ses mots*", None)}),
    "hours": ("Des heures", _plain(("month", "mois du"), ("hours", "heures"),
                                   ("confirmed_at", "confirmées le"))),
    "own_engagements": ("Une mission trouvée par vous", _plain(
        ("organisation", "où"), ("what", "ce que c’est"), ("started_on", "depuis le"),
        ("ended_on", "finie le"), ("hours_per_week", "heures par semaine"))),
    "booklets": ("La première page de votre passeport", _plain(
        ("name", "nom"), ("contact", "contact"), ("reasons", "vos raisons"),
        ("studies", "études"), ("jobs", "métiers"))),
    "passport_entries": ("Une ligne de votre passeport", {
        "title": ("mission", None), "association_name": ("association", None),
        "started_on": ("depuis le", None), "ended_on": ("finie le", None),
        "hours": ("heures", None), "context": ("où", None),
        "tasks": ("ce que vous faites", ", ".join),
        "results": ("résultats", None), "responsibilities": ("responsabilités", None),
        "autonomy": ("autonomie", passports.Autonomy.said), "tools": ("outils", ", ".join),
        "trainings": ("formations", ", ".join), "skills": ("savoir-faire", _skills),
        "comment": ("vos mots", None), "remark": ("remarque*", None),
        "statement": ("attestation*", None), "attested_at": ("attestée le", None),
        "state": ("où elle en est", PassportState.said)}),
    "proofs": ("Un document vérifiable", _plain(("made_on", "fait le"),
                                                ("withdrawn_at", "retiré le"))),
    "credentials": ("Un badge signé", _plain(("issued_at", "fait le"), ("revoked_at", "retiré le"),
                                             ("jwt", "badge"))),
    "enrolments": ("Une place dans un atelier", {
        "enrolled_at": AT, "waiting": ("en attente", None), "cancelled_at": ("annulée le", None),
        "attendance": ("présence", Attendance.said)}),
    "ambassador_referrals": ("Un contact avec un ambassadeur", {
        "referred_on": AT, "released": ("ce qui est montré", _released),
        "message": ("message*", None), "answer": ("réponse*", None)}),
    "ambassador_contacts": ("Un échange avec un ambassadeur", {
        "on": AT, "means": ("comment", Means.said), "words": ("noté*", None)}),
    "episodes": ("Un accompagnement", {
        "referred_on": ("orienté le", None), "started_on": ("depuis le", None),
        "ended_on": ("fini le", None), "pathway": ("parcours", care.Pathway.said),
        "next_step": ("prochaine étape*", None), "next_step_on": ("pour le", None),
        "exit_type": ("fin", care.ExitType.said), "exit_detail": ("en mots*", None),
        "exit_evidence": ("ce qui le montre*", None),
        "may_contact_after": ("nouvelles dans six mois", None)}),
    "suspensions": ("Une pause", {"since": ("du", None), "until": ("au", None),
                                  "reason": ("raison", care.SuspensionReason.said)}),
    "interviews": ("Un rendez-vous", {
        "on": AT, "mode": ("comment", care.MeetingMode.said), "place": ("où", None),
        "notes": ("notes*", None)}),
    "contact_attempts": ("Un essai pour vous joindre", {
        "on": AT, "mode": ("comment", care.MeetingMode.said)}),
    "barriers": ("Un besoin", {
        "theme": ("sujet", care.BarrierTheme.said), "need": ("besoin*", None),
        "action": ("ce qui est fait*", None), "opened_on": AT, "closed_on": ("fermé le", None)}),
    "notes": ("Une note", _plain(("written_at", "le"), ("words", "texte*"))),
    "activity_starts": ("Une reprise d’activité", {
        "kind": ("activité", care.ActivityKind.said), "started_on": AT}),
    "reviews": ("Un bilan", _plain(
        ("written_on", "le"), ("went_well", "ce qui a bien marché*"),
        ("was_hard", "ce qui a été dur*"), ("comes_next", "la suite*"),
        ("may_quote", "peut être cité"))),
    "follow_ups": ("Des nouvelles, six mois après", {
        "due_on": ("pour le", None), "done_on": AT, "situation": ("situation", care.Situation.said),
        "still_volunteering": ("toujours bénévole", None), "hours_per_week": ("heures", None),
        "isolation": ("entourage, de 1 à 5", None), "confidence": ("confiance", None),
        "network": ("réseau", None), "french": ("français", None),
        "mobility": ("trajets", None), "changed": ("ce qui a changé*", None)}),
    "emergency_accesses": ("Un accès exceptionnel à votre dossier", _plain(
        ("opened_at", "le"), ("reason", "raison*"))),
    "contracts": ("Un contrat", {
        "kind": ("type", contracts.ContractType.said), "state": ("état", contracts.State.said),
        "effective_on": ("du", None), "ends_on": ("au", None), "strengths": ("vos forces", None),
        "goals": ("vos buts", " · ".join), "experience": ("votre expérience", None),
        "done": ("ce qui est fait", " · ".join), **SIGNED}),
    "commitments": ("Un engagement", {"party": ("de", contracts.Party.said),
                                      "words": ("texte", None)}),
    "planned_activities": ("Une activité", {
        "setting": ("où", contracts.Setting.said), "title": ("activité", None),
        "place": ("lieu", None), "since": ("du", None), "until": ("au", None),
        "hours_per_week": ("heures par semaine", None)}),
    "amendments": ("Un ajout proposé", {
        "proposed_on": ("le", None), "answered_on": ("réponse le", None),
        "state": ("état", contracts.State.said)}),
    "sharing_consents": ("Un accord de partage", _plain(
        ("recipient", "avec"), ("agreed_on", "donné le"), ("withdrawn_on", "retiré le"))),
    "civic_commitments": ("Une feuille d’engagement", {
        "state": ("état", contracts.State.said), "setting": ("où", contracts.Setting.said),
        "activity": ("activité", None), "place": ("lieu", None),
        "job_link": ("lien avec un métier", None),
        "since": ("du", None), "until": ("au", None), **SIGNED}),
    "testimonies": ("Un témoignage", _plain(
        ("words", "vos mots"), ("signed_as", "signé"), ("consented_on", "votre accord du"),
        ("published_on", "publié le"), ("withdrawn_on", "retiré le"))),
}  # fmt: skip
