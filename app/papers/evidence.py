"""What proves a signature: who, how we knew, what was ticked, when, from about where."""

import ipaddress
from dataclasses import asdict, dataclass
from typing import Any

from flask import request
from flask_login import current_user


@dataclass(frozen=True)
class Evidence:
    """What a signature rests on, in words that someone may read years later."""

    session: str
    identity: str
    consent: tuple[str, ...]
    network: str

    def told(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {**asdict(self), "consent": list(self.consent)}


def of_request(identity: str, *consent: str) -> Evidence:
    """Gather it from the request in hand; ``consent`` are the sentences that were ticked."""
    return Evidence(_session(), identity, consent, nearby(request.remote_addr or ""))


def _session() -> str:
    if not current_user.is_authenticated:
        return "lien personnel"
    if current_user.acting_for is not None:
        return "compte de la personne qui aide, en sa présence"
    return "compte personnel"


def nearby(address: str) -> str:
    """Keep of an address only its network: enough to compare, too little to find someone."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))
