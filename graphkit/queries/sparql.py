"""One SPARQL question, checked and asked: of a store here, or of an endpoint elsewhere."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from graphkit.errors import QueryError
from graphkit.queries.answers import Answer
from graphkit.vocabulary import XSD

__all__ = ["checked", "run"]

#: what a question may have: characters, groups inside groups, signs and words; the engine crashes far above each
LONGEST, DEEPEST, BUSIEST = 100_000, 100, 2_000

_STRING = r"'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"|'(?:\\.|[^'\\\n\r])*'|\"(?:\\.|[^\"\\\n\r])*\""
#: a blank, comment, string, IRI, variable, language tag, local name, number or comma; else a word; else a sign
_TOKEN = re.compile(
    rf"\s+|#[^\n\r]*|{_STRING}|<[^\s<>\"{{}}|^`]*>|[?$]\w+|@[\w-]+|:(?:\\.|[\w.:%-])*|\d[\d.]*|,"
    r"|(?P<word>[^\W\d]\w*)|(?P<sign>.)",
    re.DOTALL,
)
_TRUTHS = {"1": True, "true": True, "0": False, "false": False}
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})", re.IGNORECASE)
_EVERYTHING = "SELECT ?subject ?predicate ?object { ?subject ?predicate ?object } ORDER BY ?subject ?predicate ?object"


def run(text: str, source: Store | str) -> Answer:
    """The answer to a question, of a store, or of the endpoint whose address is given.

    A store is read as the union of all its graphs; an endpoint reads what it calls its default graph.

    >>> list(run("SELECT ?one { VALUES ?one { 1 } }", Store()))
    [{'one': 1}]
    """
    checked(text)
    if isinstance(source, Store):
        return Answer(_json(_asked(text, source)))
    of_nothing = _asked(text, Store())  # says what is malformed, and that it is no update
    return _fetch(text, source, type(of_nothing))


def checked(text: str) -> str:
    """The question itself, where it reads this graph only and is of a size the engine survives.

    The engine wants no blank after a keyword, so a word or prefix that holds one is refused as well.

    >>> checked("ASK { ?service ?from 'SERVICE' }  # FROM here")
    "ASK { ?service ?from 'SERVICE' }  # FROM here"
    >>> checked("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    graphkit.errors.QueryError: the question: SERVICE reads from elsewhere; leave it out and ask this graph only
    """
    if len(text) > LONGEST:
        raise QueryError("the question", f"has more than {LONGEST:,} characters", "ask a shorter one")
    _check_structure(text)
    if "\\u" in text.lower():  # some engines resolve these before they look for keywords
        _check_structure(_ESCAPE.sub(_character, text))
    return text


def _character(escape: re.Match[str]) -> str:
    point = int(escape[1] or escape[2], 16)
    return chr(point) if point <= 0x10FFFF else ""


def _check_structure(text: str) -> None:
    depth = busy = 0
    for match in _TOKEN.finditer(text):
        word, sign = match["word"], match["sign"]
        if word and re.search("service|from", word, re.IGNORECASE):
            raise QueryError("the question", f"{word} reads from elsewhere", "leave it out and ask this graph only")
        busy += bool(word or sign)
        depth += (sign in {"{", "(", "["}) - (sign in {"}", ")", "]"})
        if depth > DEEPEST:
            raise QueryError("the question", f"nests more than {DEEPEST} groups", "ask a flatter one")
        if busy > BUSIEST:
            raise QueryError("the question", f"has more than {BUSIEST:,} signs and words", "ask a simpler one")


def _asked(text: str, store: Store) -> QuerySolutions | QueryBoolean | QueryTriples:
    try:
        return store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        reason = textwrap.shorten(str(error), 160)
        raise QueryError("the question", f"is not a SPARQL query: {reason}", "mend it at that line:column") from error


def _json(found: QuerySolutions | QueryBoolean | QueryTriples) -> bytes:
    rows = _table(found) if isinstance(found, QueryTriples) else found
    document = rows.serialize(format=QueryResultsFormat.JSON)
    assert document is not None
    return document


def _table(triples: Iterable[Triple]) -> QuerySolutions:
    """Constructed triples as rows, in order."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    rows = store.query(_EVERYTHING)
    assert isinstance(rows, QuerySolutions)
    return rows


def _fetch(text: str, address: str, kind: type) -> Answer:
    """The answer of an endpoint, which is of that kind: rows, a yes or no, or triples."""
    from graphkit import endpoints  # what speaks HTTP is a quarter of the start of a question, and few ask elsewhere

    constructs = kind is QueryTriples
    reply = endpoints.ask(text, address, constructs=constructs)
    try:
        if constructs:
            return Answer(_json(_table(quad.triple for quad in parse(reply, format=RdfFormat.TURTLE))))
        document = _with_plain_truths(reply, is_truth=kind is QueryBoolean)
        return Answer(_json(parse_query_results(document, format=QueryResultsFormat.JSON)))
    except (SyntaxError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise QueryError(address, "answered something else than SPARQL results", "check the address") from error


def _with_plain_truths(document: bytes, *, is_truth: bool) -> bytes:
    """Results in JSON with truths as the standard writes them.

    Virtuoso writes 1 or 0 for true or false, and answers a yes or no with a table that holds one of them.
    """
    if not is_truth and b"XMLSchema#boolean" not in document:
        return document
    found = json.loads(document)
    if is_truth and "boolean" not in found:
        ((term,),) = ((term for term in row.values()) for row in found["results"]["bindings"])
        return json.dumps({"head": {}, "boolean": _TRUTHS[term["value"]]}).encode()
    for row in found.get("results", {"bindings": ()})["bindings"]:
        for term in row.values():
            if term.get("datatype") == XSD.boolean.value:
                term["value"] = str(_TRUTHS[term["value"]]).lower()
    return json.dumps(found).encode()
