"""The classes of a module as a tree: each below the class it is a kind of, as inline SVG.

A class of another module stands dashed above its kinds. Where one class has more kinds than fit in a picture, the last
are one box that leads to the list of the module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphkit.exports.site.declarations import Module, Ontology, Term
from graphkit.exports.site.drawing import PAD, Box, svg, width, words
from graphkit.markup import Html, element
from graphkit.vocabulary import RDFS

__all__ = ["tree"]

#: so many kinds of one class are drawn
_MOST = 9
_ROW, _HIGH, _IN = 32, 26, 24


@dataclass(frozen=True, slots=True)
class _Row:
    """One class in the tree: how deep it stands, and the other classes it is a kind of."""

    name: str
    href: str
    depth: int
    kind: str = "own"
    also: tuple[str, ...] = ()


def tree(module: Module, ontology: Ontology, link: Callable[[str], str]) -> Html:
    """The picture of a module; nothing where it has no class. `link` gives the address of an anchor."""
    rows = list(_rows(module, ontology, link))
    if not rows:
        return Html()
    drawn: list[Html] = []
    boxes: list[Box] = []
    widest = 0
    for at, row in enumerate(rows):
        box = Box(row.name, row.href, 1 + _IN * row.depth, 1 + _ROW * at, width(row.name) + 2 * PAD, _HIGH, row.kind)
        if row.depth:
            above = next(boxes[n] for n in range(at - 1, -1, -1) if rows[n].depth == row.depth - 1)
            way = f"M {above.x + _IN // 2} {above.y + _HIGH} V {box.y + _HIGH // 2} H {box.x}"
            drawn.append(element("path", d=way, class_="line"))
        drawn.append(box.drawn())
        right = box.x + box.width
        for name in row.also:
            said = f"+ {name}"
            named = words(said, right + PAD // 2, box.y + _HIGH // 2 + 5, "start")
            drawn.append(element("a", named, href=link(name), class_="join", aria_label=f"{row.name} is also {name}"))
            right += PAD // 2 + width(said)
        widest = max(widest, right)
        boxes.append(box)
    label = f"The classes of {module.title}, each below the class it is a kind of"
    return svg(drawn, (widest + 1, _ROW * len(rows)), label, class_="diagram")


def _rows(module: Module, ontology: Ontology, link: Callable[[str], str]) -> Iterator[_Row]:
    """The classes from above, each after the one it is drawn below."""
    parents = {term: _parents(term, ontology) for term in module.terms if term.kind == "class"}
    outside = {above for each in parents.values() for above in each[:1] if above not in parents}
    tops = sorted({*outside, *(term for term, above in parents.items() if not above)}, key=lambda term: term.name)

    def below(term: Term, depth: int) -> Iterator[_Row]:
        also = tuple(other.name for other in parents.get(term, [])[1:])
        yield _Row(term.name, link(term.name), depth, "other" if term in outside else "own", also)
        kinds = [kind for kind, above in parents.items() if above[:1] == [term]]
        kinds.sort(key=lambda kind: (not any(above[:1] == [kind] for above in parents.values()), kind.name))
        shown = kinds if len(kinds) <= _MOST else kinds[: _MOST - 1]
        for kind in shown:
            yield from below(kind, depth + 1)
        if more := kinds[len(shown) :]:
            yield _Row(f"{len(more)} more", link(module.anchor), depth + 1, "other")

    for top in tops:
        yield from below(top, 0)


def _parents(term: Term, ontology: Ontology) -> list[Term]:
    """The classes of the ontology that one is a kind of: those of its own module first."""
    found = [ontology.terms[node] for node in ontology.values(term.node, RDFS.subClassOf) if node in ontology.terms]
    return sorted(found, key=lambda above: (above.module != term.module, above.name))
