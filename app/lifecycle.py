"""A life as data: each step says who may take it, from where, to where, and in which words.

The button, the permission, the sentence shown afterwards, the journal and the drawing in the
package's docstring all come from the same ``Step``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import Conflict, Forbidden

from app import clock, journal
from app.extensions import Identified, db
from app.languages import _

May = Callable[[Any, Any], bool]


class AlreadyDone(Conflict):
    """The step was taken already: a double click, or a colleague a moment before."""

    description = _("C’est déjà fait. Rien n’a été fait deux fois.")


class TakenMeanwhile(Conflict):
    """Somebody moved the thing on since the page was read."""

    description = _("Quelqu’un d’autre vient d’agir. Voici où cela en est maintenant.")


@dataclass(frozen=True)
class Step:
    """One move in a life."""

    name: str
    sources: frozenset[str] | set[str]
    target: str
    may: May
    label: str
    done: str


def by_the_clock(account: Any, _thing: Any) -> bool:
    """Allow a step to the clock only: nobody presses a button for it."""
    return account is None


class Living(Identified):
    """A row with a state, a version number, and the steps it may take."""

    __tablename__: Any
    steps: ClassVar[tuple[Step, ...]] = ()

    state: Mapped[str] = mapped_column(String(30), index=True)
    state_since: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class
        """Have every update check the version it read."""
        return {"version_id_col": cls.__dict__.get("version", Living.version)}

    def steps_for(self, account: Any) -> list[Step]:
        """List what this account may do now, in the order of the table."""
        return [s for s in self.steps if self.state in s.sources and s.may(account, self)]

    def may_take(self, step: Step, account: Any) -> bool:
        """Tell whether this account may take this step now."""
        return self.state in step.sources and step.may(account, self)

    def expect(self, version: str | None) -> None:
        """Refuse to go on when the row moved since the page that shows this version was read."""
        if version != str(self.version):
            raise TakenMeanwhile

    def take(self, step: Step, by: Any) -> None:
        """Move on: check who and from where, write the state and the journal, and flush."""
        if not step.may(by, self):
            raise Forbidden
        if self.state not in step.sources:
            raise AlreadyDone if self.state == step.target else TakenMeanwhile
        self.state = step.target
        self.state_since = clock.now()
        journal.record(step.name, self, by=by)
        flush_or_conflict()


def flush_or_conflict() -> None:
    """Send the changes to the database; somebody quicker becomes a conflict people can read."""
    try:
        db.session.flush()
    except StaleDataError as error:
        db.session.rollback()
        raise TakenMeanwhile from error


def diagram(steps: Iterable[Step]) -> str:
    """Draw the steps as Mermaid lines, for the docstring of their package."""
    lines = [
        f"    {source} --> {step.target}: {step.name}"
        for step in steps
        for source in sorted(step.sources)
    ]
    return "\n".join(["stateDiagram-v2", *lines])
