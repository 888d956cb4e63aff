"""What a scanner found, and what was found before and left, with the reason."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

LEFT = Path(__file__).parent / "left.toml"


@dataclass(frozen=True)
class Finding:
    """One thing a scanner says: its kind, and where."""

    tool: str
    role: str
    kind: str
    where: str

    def __str__(self) -> str:
        """Say it on one line."""
        return f"[{self.tool}, {self.role}] {self.kind} : {self.where}"


@dataclass(frozen=True)
class Looked:
    """What a tool did as someone: how long, how much, and what it found."""

    tool: str
    role: str
    seconds: float
    extent: str
    findings: tuple[Finding, ...]


def reason(finding: Finding) -> str | None:
    """Give the written reason for leaving a finding, if there is one."""
    for one in tomllib.loads(LEFT.read_text()).get("left", []):
        told = (finding.tool, finding.kind, finding.where)
        if all(
            fnmatch(said, one[part])
            for said, part in zip(told, ("tool", "kind", "where"), strict=True)
        ):
            return str(one["reason"])
    return None
