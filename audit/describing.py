"""The pages and forms of the site, told as an API, so that a fuzzer can ask anything of them."""

import re
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

TEXT = {"type": "string"}
FORM = re.compile(r"<form([^>]*)>(.*?)</form>", re.S)
NAMED = re.compile(
    r'<(?:input|select|textarea|button)[^>]*? name="([^"]+)"[^>]*?(?:value="([^"]*)")?'
)
KEPT = (
    "/deconnexion", "/mon-compte/mot-de-passe", "/mes-donnees/effacer", "/referent/fini",
    "/mon-compte/deux-etapes", "/association/fiche/fermer", "/mon-compte/appareils",
)  # fmt: skip


def described(read: list[tuple[str, Any, str]]) -> dict[str, object]:
    """Describe every address read and every form found there."""
    paths: dict[str, dict[str, Any]] = {}
    for path, answer, body in read:
        parts = urlsplit(path)
        if answer.status >= 400 or parts.path.startswith("/static"):
            continue
        asked = {name: TEXT for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        _add(paths, parts.path, "get", _in_query({"page": TEXT, **asked}))
        for attributes, inside in FORM.findall(body):
            _add_form(paths, path, attributes, inside)
    return {
        "openapi": "3.0.3", "info": {"title": "pages", "version": "1"}, "paths": paths,
    }  # fmt: skip


def _add_form(paths: dict[str, Any], page: str, attributes: str, inside: str) -> None:
    action = re.search(r'action="([^"]*)"', attributes)
    to = urlsplit(urljoin(page, action[1] if action and action[1] else page))
    fields = dict(NAMED.findall(inside))
    if to.netloc or to.path.startswith(KEPT):
        return
    if 'method="post"' not in attributes.lower():
        _add(paths, to.path, "get", _in_query(dict.fromkeys(fields, TEXT)))
        return
    token = fields.get("csrf_token", "")
    said = {name: TEXT for name in fields if name != "csrf_token"}
    schema = {
        "type": "object", "required": ["csrf_token", *said],
        "properties": {"csrf_token": {"type": "string", "enum": [token]}, **said},
    }  # fmt: skip
    content = {"application/x-www-form-urlencoded": {"schema": schema}}
    _add(paths, to.path, "post", {"requestBody": {"required": True, "content": content}})


def _in_query(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "parameters": [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in fields.items()
        ]
    }


def _add(paths: dict[str, Any], path: str, method: str, told: dict[str, Any]) -> None:
    answers = {"responses": {"default": {"description": "any page"}}}
    paths.setdefault(path, {})[method] = {**told, **answers}
