"""List the licence of everything installed, one line each: ``python -m scripts.licences``."""

from importlib.metadata import Distribution, distributions


def licence(package: Distribution) -> str:
    """Say the licence of a package, in the words of its authors."""
    told = package.metadata.get("License-Expression") or ""
    classified = [
        line.split("::")[-1].strip()
        for line in package.metadata.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    written = (package.metadata.get("License") or "").strip().splitlines()
    return told or " / ".join(classified) or (written[0][:60] if written else "non dite")


def main() -> None:
    """Print them in order."""
    found = {package.metadata["Name"]: package for package in distributions()}
    for name in sorted(found, key=str.lower):
        print(f"{name}\t{found[name].version}\t{licence(found[name])}")


if __name__ == "__main__":
    main()
