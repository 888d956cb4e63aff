"""What the site is made of: known, explained, pinned; and no secret left in the tree."""

import configparser
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "docs" / "dependances.md").read_text()
LOCKS = sorted(ROOT.glob("requirements*.txt"))
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36}"
    r"|xox[abprs]-[0-9A-Za-z-]{10,60}|glpat-[0-9A-Za-z_-]{20}|AIza[0-9A-Za-z_-]{35}"
    r"|(?:secret|password|passwd|api_key)\s{0,3}[=:]\s{0,3}[\"'][0-9a-f]{32,64}[\"']",
    re.I,
)


def asked() -> list[str]:
    """List what setup.cfg asks for."""
    told = configparser.ConfigParser()
    told.read(ROOT / "setup.cfg")
    parts = [told["options"]["install_requires"], *told["options.extras_require"].values()]
    return [re.split(r"[\[<>=]", line)[0] for part in parts for line in part.split()]


def test_each_dependency_has_its_reason_and_its_licence():
    rows = [line.split("|") for line in TABLE.splitlines() if line.startswith("| ")]
    told = {cells[1].strip(): cells for cells in rows if cells[1].strip() != "Dépendance"}
    assert sorted(told) == sorted(asked())
    assert all(cells[2].strip() and cells[3].strip() for cells in told.values())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_what_is_installed_is_pinned_by_its_fingerprint(lock: Path):
    text = lock.read_text()
    pinned = re.findall(r"^[A-Za-z0-9_.\[\]-]+==", text, re.M)
    assert len(pinned) > 10
    for block in re.split(r"\n(?=[A-Za-z0-9])", text.strip()):
        assert "--hash=sha256:" in block, block[:60]
    assert not re.search(r"https?://|index-url|find-links", text), "a lock names no host"


def test_no_secret_is_left_in_the_tree():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    names = [name for name in listed if name and not name.startswith(("requirements", "tests/"))]
    texts = {name: (ROOT / name).read_bytes().decode("utf-8", "ignore") for name in names
             if (ROOT / name).is_file() and (ROOT / name).stat().st_size < 500_000}  # fmt: skip
    assert texts, "git tells nothing"
    assert [name for name, text in texts.items() if SECRETS.search(text)] == []


def test_a_secret_would_be_found():
    assert SECRETS.search("-----BEGIN RSA PRIVATE " + "KEY-----")
    assert SECRETS.search("token = 'ghp_" + "a" * 36 + "'")
