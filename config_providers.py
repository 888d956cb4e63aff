"""The settings of each OpenID Connect provider, for FranceConnect, ProConnect or any other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

PREFIX = "RICOCHET_"


def setting(default: Any, meaning: str) -> Any:
    """Give a setting its default and its meaning."""
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Provider:
    """An OpenID Connect provider through which people enter, read from ``RICOCHET_<NAME>_…``."""

    name: str
    issuer: str = setting("", "Issuer, or its discovery address.")
    client_id: str = setting("", "What the provider calls this site.")
    client_secret: str = setting("", "What proves this site to the provider.")
    label: str = setting("", "The provider’s name, as people read it on the button.")
    scopes: str = setting("openid given_name email", "What is asked, and nothing more.")
    acr_values: str = setting("", "Least level of assurance, if the provider has levels.")
    algorithms: str = setting("ES256 RS256", "Signatures accepted; HS256 is by the secret.")
    asks_amr: bool = setting(False, "Ask how the person proved who they are.")
    audience: str = setting("everyone", "« volunteers », « professionals » or « everyone ».")

    @property
    def root(self) -> str:
        """Give the issuer, of an issuer or of a discovery address."""
        return self.issuer.removesuffix("/.well-known/openid-configuration").rstrip("/")

    @property
    def origin(self) -> str:
        """Give the scheme and host that a browser is sent to."""
        return "/".join(self.root.split("/")[:3])

    def welcomes(self, role: str) -> bool:
        """Tell whether someone of this role enters here."""
        if self.audience == "everyone":
            return True
        return (role == "volunteer") == (self.audience == "volunteers")

    def faults(self) -> list[str]:
        """Say what forbids sending anyone there."""
        head, here = f"{PREFIX}{self.name.upper()}_", ("http://127.0.0.1", "http://localhost")
        found = [
            f"{head}{one.upper()}: il manque."
            for one in ("issuer", "client_id", "client_secret")
            if not getattr(self, one)
        ]
        if self.issuer and not self.issuer.startswith(("https://", *here)):
            found.append(f"{head}ISSUER: l’adresse doit commencer par https://.")
        if self.audience not in AUDIENCES:
            found.append(f"{head}AUDIENCE: écrivez {' ou '.join(AUDIENCES)}.")
        if not set(self.algorithms.split()) <= {"ES256", "RS256", "PS256", "HS256"}:
            found.append(f"{head}ALGORITHMS: écrivez ES256, RS256, PS256 ou HS256.")
        if "HS256" in self.algorithms and len(self.client_secret) < 32:
            found.append(f"{head}CLIENT_SECRET: avec HS256, il faut 32 caractères au moins.")
        return found


YES, NO = {"1", "true", "yes", "oui", "on"}, {"", "0", "false", "no", "non", "off"}
AUDIENCES = ("volunteers", "professionals", "everyone")
SHAPES: dict[str, dict[str, Any]] = {
    "franceconnect": {
        "label": "FranceConnect",
        "acr_values": "eidas1",
        "audience": "volunteers",
    },
    "proconnect": {
        "label": "ProConnect",
        "scopes": "openid given_name usual_name email siret",
        "asks_amr": True,
        "audience": "professionals",
    },
}


def read_providers(names: str, environ: Mapping[str, str]) -> tuple[Provider, ...]:
    """Read the settings of these providers, from what is known of their shape."""
    found = []
    for name in (one.strip().lower() for one in names.split(",") if one.strip()):
        given: dict[str, Any] = {"label": name.capitalize(), **SHAPES.get(name, {})}
        for item in fields(Provider)[1:]:
            text = environ.get(f"{PREFIX}{name.upper()}_{item.name.upper()}")
            if text is not None:
                given[item.name] = coerced(text, type(item.default))
        found.append(Provider(name, **given))
    return tuple(found)


def coerced(text: str, kind: type) -> Any:
    """Give a text of the environment the type of its setting."""
    if kind is bool:
        word = text.strip().lower()
        if word not in YES | NO:
            raise ValueError(text)
        return word in YES
    return kind(text)
