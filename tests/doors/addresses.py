"""Addresses: what a rule takes, whose things it speaks of, and the words it knows."""

import re
import secrets
from collections.abc import Iterator
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests.doors.things import THINGS, Things

READING = frozenset({"HEAD", "OPTIONS"})
ANY = re.compile(r"<any\(([^)]*)\):(\w+)>")
# Words that an address knows, tried in turn until one fits what is there.
WORDS: dict[str, tuple[str, ...]] = {
    "contracts.do.act": ("proposer", "reprendre", "retirer", "refus", "sans-suite"),
    "contracts.do_to_sheet.act": ("proposer", "reprendre", "retirer", "refus", "arreter"),
    "introductions.do.act": (
        "arreter", "non-merci", "ne-pas-continuer", "je-viens", "accompagner", "rencontre-faite",
    ),
    "missions.act.act": ("pause", "reprendre", "terminer", "annuler", "relancer"),
    "placements.do.act": ("continuer", "pause", "reprendre", "arreter"),
    "placements.own_do.act": ("confirmer", "retirer"),
    "passports.do.act": ("reprendre", "cacher", "montrer", "retirer"),
    "outreach.move.name": ("contactee", "interessee", "pas-interessee"),
    "passports.skill.code": ("c1", "relate"),
    "said": ("oui", "non"),
    "standing": ("kept", "set_aside"),
    "side": ("personne", "referent"),
    "kind": ("contrat",),
    "_act": ("x",),
    "_note": ("x",),
    "_activity": ("x",),
}  # fmt: skip


def declared(rule: Rule) -> Things | None:
    """Find the line of the table for an address: the longest that begins it."""
    begins = [
        start
        for start in THINGS
        if rule.rule == start or rule.rule.startswith((f"{start}/", f"{start}."))
    ]
    return THINGS[max(begins, key=len)] if begins else None


def taken(rule: Rule) -> set[str]:
    """List the arguments that are written in an address."""
    return set(rule.arguments) - set(rule.defaults or ())


def nothing_there(rule: Rule) -> dict[str, Any]:
    """Give arguments that name nothing; what looks like a token is as long as one."""
    numbers = dict.fromkeys(re.findall(r"<int:(\w+)>", rule.rule), 999_999)
    tokens = {name: secrets.token_urlsafe(16) for name in taken(rule)}
    return {**tokens, **_first_words(rule), **numbers}


def _first_words(rule: Rule) -> dict[str, str]:
    return {name: known[0] for name in taken(rule) if (known := words_of(rule, name))}


def words_of(rule: Rule, name: str) -> tuple[str, ...]:
    """List the words an address knows in this place."""
    for said, other in ANY.findall(rule.rule):
        if other == name:
            return tuple(word.strip() for word in said.split(","))
    return WORDS.get(f"{rule.endpoint}.{name}", WORDS.get(name, ()))


def path_of(rule: Rule, arguments: dict[str, Any]) -> str:
    """Write the address."""
    built = rule.build({**arguments, **(rule.defaults or {})}, append_unknown=False)
    assert built is not None, rule
    return built[1]


def methods_of(rule: Rule) -> list[str]:
    """List what may be asked of an address, apart from what only reads its nature."""
    return sorted((rule.methods or set()) - READING)


def rules(app: Flask) -> Iterator[Rule]:
    """Give every address of the site."""
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")
