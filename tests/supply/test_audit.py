"""An audit passes only if it took place."""

import json

from tests.supply.audit import CLEAN, NOT_AUDITED, VULNERABLE, verdict

KNOWN = {"name": "jinja2", "version": "3.1.6", "vulns": []}
UNKNOWN = {"name": "numpy", "skip_reason": "Dependency not found"}
BAD = {**KNOWN, "vulns": [{"id": "CVE-2099-1", "fix_versions": ["3.1.7"]}]}


def report(*dependencies: object) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


def test_known_packages_without_advisories_are_clean() -> None:
    assert verdict("a.lock", {"pypi": report(KNOWN)}).code == CLEAN


def test_what_a_database_does_not_know_is_not_called_safe() -> None:
    told = verdict("a.lock", {"pypi": report(KNOWN, UNKNOWN), "osv": ""})
    assert told.code == NOT_AUDITED
    assert told.lines[0].startswith("a.lock: NOT AUDITED")
    assert told.lines[1:] == ("  pypi: does not know 1 of 2 packages", "  osv: cannot be reached")


def test_the_next_database_is_asked() -> None:
    assert verdict("a.lock", {"pypi": "", "osv": report(KNOWN)}).code == CLEAN


def test_a_known_vulnerability_is_told_with_the_way_out() -> None:
    told = verdict("a.lock", {"pypi": report(BAD, UNKNOWN)})
    assert told.code == VULNERABLE
    assert told.lines == ("a.lock: jinja2 3.1.6: CVE-2099-1, mended in 3.1.7",)
