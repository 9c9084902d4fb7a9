"""``python -m tests.supply.audit LOCK…``: are there known vulnerabilities in what a lock file names?

pip-audit calls a package of which its database knows nothing "skipped" and then ends as if all were well; so
behind a mirror that has packages but no advisories it would always pass. Here a lock is audited only if every
package in it was. Ends with 0 if all are and nothing is known, 1 if something is, 3 if no database answered
for all of them.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

DATABASES = ("pypi", "osv")
"""Tried in turn."""
PATIENCE = "15"
"""Seconds for a database to answer."""
CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3


@dataclass(frozen=True)
class Verdict:
    """What the databases say, one line a finding, and the exit code."""

    lines: tuple[str, ...]
    code: int


def verdict(lock: str, reports: dict[str, str]) -> Verdict:
    """What to make of pip-audit's reports on a lock file, by database; one that did not answer has none."""
    told = [f"{lock}: NOT AUDITED, so this says nothing about its safety"]
    for database, report in reports.items():
        dependencies: list[dict[str, Any]] = json.loads(report)["dependencies"] if report else []
        found = [
            f"{lock}: {_finding(package, v)}" for package in dependencies for v in package.get("vulns", ())
        ]
        if found:
            return Verdict(tuple(found), VULNERABLE)
        unknown = sum("vulns" not in package for package in dependencies)
        if dependencies and not unknown:
            return Verdict(
                (f"{lock}: {len(dependencies)} packages, nothing known against them ({database})",), CLEAN
            )
        told.append(
            f"  {database}: "
            + (
                f"does not know {unknown} of {len(dependencies)} packages"
                if dependencies
                else "cannot be reached"
            )
        )
    return Verdict(tuple(told), NOT_AUDITED)


def _finding(package: dict[str, Any], vulnerability: dict[str, Any]) -> str:
    fixed = ", ".join(vulnerability["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']}: {vulnerability['id']}, mended in {fixed}"


def _report(lock: str, database: str) -> str:
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner=off",
    ]
    command += ["-r", lock, "-f", "json", "-s", database, "--timeout", PATIENCE]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def main(locks: Sequence[str]) -> int:
    """Audit lock files; print what was found."""
    found = [verdict(lock, {name: _report(lock, name) for name in DATABASES}) for lock in locks]
    sys.stdout.write("".join(f"{line}\n" for each in found for line in each.lines))
    codes = {each.code for each in found}
    return VULNERABLE if VULNERABLE in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
