"""One case as lines to read: both texts with their places, what they share, how sure the program is."""

from __future__ import annotations

from textwrap import fill

from graphkit.facts import Document, Item
from graphkit.reviewing.session import Review
from graphkit.text import printable

__all__ = ["screen"]

_SHOWN = 8


def screen(review: Review) -> str:
    """What is to be decided now, how far one is, and the keys; "" at the end."""
    case = review.case
    if case is None:
        return ""
    sure = "" if case.confidence is None else f" · confidence {case.confidence:.2f}"
    lines = [f"\n[{review.at + 1}/{len(review.queue.cases)}]{sure}"]
    lines += [case.said] if case.said else []
    lines += _text("1", case.subject, review.queue.documents[case.subject.document])
    if case.object:
        lines += _text("2", case.object, review.queue.documents[case.object.document])
    else:
        lines.append(f"2  was said to stand nowhere in {case.source.identifier}, edition {case.source.edition}")
    for name, shared in (("concepts", [iri.rsplit("/", 1)[-1] for iri in case.concepts]), ("words", list(case.stems))):
        if shared:
            lines.append(f"   shared {name}: {', '.join(shared[:_SHOWN])}{' …' * (len(shared) > _SHOWN)}")
    return "\n".join(lines) + "\n"


def _text(mark: str, item: Item, document: Document) -> list[str]:
    line = f", line {item.parts[0].line}" if item.parts else ""
    place = f"{document.identifier}, edition {document.edition}{line}: {item.kind}, {item.section or 'no section'}"
    said = fill(printable(item.text), 100, initial_indent="   “", subsequent_indent="    ")
    return [f"{mark}  {printable(place)}", f"{said}”"]
