"""The report as one table for the eye."""

from __future__ import annotations

from pyoxigraph import Literal

from graphkit.ontology_report.results import Report, Row, tally
from graphkit.queries.tables import laid_out

__all__ = ["render"]

_COLUMNS = ("catalogue", "check", "what it asks", "result", "where, or why")
#: terms of one check, or of one reason, that are printed; json has all of them
_SHOWN = 8


def render(report: Report) -> str:
    """A row for every check: what it asks, what became of it, and on which terms or for which reason."""
    head = f"{report.ontology} {report.version}\n{tally(report.rows)}\n\n"
    return head + laid_out(_COLUMNS, [[Literal(cell) for cell in _cells(row)] for row in report.rows])


def _cells(row: Row) -> tuple[str, ...]:
    reasons = dict.fromkeys(place.waived for place in row.places) if row.places else {row.reason: None}
    told = (": ".join(filter(None, (reason, _where(row, reason)))) for reason in reasons)
    return row.catalogue, row.check, row.asks, str(row.status), "; ".join(told)


def _where(row: Row, reason: str) -> str:
    places = [str(place) for place in row.places if place.waived == reason]
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return ", ".join(places[:_SHOWN]) + more
