"""What must hold everywhere is checked everywhere."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask import Flask

from app import CONCEPTS, lifecycle
from app.lifecycle import Living

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    [*ROOT.glob("app/**/*.py"), *ROOT.glob("matching/**/*.py"), *ROOT.glob("config*.py")]
)
TEMPLATES = sorted(p for p in ROOT.glob("templates/**/*") if p.is_file())


def test_every_page_names_its_readers(site: Flask):
    silent = [
        name
        for name, view in site.view_functions.items()
        if name != "static" and getattr(view, "readers", None) is None
    ]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path):
    source = path.read_text()
    assert len(source.splitlines()) <= 300, "a file over 300 lines is two concepts"
    long = [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    ]
    assert long == [], "functions of 40 lines or more"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_templates_stay_short(path: Path):
    assert len(path.read_text().splitlines()) <= 150


def test_templates_compile(site: Flask):
    for name in site.jinja_env.list_templates():
        site.jinja_env.get_template(name)


def test_letters_begin_with_their_subject():
    for path in ROOT.glob("templates/letters/**/*.txt"):
        assert path.name.endswith(".sms.txt") or path.read_text().startswith("Objet : "), path


@pytest.mark.parametrize("concept", CONCEPTS)
def test_the_drawn_life_is_the_life_lived(concept: str):
    package = import_module(f"app.{concept}")
    module = getattr(package, "models", None)
    lives = (
        [
            thing
            for thing in vars(module).values()
            if isinstance(thing, type)
            and issubclass(thing, Living)
            and thing.__module__ == module.__name__
        ]
        if module
        else []
    )
    for life in lives:
        drawn = [line.strip() for line in (package.__doc__ or "").splitlines()]
        for line in lifecycle.diagram(life.steps).splitlines():
            assert line.strip() in drawn, f"{concept} does not draw « {line.strip()} »"


def test_migrations_are_numbered_with_one_head():
    names = sorted(p.stem for p in (ROOT / "migrations" / "versions").glob("*.py"))
    assert [name[:5] for name in names] == [f"{n:04d}_" for n in range(1, len(names) + 1)]
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    assert len(scripts.get_heads()) <= 1


def test_everything_readable_is_used(site: Flask):
    sources = "\n".join(p.read_text() for p in [*MODULES, *TEMPLATES] if p.suffix != ".svg")
    idle = [
        name
        for p in TEMPLATES
        if p.suffix in {".html", ".xml"}
        and (name := str(p.relative_to(ROOT / "templates")))
        and name not in sources
        and not name.startswith("errors/")
    ]
    assert idle == [], "templates that nothing names"
