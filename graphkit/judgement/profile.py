"""A profile: which rules weigh more, less or nothing for those who ask, each with a reason.

It is a TOML file with one table for each rule it speaks of:

>>> profile = parse('''
... [torn-word]
... severity = "warning"            # violation, warning, info or silent
... reason = "Our documents are printed from these files."
... ''', known={"torn-word"})
>>> profile["torn-word"].severity
<Severity.WARNING: 'warning'>
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from graphkit.errors import ProfileError
from graphkit.findings import Finding, Severity, ordered

__all__ = ["Profile", "Weight", "apply", "parse", "read_profile"]

SILENT = "silent"
_SEVERITIES = (*map(str, Severity), SILENT)
_KEYS = ("severity", "reason")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a profile says of one rule: another severity, or None to silence it, and why."""

    severity: Severity | None
    reason: str


#: code of a rule -> what the profile says of it
Profile = Mapping[str, Weight]


def read_profile(path: Path, known: Collection[str]) -> Profile:
    """The profile of a file; one that names an unknown rule, or gives no reason, is refused."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProfileError(str(path), f"byte {error.start} is not UTF-8", "save it as UTF-8 text") from error
    return parse(text, known=known, name=str(path))


def parse(text: str, *, known: Collection[str], name: str = "profile") -> Profile:
    """The same of a text.

    >>> parse("[torn-wrod]", known={"torn-word"})
    Traceback (most recent call last):
    graphkit.errors.ProfileError: profile: torn-wrod is no rule; did you mean 'torn-word'?
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(name, f"is not TOML: {error}", "mend it there") from error
    return {code: _weight(code, table, known, name) for code, table in tables.items()}


def _weight(code: str, table: object, known: Collection[str], name: str) -> Weight:
    if code not in known:
        near = get_close_matches(code, sorted(known), 1)
        advice = f"did you mean '{near[0]}'?" if near else "name a rule by its code, as the report prints it"
        raise ProfileError(name, f"{code} is no rule", advice)
    if not isinstance(table, dict):
        raise ProfileError(name, f"{code} is no table", f"write [{code}] above its severity and reason")
    if unknown := [key for key in table if key not in _KEYS]:
        raise ProfileError(name, f"{code} has the key {unknown[0]}", f"it knows {' and '.join(_KEYS)}")
    severity, reason = table.get("severity"), table.get("reason")
    if severity not in _SEVERITIES:
        said = "has no severity" if severity is None else f"has the severity {severity}"
        raise ProfileError(name, f"{code} {said}", f"choose {', '.join(_SEVERITIES[:-1])} or {SILENT}")
    if not isinstance(reason, str) or not reason.strip():
        raise ProfileError(name, f"{code} has no reason", "say why, for those who read the report")
    return Weight(None if severity == SILENT else Severity(severity), " ".join(reason.split()))


def apply(profile: Profile, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as the profile weighs them; a silenced one stays among them and counts no longer."""
    return ordered(_weighed(finding, profile.get(finding.code)) for finding in findings)


def _weighed(finding: Finding, weight: Weight | None) -> Finding:
    if weight is None or weight.severity is finding.severity:
        return finding
    if weight.severity is None and not finding.stands:  # what is mended stays so
        return finding
    if weight.severity is None:
        return replace(finding, silenced=weight.reason)
    return replace(finding, severity=weight.severity, own_severity=finding.severity, weighed=weight.reason)
