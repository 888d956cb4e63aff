"""Holds a JSON value to the few words of JSON Schema that our description uses."""

from datetime import date, datetime
from typing import Any

KINDS = {"string": str, "object": dict, "array": list, "boolean": bool, "null": type(None)}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """List where a value is not what the schema says."""
    if "$ref" in schema:
        return faults(value, root["components"]["schemas"][schema["$ref"].split("/")[-1]], root, at)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(_is(value, kind) for kind in kinds):
        return [f"{at}: {value!r} is not {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is not one of {schema['enum']}"]
    if isinstance(value, dict):
        return _object(value, schema, root, at)
    if isinstance(value, list):
        return [
            f for i, v in enumerate(value) for f in faults(v, schema["items"], root, f"{at}[{i}]")
        ]
    return _scalar(value, schema, at)


def _is(value: Any, kind: str) -> bool:
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, KINDS[kind])


def _object(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> list[str]:
    known = schema["properties"]
    found = [f"{at}.{name} is missing" for name in schema["required"] if name not in value]
    found += [f"{at}.{name} is not described" for name in value if name not in known]
    return found + [
        fault
        for name, inner in value.items()
        if name in known
        for fault in faults(inner, known[name], root, f"{at}.{name}")
    ]


def _scalar(value: Any, schema: dict[str, Any], at: str) -> list[str]:
    if isinstance(value, str) and schema.get("format") in {"date", "date-time"}:
        (date if schema["format"] == "date" else datetime).fromisoformat(value)
    if isinstance(value, str) or value is None:
        return []
    inside = schema.get("minimum", value) <= value <= schema.get("maximum", value)
    return [] if inside else [f"{at}: {value} is out of bounds"]
