"""The ontology itself, held against what others' catalogues ask of an ontology and what this project asks of its own.

The catalogues are content (`ontology/checks/`, one TOML file each) and a check is an entry there: `catalogues` reads
them. `subject` is the ontology as it is asked, `judges` answer what SPARQL cannot, `results` is what one gets, and
`formats` write it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graphkit.ontology_report.catalogues import Check, catalogues
from graphkit.ontology_report.judges import JUDGES, NotRunError
from graphkit.ontology_report.results import Place, Report, Row, Status
from graphkit.ontology_report.subject import Subject
from graphkit.vocabulary import OWL

__all__ = ["report", "run"]


def report(folder: Path | None = None) -> Report:
    """What becomes of every check on the ontology of a folder; without one, on graphkit's own."""
    subject = Subject(folder)
    rows = tuple(run(check, subject) for check in catalogues())
    return Report(subject.root.value, subject.said_of_root(OWL.versionInfo), rows)


def run(check: Check, subject: Subject) -> Row:
    """What becomes of one check."""
    status, reason, places = _outcome(check, subject)
    return Row(check.catalogue, check.name, check.asks, status, reason, places)


def _outcome(check: Check, subject: Subject) -> tuple[Status, str, tuple[Place, ...]]:
    if check.needs and not any(map(subject.speaks_of, check.needs)):
        return Status.NOT_APPLICABLE, f"the ontology does not use {' or '.join(check.needs)}", ()
    if check.not_run:
        return Status.NOT_RUN, check.not_run, ()
    try:
        found = subject.ask(check.select) if check.select else [*JUDGES[check.judge](subject)]
    except NotRunError as missing:
        return Status.NOT_RUN, str(missing), ()
    places = tuple(replace(place, waived=_waived(check, place)) for place in found)
    if failed := tuple(place for place in places if not place.waived):
        return Status.FAILED, "", failed
    return (
        Status.WAIVED if places else Status.PASSED,
        "; ".join(dict.fromkeys(place.waived for place in places)),
        places,
    )


def _waived(check: Check, place: Place) -> str:
    """Why what was found at a place is left so, or nothing."""
    return next((waiver.reason for waiver in check.waived if waiver.covers(place)), "")
