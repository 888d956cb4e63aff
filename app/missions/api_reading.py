"""Parameters of the public interface, read strictly: a mistake is told, never guessed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from app import clock
from app.missions.search import WISHES, Filters
from app.territories import queries as territories
from app.vocabulary import HALF_DAYS, Domain

MOST, USUAL, FARTHEST = 100, 25, 100_000
SEVERAL = ("domain", "half_day")
KNOWN = ("q", "commune", "distance", "updated_since", "limit", "offset", *SEVERAL, *WISHES)


class BadParameter(Exception):  # noqa: N818 - the word of the answer
    """A parameter that cannot be read; the caller is told which, and what is expected."""

    def __init__(self, parameter: str, message: str, code: str = "invalid_parameter") -> None:
        super().__init__(message)
        self.parameter, self.message, self.code = parameter, message, code


def read(args: MultiDict[str, str]) -> Filters:
    """Read what is asked for."""
    for name in args:
        _refuse_stranger(name, len(args.getlist(name)))
    place = _commune(args.get("commune"))
    distance = _number(args, "distance", 0, 500, None)
    if distance is not None and place is None:
        raise BadParameter("distance", "« distance » demande aussi « commune ».")
    words = args.get("q", "").strip()
    if len(words) > 200:
        raise BadParameter("q", "« q » a 200 caractères au plus.")
    return Filters(
        words=words,
        place=place,
        km=distance,
        domains=_among(args, "domain", dict(Domain.choices())),
        half_days=_among(args, "half_day", HALF_DAYS),
        wishes=frozenset(name for name in WISHES if _flag(args, name)),
        updated_since=_moment(args.get("updated_since")),
    )


def read_page(args: MultiDict[str, str]) -> tuple[int, int]:
    """Read how many missions are wanted, and from where."""
    limit = _number(args, "limit", 1, MOST, USUAL)
    offset = _number(args, "offset", 0, FARTHEST, 0)
    return int(limit or USUAL), int(offset or 0)


def _refuse_stranger(name: str, times: int) -> None:
    if name not in KNOWN:
        raise BadParameter(name[:80], "Ce paramètre n’existe pas.", "unknown_parameter")
    if times > 1 and name not in SEVERAL:
        raise BadParameter(name, f"« {name} » se donne une seule fois.")


def _commune(code: str | None) -> Any:
    if not code:
        return None
    place = territories.find(code) if len(code) == 5 else None
    if place is None:
        raise BadParameter("commune", "« commune » est un code INSEE connu, comme 38185.")
    return place


def _number(
    args: MultiDict[str, str], name: str, least: int, most: int, usual: int | None
) -> int | None:
    text = args.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and least <= int(text) <= most):
        raise BadParameter(name, f"« {name} » est un nombre entier de {least} à {most}.")
    return int(text)


def _among(args: MultiDict[str, str], name: str, known: Mapping[str, str]) -> frozenset[str]:
    given = frozenset(args.getlist(name))
    if given - frozenset(known):
        raise BadParameter(name, f"« {name} » vaut l’un de : {', '.join(known)}.")
    return given


def _flag(args: MultiDict[str, str], name: str) -> bool:
    text = args.get(name, "false")
    if text not in {"true", "false"}:
        raise BadParameter(name, f"« {name} » vaut true ou false.")
    return text == "true"


def _moment(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=clock.PARIS)).timestamp()
    except (ValueError, OverflowError):
        said = "« updated_since » est une date ISO 8601, comme 2026-11-23T09:00:00+01:00."
        raise BadParameter("updated_since", said) from None
