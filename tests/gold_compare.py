"""How far a built graph holds what gold files say their documents print: item by item, told so that one can mend it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from gold_files import Gold, Item, Name, blank_once, gold_of
from gold_graph import BuiltName, Graph

__all__ = ["Comparison", "Tally", "compare", "folded"]

#: judged always: what the gold file does not give must not be in the graph
_ALWAYS = (
    *("order", "modality", "timing", "months", "listed_under", "alternative_to", "restates", "supported_by"),
    "identifier",
)
#: the same but for Fields and Passages, where they are judged where given
_OF_ITEMS = ("section", "code", "level")
#: judged where the gold file gives it
_WHERE_GIVEN = ("label", "about", "property", "value", "lines")
_COUNTS = ("gold", "built", "right", "wrong", "miss", "extra")


@dataclass
class Tally:
    """Counts of one category, and a line about each item that is not right."""

    expected: int = 0
    built: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return (self.built - len(self.extra) - len(self.wrong)) / self.built if self.built else 1.0

    @property
    def faults(self) -> int:
        """Items wrong or missing; one misread item (a missing and an extra one) counts once."""
        return len(self.wrong) + max(len(self.missing), len(self.extra))

    def told(self) -> Iterable[str]:
        for word, lines in (("wrong", self.wrong), ("missing", self.missing), ("extra", self.extra)):
            yield from (f"    {word}: {line}" for line in lines)


@dataclass
class Comparison:
    """A graph beside its gold: a Tally for each document and class, for names and for acronyms."""

    categories: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    names: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    acronyms: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    documents: list[str] = field(default_factory=list)  #: what the document and role nodes say otherwise
    classes: list[str] = field(default_factory=list)  #: names found under another class

    @property
    def f1(self) -> float:
        """Over all statements: an item counts where its class, words and facts are right."""
        tallies = self.categories.values()
        counted = sum(tally.expected for tally in tallies) + sum(tally.built for tally in tallies)
        return 2 * sum(tally.right for tally in tallies) / counted if counted else 1.0

    def faulty(self, allowed: int = 1) -> list[tuple[str, str]]:
        """The categories with more faults than are allowed."""
        return [category for category, tally in self.categories.items() if tally.faults > allowed]

    def recall(self, which: str) -> float:
        return _whole(getattr(self, which).values()).recall

    def precision(self, which: str) -> float:
        return _whole(getattr(self, which).values()).precision

    def __str__(self) -> str:
        """The table by category, then every item that is not right."""
        rows: list[tuple[str, str, Tally]] = [(*category, tally) for category, tally in sorted(self.categories.items())]
        rows += [(document, "names", tally) for document, tally in sorted(self.names.items())]
        rows += [(document, "acronyms", tally) for document, tally in sorted(self.acronyms.items())]
        head = f"{'document':36} {'class':14} " + " ".join(f"{word:>5}" for word in _COUNTS)
        lines = [f"F1 {self.f1:.4f}", head]
        for document, kind, tally in rows:
            counts = (tally.expected, tally.built, tally.right, len(tally.wrong), len(tally.missing), len(tally.extra))
            lines.append(f"{document:36} {kind:14} " + " ".join(f"{count:5}" for count in counts))
            lines.extend(tally.told())
        for which in ("names", "acronyms"):
            lines.append(f"{which}: recall {self.recall(which):.3f}, precision {self.precision(which):.3f}")
        lines.extend(f"document or role: {line}" for line in self.documents)
        lines.extend(f"class of a name: {line}" for line in self.classes)
        return "\n".join(lines)


def compare(built: Path, gold: Sequence[Path]) -> Comparison:
    """The graph.nq of a build beside gold files, each judged for its own document."""
    graph, result = Graph(built), Comparison()
    for file in gold:
        _compare_document(graph, gold_of(file), result)
    return result


def folded(name: str) -> str:
    """A name without what printing does to it.

    >>> folded("Manager– Service  Delivery"), folded("Manager – Service Delivery")
    ('manager-service delivery', 'manager-service delivery')
    """
    plain = re.sub(r"[‐-―]", "-", name.replace("’", "'")).casefold()
    return blank_once(re.sub(r"\s*-\s*", "-", plain)).strip(" .,;:")


def _compare_document(graph: Graph, gold: Gold, result: Comparison) -> None:
    found = graph.documents(gold.identifier, gold.edition)
    if len(found) != 1:
        result.documents.append(f"{gold.identifier}: {len(found)} documents of edition {gold.edition}, not one")
    items = [item for document in found for item in graph.items(document)]
    for kind in sorted({item.kind for item in (*gold.statements, *items)} - {"Acronym"}):
        expected = [item for item in gold.statements if item.kind == kind]
        got = [item for item in items if item.kind == kind]
        others = [item for item in items if item.kind != kind]
        result.categories[gold.identifier, kind] = _tally(expected, got, others)
    result.acronyms[gold.identifier] = _acronyms(gold.acronyms, [item for item in items if item.kind == "Acronym"])
    names = [name for document in found for name in graph.names(document)]
    spelt_out = {
        item.facts["short_form"]: item.facts["expansion"] for item in gold.acronyms if "expansion" in item.facts
    }
    result.names[gold.identifier], classes = _names(gold.names, names, spelt_out)
    result.classes.extend(f"{gold.identifier}: {line}" for line in classes)
    for document in found:
        result.documents.extend(f"{gold.identifier}: {line}" for line in _document(graph, document, gold))


def _tally(expected: Sequence[Item], got: Sequence[Item], others: Sequence[Item]) -> Tally:
    tally, left = Tally(len(expected), len(got)), list(got)
    pairs = sorted(
        ((len(_disagreements(item, other)), i, j) for i, item in enumerate(expected) for j, other in enumerate(got)
         if blank_once(item.text) == other.text),
    )  # fmt: skip
    partner: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in partner and j not in partner.values():
            partner[i] = j
    for i, item in enumerate(expected):
        if i not in partner:
            tally.missing.append(f"{_shown(item)}{_nearest(item, got, others)}")
            continue
        left.remove(got[partner[i]])
        faults = _disagreements(item, got[partner[i]])
        if faults:
            tally.wrong.append(f"{_shown(item)}: {'; '.join(faults)}")
        else:
            tally.right += 1
    tally.extra = [_shown(item) for item in left]
    return tally


def _disagreements(gold: Item, built: Item) -> list[str]:
    said, got = gold.facts, built.facts
    judged = [key for key in _ALWAYS if key in said or key in got]
    judged += [key for key in _WHERE_GIVEN if key in said]
    judged += [key for key in _OF_ITEMS if key in said or (key in got and gold.kind not in ("Field", "Passage"))]
    faults = [f"{key} {got.get(key)!r}, not {said.get(key)!r}" for key in judged if not _agree(key, said, got)]
    if ("repair" in said) != ("repair" in got):
        faults.append("repaired in one and not in the other")
    return faults


def _agree(key: str, said: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    if key == "value":
        return folded(str(said[key])) in {folded(word) for word in got.get(key, ())}
    if key == "label":
        return folded(str(said[key])) == folded(str(got.get(key, "")))
    return bool(said.get(key) == got.get(key))


def _acronyms(expected: Sequence[Item], got: Sequence[Item]) -> Tally:
    required = [item for item in expected if not item.facts.get("optional")]
    tally, left = Tally(len(required), len(got)), list(got)
    for item in expected:
        spellings = {item.facts["short_form"], *item.facts.get("accept", ())}
        found = next((other for other in left if other.facts.get("short_form") in spellings), None)
        if found is not None:
            left.remove(found)
        if item.facts.get("optional"):
            continue
        if found is None:
            tally.missing.append(item.facts["short_form"])
        elif folded(item.facts.get("expansion", "")) != folded(found.facts.get("expansion", "")):
            told = f"{found.facts.get('expansion')!r}, not {item.facts.get('expansion')!r}"
            tally.wrong.append(f"{item.facts['short_form']}: expansion {told}")
        else:
            tally.right += 1
    tally.extra = [str(item.facts.get("short_form", item.text)) for item in left]
    return tally


def _names(expected: Sequence[Name], got: Sequence[BuiltName], spelt_out: Mapping[str, str]) -> tuple[Tally, list[str]]:
    """A short form is found too where the name it is spelt out as is found."""
    required = [name for name in expected if not name.optional]
    tally, classes = Tally(len(required), len(got)), []
    labels = {folded(label): kind for kind, all_labels in got for label in all_labels}
    for name in required:
        spellings = [name.text, *name.accept, *([spelt_out[name.text]] if name.text in spelt_out else [])]
        kind = next((labels[folded(spelling)] for spelling in spellings if folded(spelling) in labels), None)
        if kind is None:
            tally.missing.append(f"{name.text} ({name.kind})")
            continue
        tally.right += 1
        if kind != name.kind:
            classes.append(f"{name.text}: {kind}, not {name.kind}")
    known = {folded(spelling) for name in expected for spelling in (name.text, *name.accept)}
    tally.extra = [
        f"{' / '.join(sorted(all_labels))} ({kind})"
        for kind, all_labels in got
        if not known & {folded(label) for label in all_labels}
    ]
    return tally, classes


def _document(graph: Graph, document: str, gold: Gold) -> Iterable[str]:
    """What the document and role nodes lack of what the gold file gives."""
    of_document = {"title": "dcterms:title", "issued": "dcterms:issued"}
    of_role = {
        "job_title": "rcq:jobTitle",
        "band": "rcq:band",
        "level": "rcq:level",
        "reports_to": "rcq:reportsTo",
        "typical_job_titles": "rcq:typicalJobTitle",
    }
    said = gold.document
    checks = [(graph.about(document, p), p, said[key]) for key, p in of_document.items() if key in said]
    checks += [(graph.about_role(document, p), p, gold.role[key]) for key, p in of_role.items() if key in gold.role]
    if "class" in gold.role:
        kinds = {kind.rsplit("#", 1)[-1] for kind in graph.about_role(document, "a")}
        checks.append((kinds, "a", gold.role["class"]))
    for got, predicate, value in checks:
        for one in value if isinstance(value, list) else [value]:
            if folded(str(one)) not in {folded(word) for word in got}:
                yield f"{predicate} is {sorted(got)}, not {one!r}"


def _whole(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.expected += tally.expected
        whole.built += tally.built
        whole.right += tally.right
        whole.wrong += tally.wrong
        whole.extra += tally.extra
    return whole


def _nearest(item: Item, same_class: Sequence[Item], others: Sequence[Item]) -> str:
    """The built statement a missing one may have become."""
    for other in others:
        if other.text == blank_once(item.text):
            return f" <- stands there as {other.kind}"
    likeness = [(SequenceMatcher(None, item.text, other.text, autojunk=False).ratio(), other) for other in same_class]
    best = max(likeness, key=lambda pair: pair[0], default=None)
    return f" <- nearest: {best[1].text!r}" if best and best[0] > 0.6 else ""


def _shown(item: Item) -> str:
    where = item.facts.get("lines", ["?"])[0]
    return f"line {where} {item.text[:100]!r}"
