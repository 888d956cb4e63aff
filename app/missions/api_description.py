"""The public interface described in OpenAPI 3.1; a test holds it to what is served."""

from typing import Any

from app.missions.api_reading import FARTHEST, MOST, USUAL
from app.vocabulary import HALF_DAYS, Domain, French, Public

Schema = dict[str, Any]


def _text(said: str = "", **more: Any) -> Schema:
    return {"type": "string", **({"description": said} if said else {}), **more}


def _maybe(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _thing(properties: dict[str, Schema], said: str = "") -> Schema:
    described = {"description": said} if said else {}
    return {
        "type": "object",
        **described,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema, said: str = "") -> Schema:
    return {"type": "array", "items": items, **({"description": said} if said else {})}


def _fact(said: str) -> Schema:
    return {
        "type": ["boolean", "null"],
        "description": f"{said} null : l’association ne l’a pas dit.",
    }


WHOLE = {"type": "integer", "minimum": 0}
ADDRESS = {"format": "uri"}
MISSION = _thing(
    {
        "id": _text("Identifiant stable."),
        "url": _text("La page, pour les personnes.", **ADDRESS),
        "self": _text("Cette mission dans l’interface.", **ADDRESS),
        "title": _text(),
        "description": _text("Texte sans mise en forme."),
        "domain": _maybe(_thing({"code": _text(enum=list(Domain)), "label": _text()})),
        "skills": _list(_text(), "Ce qui aide, dans les mots de l’association."),
        "publics": _list(_text(), f"Les personnes rencontrées : {', '.join(Public)}."),
        "commune": _maybe(
            _thing({"code": _text("Code INSEE."), "name": _text(), "department": _text()})
        ),
        "location": _maybe(_thing({"lat": {"type": "number"}, "lon": {"type": "number"}})),
        "place_detail": _text("Le lieu, en clair."),
        "transit": _text("Comment venir."),
        "remote": {"type": "boolean", "description": "Se fait depuis chez soi."},
        "half_days": _list(_text(enum=list(HALF_DAYS)), "Vide : à voir ensemble."),
        "flexible": {"type": "boolean", "description": "Les horaires se décident ensemble."},
        "hours_per_week": {"type": ["number", "null"]},
        "one_off": {"type": "boolean", "description": "Une seule fois."},
        "starts_on": _maybe(_text(format="date")),
        "ends_on": _maybe(_text(format="date")),
        "places": WHOLE,
        "places_left": WHOLE,
        "french": {
            "type": ["string", "null"],
            "enum": [*French, None],
            "description": "Niveau demandé, du cadre européen. null : aucun.",
        },
        "driving_licence": _fact("Il faut le permis."),
        "lifting": _fact("Il faut porter, ou rester debout."),
        "step_free": _fact("Accessible en fauteuil."),
        "beginners": _fact("Débutants bienvenus."),
        "trial": _fact("On peut essayer."),
        "expenses": _text("Les frais remboursés."),
        "organisation": _thing(
            {
                "name": _text(),
                "kind": _text("association ou public_host."),
                "rna": _maybe(_text()),
                "siren": _maybe(_text()),
                "website": _maybe(_text()),
            }
        ),
        "published_at": _maybe(_text(format="date-time")),
        "updated_at": _text(format="date-time"),
    },
    "Une mission ouverte. De nouveaux champs peuvent s’ajouter ; aucun ne change de sens.",
)
PAGE = _thing(
    {
        "total": {**WHOLE, "description": "Combien de missions répondent."},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST},
        "offset": WHOLE,
        "next": _maybe(_text("La page suivante.", **ADDRESS)),
        "missions": _list({"$ref": "#/components/schemas/Mission"}),
    }
)
ERROR = _thing(
    {
        "error": _thing(
            {
                "code": _text(
                    enum=["invalid_parameter", "unknown_parameter", "not_found",
                          "method_not_allowed", "error"]
                ),
                "message": _text("En français, pour la personne qui écrit le programme."),
                "parameter": _maybe(_text("Le paramètre en cause.")),
            }
        )
    }
)  # fmt: skip


def _asked(name: str, said: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": said, "schema": schema}


def _flag(name: str, said: str) -> Schema:
    return _asked(name, said, {"type": "boolean", "default": False})


PARAMETERS = [
    _asked("q", "Des mots ; les fautes de frappe et les synonymes sont compris.",
           _text(maxLength=200)),
    _asked("commune", "Code INSEE : les missions autour, et celles à distance, les plus proches "
           "d’abord.", _text(minLength=5, maxLength=5)),
    _asked("distance", "Kilomètres autour de la commune ; 30 sinon.",
           {"type": "integer", "minimum": 0, "maximum": 500}),
    _asked("domain", "Répétable.", _list(_text(enum=list(Domain)))),
    _asked("half_day", "Répétable ; les missions aux horaires libres restent.",
           _list(_text(enum=list(HALF_DAYS)))),
    _flag("remote", "Seulement depuis chez soi."),
    _flag("beginners", "Seulement si les débutants sont bienvenus."),
    _flag("one_off", "Seulement une fois."),
    _flag("step_free", "Seulement accessible en fauteuil."),
    _flag("no_licence", "Sans celles qui demandent le permis."),
    _flag("no_lifting", "Sans celles où il faut porter."),
    _flag("little_french", "Sans celles qui demandent plus que le niveau A2."),
    _asked("updated_since", "Changées depuis ce moment.", _text(format="date-time")),
    _asked("limit", "Combien par page.",
           {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
    _asked("offset", "À partir de laquelle.",
           {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0}),
]  # fmt: skip


def _answer(said: str, name: str) -> Schema:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": said, "content": {"application/json": {"schema": schema}}}


def document(server: str) -> Schema:
    """Give the whole description, for the address where it is served."""
    unchanged = {"description": "Rien n’a changé depuis la réponse de cet ETag."}
    listing = {
        "operationId": "listMissions",
        "summary": "Les missions ouvertes",
        "parameters": PARAMETERS,
        "responses": {
            "200": _answer("Une page de missions.", "Page"),
            "304": unchanged,
            "400": _answer("Un paramètre ne va pas.", "Error"),
        },
    }
    one = {
        "operationId": "readMission",
        "summary": "Une mission ouverte",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": _text()}],
        "responses": {
            "200": _answer("La mission.", "Mission"),
            "304": unchanged,
            "404": _answer("Aucune mission ouverte ici.", "Error"),
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Missions de bénévolat ouvertes",
            "version": "1.0.0",
            "description": "Lecture seule, sans clé. Aucune donnée personnelle.",
            "license": {"name": "Licence Ouverte 2.0", "identifier": "etalab-2.0"},
        },
        "servers": [{"url": server}],
        "paths": {
            "/api/v1/missions": {"get": listing},
            "/api/v1/missions/{id}": {"get": one},
        },
        "components": {"schemas": {"Mission": MISSION, "Page": PAGE, "Error": ERROR}},
    }
