"""What an exit is called and what counts as going back to work, unless the département differs."""

from collections.abc import Iterable, Mapping

from app.accompaniments.words import ActivityKind, ExitCategory, ExitType

GROUPS: dict[ExitCategory, tuple[ExitType, ...]] = {
    ExitCategory.DURABLE: (
        ExitType.PERMANENT_JOB,
        ExitType.LONG_JOB,
        ExitType.LONG_TEMPING,
        ExitType.PUBLIC_SERVICE,
        ExitType.OWN_BUSINESS,
    ),
    ExitCategory.TRANSITION: (
        ExitType.SHORT_JOB,
        ExitType.SHORT_TEMPING,
        ExitType.SUBSIDISED_JOB,
    ),
    ExitCategory.POSITIVE: (
        ExitType.QUALIFYING_TRAINING,
        ExitType.FIRST_TRAINING,
        ExitType.WORK_INTEGRATION,
        ExitType.CIVIC_SERVICE,
    ),
    ExitCategory.MISSION: (ExitType.LASTING_MISSION,),
    ExitCategory.REFERRAL: (ExitType.OTHER_SUPPORT,),
    ExitCategory.NO_FOLLOW_UP: (ExitType.NO_FOLLOW_UP, ExitType.NEVER_CAME),
}
USUAL: Mapping[str, str] = {
    kind: next((c for c, kinds in GROUPS.items() if kind in kinds), ExitCategory.NEUTRAL)
    for kind in ExitType
}
COUNTED = frozenset(ActivityKind) - {
    ActivityKind.TRAINING,
    ActivityKind.INTERNSHIP,
    ActivityKind.IMMERSION,
}
ACTIVITY_OF: Mapping[str, str] = {
    ExitType.PERMANENT_JOB: ActivityKind.PERMANENT,
    ExitType.LONG_JOB: ActivityKind.FIXED_TERM,
    ExitType.SHORT_JOB: ActivityKind.FIXED_TERM,
    ExitType.LONG_TEMPING: ActivityKind.TEMPING,
    ExitType.SHORT_TEMPING: ActivityKind.TEMPING,
    ExitType.PUBLIC_SERVICE: ActivityKind.PERMANENT,
    ExitType.OWN_BUSINESS: ActivityKind.SELF_EMPLOYED,
    ExitType.SUBSIDISED_JOB: ActivityKind.SUBSIDISED,
    ExitType.WORK_INTEGRATION: ActivityKind.INTEGRATION,
    ExitType.QUALIFYING_TRAINING: ActivityKind.TRAINING,
    ExitType.FIRST_TRAINING: ActivityKind.TRAINING,
}
RANK = {category.value: rank for rank, category in enumerate(ExitCategory)}
ORDER = {kind.value: rank for rank, kind in enumerate(ExitType)}


def strongest(types: Iterable[str], categories: Mapping[str, str] = USUAL) -> str:
    """Give, of several reasons that fall on one day, the one that is written as the exit."""
    return min(types, key=lambda kind: (RANK[categories[kind]], ORDER[kind]))
