"""What each address is about, and whose it is: the one table to read, or to add a line to.

Who may open a page at all is said by the page itself (``only(...)``, ``anyone``); this says the
rest. A line names the beginning of an address, longest first, and gives the rows it may speak of:
one column by argument. Rows are someone's: a person of the same role to whom they are nothing gets
the very answer of an address where nothing is, unless ``common`` names that role.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select, true

from app.accompaniments.models import ActivityStart, Barrier, FollowUp, Interview, Note
from app.accounts.models import Account, AccountSession, Invitation, Passkey, ProviderIdentity, Role
from app.associations.models import Association, Membership
from app.caseloads.calls import CallWish
from app.caseloads.models import (
    Assignment,
    Cover,
    EmergencyAccess,
    FteGrant,
    HandOver,
    Operator,
    Post,
    Programme,
)
from app.contracts.models import (
    Amendment,
    CivicCommitment,
    Contract,
    PlannedActivity,
    SharingConsent,
)
from app.indicators.models import ColumnMapping, Extraction, Report, ReportVersion, Testimony
from app.introductions.models import Introduction
from app.letters.models import Letter
from app.missions.models import Mission
from app.outreach.models import Encounter, Prescriber, Prospect, ProspectContact, Referral
from app.papers.models import Document
from app.passports.models import Entry
from app.placements.models import CheckIn, Hours, OwnEngagement, Placement
from app.proofreading.models import ReadingLink, Remark
from app.suggestions.models import WeightVersion
from app.territories.models import Territory, territory_communes
from app.threads.models import Difficulty
from app.workshops.models import AmbassadorReferral, Enrolment, Session, Workshop

PILOT, REFERENT, OPERATOR = frozenset({"pilot"}), frozenset({"referent"}), frozenset({"operator"})
NETWORK = PILOT | REFERENT


@dataclass(frozen=True)
class Things:
    """The rows an address may speak of, and the roles to which they are common."""

    rows: Select[Any]
    common: frozenset[str] = frozenset()


def mine(*columns: Any) -> Select[Any]:
    """Name columns as the arguments of an address."""
    first, *others = columns
    named = [first.label("token"), *others]
    return select(*named)


def _of(model: Any, *others: Any, person: Any = None) -> Select[Any]:
    """Select rows about people whom somebody follows: a queue belongs to several."""
    followed = select(Assignment.volunteer_id).where(Assignment.until.is_(None))
    return mine(model.token, *others).where((person or model.volunteer_id).in_(followed))


PERSON = _of(Account, person=Account.id).where(Account.closed_at.is_(None))
MEMBER = (
    mine(Account.token)
    .join(Membership, Membership.account_id == Account.id)
    .where(Account.closed_at.is_(None))
)
COLLEAGUE = mine(Account.token).where(Account.role.in_(("referent", "ambassador", "operator")))
VERSION = mine(Report.token, ReportVersion.number.label("number")).join(
    ReportVersion, ReportVersion.report_id == Report.id
)

THINGS: dict[str, Things] = {
    # What someone's référent does for them, and what is written about them
    "/referent/personnes/<token>": Things(PERSON),
    "/referent/personnes/<token>/entretiens/<interview>": Things(
        _of(Account, Interview.token.label("interview"), person=Account.id).join(
            Interview, Interview.volunteer_id == Account.id
        )
    ),
    "/referent/personnes/<token>/besoins/<need>": Things(
        _of(Account, Barrier.token.label("need"), person=Account.id).join(
            Barrier, Barrier.volunteer_id == Account.id
        )
    ),
    "/referent/personnes/<token>/notes/<note>": Things(
        _of(Account, Note.token.label("note"), person=Account.id).join(
            Note, Note.volunteer_id == Account.id
        )
    ),
    "/referent/personnes/<token>/reprise/<activity>": Things(
        _of(Account, ActivityStart.token.label("activity"), person=Account.id).join(
            ActivityStart, ActivityStart.volunteer_id == Account.id
        )
    ),
    "/referent/personnes/<token>/ambassadeur/<referral_token>": Things(
        _of(Account, AmbassadorReferral.token.label("referral_token"), person=Account.id).join(
            AmbassadorReferral, AmbassadorReferral.volunteer_id == Account.id
        )
    ),
    "/referent/personnes/<token>/proposer/<mission_token>": Things(
        PERSON.add_columns(Mission.token.label("mission_token"))
        .join(Mission, true())
        .where(Mission.state == "published")
    ),
    "/referent/missions/<token>": Things(
        mine(Mission.token).where(Mission.state == "published"), common=REFERENT
    ),
    "/referent/orientations/<token>": Things(mine(Referral.token), common=REFERENT),
    "/referent/lettres/<token>": Things(_of(Letter, person=Letter.to_id)),
    "/referent/lettres/remises/<token>": Things(
        mine(Document.token).where(Document.kind == "letters")
    ),
    "/referent/appels/<token>": Things(_of(CallWish)),
    "/appelez-moi/<token>": Things(_of(CallWish)),
    "/referent/acces-exceptionnel/<token>": Things(mine(EmergencyAccess.token)),
    "/confier/<token>": Things(mine(HandOver.token), common=PILOT),
    "/absences/<token>": Things(mine(Cover.token), common=PILOT),
    # The contract and the sheet of someone
    "/contrats/<token>": Things(_of(Contract)),
    "/contrats/<token>/activites/<activity>": Things(
        _of(Contract, PlannedActivity.token.label("activity")).join(
            PlannedActivity, PlannedActivity.contract_id == Contract.id
        )
    ),
    "/contrats/<token>/avenants/<amendment>": Things(
        _of(Contract, Amendment.token.label("amendment")).join(
            Amendment, Amendment.contract_id == Contract.id
        )
    ),
    "/avenants/<token>": Things(
        _of(Amendment, person=Contract.volunteer_id).join(
            Contract, Contract.id == Amendment.contract_id
        )
    ),
    "/engagements-citoyens/<token>": Things(_of(CivicCommitment)),
    "/signer/<kind>/<token>": Things(_of(Contract)),
    "/mon-contrat/<token>": Things(_of(Contract)),
    "/mon-contrat/<token>/avenants/<amendment>": Things(
        _of(Contract, Amendment.token.label("amendment")).join(
            Amendment, Amendment.contract_id == Contract.id
        )
    ),
    "/mon-contrat/<token>/partage/<consent>": Things(
        _of(Contract, SharingConsent.token.label("consent")).join(
            SharingConsent, SharingConsent.contract_id == Contract.id
        )
    ),
    "/mon-engagement/<token>": Things(_of(CivicCommitment)),
    # What two sides do together, and who mediates
    "/mises-en-relation/<token>": Things(_of(Introduction)),
    "/mises-en-relation/<token>/difficultes/<difficulty_token>": Things(
        _of(Introduction, Difficulty.token.label("difficulty_token")).join(
            Difficulty, Difficulty.thread_id == Introduction.thread_id
        )
    ),
    "/engagements/<token>": Things(_of(Placement)),
    "/engagements/<token>/difficultes/<difficulty_token>": Things(
        _of(Placement, Difficulty.token.label("difficulty_token")).join(
            Difficulty, Difficulty.thread_id == Placement.thread_id
        )
    ),
    "/engagements/<token>/points/<day>": Things(
        _of(Placement, CheckIn.due_on.label("day")).join(CheckIn)
    ),
    "/engagements/<token>/heures/<month>": Things(
        _of(Placement, Hours.month.label("month")).join(Hours)
    ),
    "/autres-missions/<token>": Things(_of(OwnEngagement)),
    # A volunteer's own
    "/moi/rendez-vous/<token>": Things(_of(Interview)),
    "/missions/<token>/interesse": Things(
        mine(Mission.token).where(Mission.state == "published"), common=frozenset({"volunteer"})
    ),
    "/missions/<token>/demander": Things(
        mine(Mission.token).where(Mission.state == "published"), common=frozenset({"volunteer"})
    ),
    "/suggestions/<token>": Things(
        mine(Mission.token).where(Mission.state == "published"), common=frozenset({"volunteer"})
    ),
    "/passeport/<token>": Things(_of(Entry)),
    "/passeport/ajouter/<token>": Things(_of(Placement)),
    "/ateliers/rencontre/<token>": Things(_of(AmbassadorReferral)),
    "/ateliers/seances/<token>": Things(mine(Session.token)),
    # Workshops: of an operator, of a territory, or for all
    "/ateliers/<token>": Things(mine(Workshop.token)),
    "/ateliers/<token>/partenaires/<association_token>": Things(
        mine(Workshop.token, Association.token.label("association_token"))
        .join(Association, true())
        .where(Association.state == "verified")
    ),
    "/seances/<token>": Things(mine(Session.token)),
    "/seances/<token>/retirer/<person_token>": Things(
        mine(Session.token, Account.token.label("person_token"))
        .join(Enrolment, Enrolment.session_id == Session.id)
        .join(Account, Account.id == Enrolment.volunteer_id)
    ),
    "/ambassadeur/personnes/<token>": Things(_of(AmbassadorReferral)),
    # An association's own
    "/association/missions/<token>": Things(mine(Mission.token)),
    "/association/membres/<token>": Things(MEMBER),
    "/association/membres/invitation/<token>": Things(
        mine(Invitation.token).where(Invitation.role == Role.ASSOCIATION)
    ),
    # Everyone's own
    "/documents/<token>": Things(mine(Document.token)),
    "/mon-compte/appareils/<token>": Things(
        mine(AccountSession.token)
        .join(Account, Account.id == AccountSession.account_id)
        .where(Account.email.like("%@demo.test"))
    ),
    "/mon-compte/deux-etapes/cle/<token>": Things(mine(Passkey.token)),
    "/mon-compte/identites/<token>": Things(mine(ProviderIdentity.token)),
    "/temoigner/<token>": Things(mine(Testimony.token)),
    # An operator's own, and the département's
    "/operateur/referents/<token>": Things(
        mine(Account.token).join(Post, Post.account_id == Account.id)
    ),
    "/<any(pilotage,operateur):desk>/rapports/<token>": Things(mine(Report.token), common=PILOT),
    "/<any(pilotage,operateur):desk>/rapports/<token>/v<int:number>": Things(VERSION, common=PILOT),
    # The département's: every pilote
    "/pilotage/associations/<token>": Things(mine(Association.token), common=PILOT),
    "/pilotage/equipe/<token>": Things(COLLEAGUE, common=PILOT),
    "/pilotage/equipe/<token>/absence": Things(
        COLLEAGUE.where(Account.role == Role.REFERENT), common=PILOT
    ),
    "/pilotage/equipe/<token>/confier": Things(
        COLLEAGUE.where(Account.role == Role.REFERENT), common=PILOT
    ),
    "/pilotage/equipe/invitations/<token>": Things(
        mine(Invitation.token).where(Invitation.role != Role.ASSOCIATION), common=PILOT
    ),
    "/pilotage/lettres/<token>": Things(
        mine(Letter.token).where(Letter.failed_at.is_not(None)), common=PILOT
    ),
    "/pilotage/missions/<token>": Things(mine(Mission.token), common=PILOT),
    "/pilotage/operateurs/<token>": Things(mine(Operator.token), common=PILOT),
    "/pilotage/operateurs/<token>/referents/<account>": Things(
        mine(Operator.token, Account.token.label("account"))
        .join(Post, Post.operator_id == Operator.id)
        .join(Account, Account.id == Post.account_id),
        common=PILOT,
    ),
    "/pilotage/operateurs/<token>/etp/<grant>": Things(
        mine(Operator.token, FteGrant.token.label("grant")).join(
            FteGrant, FteGrant.operator_id == Operator.id
        ),
        common=PILOT,
    ),
    "/pilotage/actions/<token>": Things(mine(Programme.token), common=PILOT),
    "/pilotage/territoires/<token>": Things(mine(Territory.token), common=PILOT),
    "/pilotage/territoires/<token>/communes/<code>": Things(
        mine(Territory.token, territory_communes.c.commune_code.label("code")).join(
            territory_communes, territory_communes.c.territory_id == Territory.id
        ),
        common=PILOT,
    ),
    "/pilotage/temoignages/<token>": Things(mine(Testimony.token), common=PILOT),
    "/pilotage/temoignages/<token>/garder": Things(mine(FollowUp.token), common=PILOT),
    "/pilotage/extractions/<token>": Things(mine(ColumnMapping.token), common=PILOT),
    "/pilotage/extractions/fichiers/<token>": Things(mine(Extraction.token), common=PILOT),
    "/pilotage/classement/<token>": Things(mine(WeightVersion.token), common=PILOT),
    "/pilotage/relectures/<token>": Things(mine(ReadingLink.token), common=PILOT),
    "/pilotage/relectures/remarques/<token>": Things(mine(Remark.token), common=PILOT),
    # The network: pilotes and référents share it
    "/reseau/prescripteurs/<token>": Things(mine(Prescriber.token), common=NETWORK),
    "/reseau/rencontres/<token>": Things(mine(Encounter.token), common=NETWORK),
    "/reseau/structures/<token>": Things(mine(Prospect.token), common=NETWORK),
    "/reseau/structures/<token>/contacts/<contact>": Things(
        mine(Prospect.token, ProspectContact.token.label("contact")).join(
            ProspectContact, ProspectContact.prospect_id == Prospect.id
        ),
        common=NETWORK,
    ),
}
