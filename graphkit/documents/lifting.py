"""What is lifted out of running text: reporting lines, names, acronyms; nothing else is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, chain

from graphkit.documents.draft import Draft
from graphkit.documents.naming import Piece, ShortForm, find, reporting_line
from graphkit.documents.naming.headnouns import UNSAID
from graphkit.documents.naming.pieces import HEADING
from graphkit.documents.source import joined
from graphkit.iris import slug
from graphkit.records import Concept, Span, Statement, Status, Value

__all__ = ["lift", "locate"]

#: kinds of concept that a field's value may be and that a reader looks for by name
_NAMED = frozenset({"Framework", "Group", "Organisation", "Role"})

#: a printed code, as of a unit or duty, and the pointer of a record's field
_CODE = re.compile(r"\b[A-Z]+\d+\b|^/\S*$")


def lift(draft: Draft, identifier: str) -> Iterator[Statement]:
    """The draft's statements with the names in them, and the acronyms as statements of their own."""
    printed = draft.finished()
    titles = [statement.text for statement in printed if statement.property in {"rcq:jobTitle", "dcterms:title"}]
    own_titles = {slug(title) for title in titles}
    statements = [_reporting(statement, titles) for statement in printed]
    texts = sorted([*statements, *_headings(draft)], key=lambda text: text.spans)
    found, short_forms = find(
        [Piece(key=text.local, text=text.text, kind=text.kind, section=text.section)
         for text in texts
         if text.kind != "Restatement" and text.property != "dcterms:identifier" and not _CODE.fullmatch(text.text)],
        titles,
    )  # fmt: skip
    names: dict[str, dict[Concept, None]] = defaultdict(dict)
    for name in found:
        if not (name.concept.kind == "Role" and slug(name.concept.name).removesuffix("s") in own_titles):
            names[name.key][name.concept] = None
    by_local = {text.local: text for text in texts}
    directorates = chain(*(each.value for each in statements if each.property == "rcq:directorate"))
    kinds = _kinds([*directorates, *chain(*names.values()), *chain(*(statement.value for statement in statements))])
    for statement in statements:
        mentions = {replace(name, kind=kinds[slug(name.name)]): None for name in names[statement.local]}
        value = tuple(_as_named(part, kinds) for part in statement.value)
        mentions.update((part, None) for part in value if isinstance(part, Concept) and part.kind in _NAMED)
        if statement.property == "dcterms:identifier":
            value = (identifier,)
        is_changed = value != statement.value or tuple(mentions) != statement.mentions
        yield replace(statement, mentions=tuple(mentions), value=value) if is_changed else statement
    for form in short_forms:
        within = by_local[form.key]
        alone = names[form.key] if within.kind == HEADING and not form.expansion else {}
        named = tuple(name for name in alone if name.name == form.short_form)
        yield replace(_acronym(draft, within, form), mentions=named)


def _headings(draft: Draft) -> Iterator[Statement]:
    """Headings and labels as texts, because acronyms are spelt out there too; item numbers and codes are not."""
    for mark in draft.marks:
        if mark.status not in (Status.HEADING, Status.LABEL):
            continue
        words = joined(draft.source.text, (mark.span,))
        if re.search("[a-z]", words) and not _CODE.search(words):
            yield Statement(kind=HEADING, local=f"{mark.span.start}", text=words, spans=(mark.span,))


def _kinds(named: Iterable[Value]) -> dict[str, str]:
    """The class of each name in the document: the first that says more than that it is a name."""
    kinds: dict[str, str] = {}
    for name in named:
        if isinstance(name, Concept) and not name.scheme and kinds.get(slug(name.name), UNSAID) == UNSAID:
            kinds[slug(name.name)] = name.kind
    return kinds


def _as_named(value: Value, kinds: Mapping[str, str]) -> Value:
    """A field's value, an organisation in the class its name's form gives it."""
    if isinstance(value, Concept) and value.kind == "Organisation":
        return replace(value, kind=kinds.get(slug(value.name), value.kind))
    return value


def _reporting(statement: Statement, titles: Sequence[str]) -> Statement:
    """A passage that prints a reporting line states it."""
    if statement.kind != "Passage" or not (found := reporting_line(statement.text, titles)):
        return statement
    return replace(statement, about="role", property="rcq:reportsTo", value=(Concept("Role", found[2]),))


def _acronym(draft: Draft, within: Statement, form: ShortForm) -> Statement:
    spans = locate(draft.source.text, within.spans, within.text, form.start, form.end)
    words = joined(draft.source.text, spans)
    return Statement(
        kind="Acronym",
        local=draft.local("Acronym", form.short_form, is_code=True),
        text=words,
        spans=spans,
        section=within.section,
        short_form=form.short_form,
        expansion=form.expansion,
    )


def locate(source: str, spans: Sequence[Span], text: str, start: int, end: int) -> tuple[Span, ...]:
    r"""Where a stretch of an item's text stands in the source; the item's own runs where a repair hides it.

    >>> source = "an initial\nFOOTER\nsentence plan"
    >>> locate(source, (Span(0, 10), Span(18, 31)), "an initial sentence plan", 3, 19)
    (Span(start=3, end=10), Span(start=18, end=26))
    """
    places, printed = _places(source, tuple(spans), text)
    if not places:
        return tuple(spans)
    begin, finish = places[printed[start]], places[printed[end] - 1] + 1
    return tuple(
        Span(max(span.start, begin), min(span.end, finish))
        for span in spans
        if span.start < finish and begin < span.end
    )


@lru_cache(maxsize=4)
def _places(source: str, spans: tuple[Span, ...], text: str) -> tuple[list[int], list[int]]:
    """Where each character of a text stands in the source, blanks aside, and how many come before each of the text.

    No places where a repair hides some. It is kept because a text may hold many acronyms.
    """
    wanted = "".join(text.split())
    places: list[int] = []
    for span in spans:
        for offset, character in enumerate(span.of(source), span.start):
            if len(places) < len(wanted) and character == wanted[len(places)]:
                places.append(offset)
    printed = [0, *accumulate(not character.isspace() for character in text)]
    return (places if len(places) == len(wanted) else []), printed
