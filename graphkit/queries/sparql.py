"""One SPARQL question, checked and asked: of a store here, or of an endpoint elsewhere."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from pyoxigraph import Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, Store, Triple
from pyoxigraph import parse_query_results as parsed

from graphkit.errors import QueryError
from graphkit.queries.answers import Answer

__all__ = ["checked", "run"]

#: what a question may have: characters, groups inside groups, signs and words; the engine crashes far above each
LONGEST, DEEPEST, BUSIEST = 100_000, 100, 2_000
#: seconds an endpoint may take
PATIENCE = 60

_STRING = r"'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"|'(?:\\.|[^'\\\n\r])*'|\"(?:\\.|[^\"\\\n\r])*\""
#: a blank, comment, string, IRI, variable, language tag, local name, number or comma; else a word; else a sign
_TOKEN = re.compile(
    rf"\s+|#[^\n\r]*|{_STRING}|<[^\s<>\"{{}}|^`]*>|[?$]\w+|@[\w-]+|:(?:\\.|[\w.:%-])*|\d[\d.]*|,"
    r"|(?P<word>[^\W\d]\w*)|(?P<sign>.)",
    re.DOTALL,
)
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
        return _ask(text, source)
    _ask(text, Store())  # of nothing: the engine here says what is malformed, and that it is no update
    return _fetch(text, source)


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


def _ask(text: str, store: Store) -> Answer:
    try:
        return Answer(_json(store.query(text, use_default_graph_as_union=True)))
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


def _fetch(text: str, address: str) -> Answer:
    """The answer of an endpoint. Its client takes a fifth of a second to import, so nothing else does."""
    if not address.startswith(("http://", "https://")):
        raise QueryError(address, "is not the address of an endpoint", "write it with http:// or https://")
    from urllib.error import URLError

    from SPARQLWrapper import JSON, POST, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    client = SPARQLWrapper(address, returnFormat=JSON)
    client.setQuery(text)
    client.setMethod(POST)
    client.setTimeout(PATIENCE)
    try:
        with client.query().response as response:
            document: bytes = response.read()
    except (SPARQLWrapperException, URLError, OSError) as error:
        reason = str(getattr(error, "reason", None) or error).splitlines()[0]
        raise QueryError(address, f"gave no answer: {reason}", "see that it is a running SPARQL endpoint") from error
    try:
        found = parsed(document, format=QueryResultsFormat.JSON)
        return Answer(_json(found))
    except (SyntaxError, ValueError) as error:
        raise QueryError(address, "answered something else than SPARQL results", "check the address") from error
