"""Servers that hold a graph: asked by SPARQL, filled by the Graph Store Protocol, both with the same manners.

Standards: SPARQL 1.1 Protocol and SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013). Credentials come from the
environment alone: `GRAPHKIT_USER` with `GRAPHKIT_PASSWORD`, or `GRAPHKIT_TOKEN`. They go to the server that was named
and to no other, whatever it redirects to, by the scheme it asks for (basic, digest). One request may take
`GRAPHKIT_TIMEOUT` seconds, 60 unless set.
"""

from __future__ import annotations

import os
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from math import inf
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    build_opener,
)

from graphkit.errors import EndpointError
from graphkit.text import printable

__all__ = ["Reply", "ask", "fetch_graph", "send_graph"]

_PATIENCE = "60"
#: how often a server that is busy is asked again, and how many seconds at most it may have us wait each time
AGAIN, LONGEST_WAIT = 3, 30.0
#: bytes of an answer
LARGEST = 1 << 30
_BUSY = frozenset({429, 503})
_NO_SUCH_METHOD = frozenset({405, 501})
_PIECE, _TOLD = 1 << 16, 160
#: a graph that no store has
_NONE = "urn:graphkit:none"
_GRAPHS = "application/n-triples, text/turtle;q=0.9"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: its bytes, and the media type it gives them."""

    body: bytes
    media_type: str


def ask(text: str, address: str, *, constructs: bool = False) -> bytes:
    """The answer of a SPARQL endpoint: results in JSON, or Turtle where the question constructs triples.

    The question goes by POST, or by GET where the endpoint takes no POST. Raises EndpointError, one line, where the
    endpoint is silent, busy for long, breaks off or refuses.
    """
    from SPARQLWrapper import CONSTRUCT, GET, JSON, POST, SELECT, TURTLE, SPARQLWrapper  # takes a fifth of a second

    class Client(SPARQLWrapper):
        def _query(self) -> tuple[HTTPResponse, str]:
            return _opened(self._createRequest(), address), self.returnFormat

    client = Client(_checked(address))
    client.setQuery(text)
    client.queryType = CONSTRUCT if constructs else SELECT  # its own look at the words is led astray by comments
    client.setReturnFormat(TURTLE if constructs else JSON)
    client.setOnlyConneg(True)
    client.addParameter("union-default-graph", "")  # Oxigraph's word for what others do unasked

    def attempt() -> HTTPResponse:
        response: HTTPResponse = client.query().response
        return response

    try:
        client.setMethod(POST)
        return _patiently(attempt, address).body
    except EndpointError as error:
        if error.status not in _NO_SUCH_METHOD:
            raise
    client.setMethod(GET)
    return _patiently(attempt, address).body


def send_graph(address: str, graph: str, turtle: bytes) -> None:
    """Put one graph in the place of what a graph store holds under that name. Raises EndpointError."""
    _exchange(address, graph, method="PUT", data=turtle, headers={"Content-Type": "text/turtle"})


def fetch_graph(address: str, graph: str) -> Reply:
    """What a graph store holds under a name, as N-Triples or Turtle. Raises EndpointError."""
    return _exchange(address, graph, method="GET", data=None, headers={"Accept": _GRAPHS})


def _exchange(address: str, graph: str, *, method: str, data: bytes | None, headers: dict[str, str]) -> Reply:
    """One request of the Graph Store Protocol on one graph."""
    place = _of_graph(_checked(address), graph)

    def attempt() -> HTTPResponse:
        request = Request(place, data=data, headers=headers, method=method)  # noqa: S310 http(s) was checked
        return _opened(request, address)

    return _patiently(attempt, address)


class _Digest(HTTPDigestAuthHandler):
    """Digest authentication that answers at once to a challenge it has seen."""

    seen: dict[str, str] | None = None

    def get_authorization(self, req: Request, chal: Mapping[str, str]) -> str | None:
        self.seen = dict(chal)
        return super().get_authorization(req, chal)

    def http_request(self, request: Request) -> Request:
        """The request with its authorization, where the server is known to ask for a digest."""
        words = self.get_authorization(request, self.seen) if self.seen else None
        if words and not request.has_header(self.auth_header):
            request.add_unredirected_header(self.auth_header, f"Digest {words}")
        return request

    https_request = http_request


def _opened(request: Request, address: str) -> HTTPResponse:
    """The response to a request, with the credentials of the environment, which no redirect takes elsewhere.

    Before a body is sent an empty request asks how to authenticate: a server that refuses a large body closes the
    connection before all of it is sent.
    """
    answering: list[BaseHandler] = []
    user, password = os.environ.get("GRAPHKIT_USER"), os.environ.get("GRAPHKIT_PASSWORD", "")
    passwords = HTTPPasswordMgrWithDefaultRealm()
    digest = _Digest(passwords)
    if token := os.environ.get("GRAPHKIT_TOKEN"):
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    elif user:
        passwords.add_password(None, address, user, password)
        answering = [HTTPBasicAuthHandler(passwords), digest]
    opener = build_opener(*answering)
    if answering and request.get_method() == "PUT":
        with suppress(HTTPError):
            opener.open(_of_graph(address, _NONE), timeout=_patience()).close()
        if not digest.seen:
            coded = b64encode(f"{user}:{password}".encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {coded}")
    response: HTTPResponse = opener.open(request, timeout=_patience())
    return response


def _of_graph(address: str, graph: str) -> str:
    """Where a graph store has a graph, by indirect identification."""
    return f"{address}{'&' if urlsplit(address).query else '?'}graph={quote(graph, safe='')}"


def _patience() -> float:
    """The seconds that one request may take, waiting and reading together."""
    given = os.environ.get("GRAPHKIT_TIMEOUT") or _PATIENCE
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0
    if not 0 < seconds < inf:
        raise EndpointError("GRAPHKIT_TIMEOUT", f"{given} is no number of seconds", "set it to one, such as 60")
    return seconds


def _checked(address: str) -> str:
    if not address.strip():
        raise EndpointError("the endpoint", "has no address", "write one with http:// or https://")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EndpointError(address, "is not the address of an endpoint", "write it with http:// or https://")
    if parts.username or parts.password:
        shown = address.replace(parts.netloc, parts.netloc.rpartition("@")[2])
        raise EndpointError(shown, "holds credentials", "set GRAPHKIT_USER and GRAPHKIT_PASSWORD instead")
    return address


def _patiently(attempt: Callable[[], HTTPResponse], address: str) -> Reply:
    """The whole answer to an attempt, made again while the server is busy."""
    patience = _patience()
    for again in range(AGAIN + 1):
        deadline = time.monotonic() + patience
        try:
            with attempt() as response:
                return Reply(_read(response, deadline), response.headers.get_content_type())
        except HTTPError as error:
            with error:
                if error.code not in _BUSY or again == AGAIN:
                    raise _refused(address, error) from error
                wait = _asked_wait(error.headers.get("Retry-After"))
            time.sleep(min(2.0**again if wait is None else wait, LONGEST_WAIT))
        except (HTTPException, OSError, ValueError) as error:
            raise _failed(address, getattr(error, "reason", None) or error, patience) from error
    raise AssertionError("the last attempt answers or raises")


def _failed(address: str, cause: object, patience: float) -> EndpointError:
    if isinstance(cause, TimeoutError):
        reason = f"gave no whole answer within {patience:g} seconds"
        return EndpointError(address, reason, "ask for less, or set GRAPHKIT_TIMEOUT")
    reason = f"gave no answer: {_line(str(cause) or type(cause).__name__)}"
    return EndpointError(address, reason, "see that it is a running server")


def _refused(address: str, error: HTTPError) -> EndpointError:
    advice = {
        401: "set GRAPHKIT_USER and GRAPHKIT_PASSWORD, or GRAPHKIT_TOKEN",
        403: "see what the credentials allow",
        404: "check the address",
        **dict.fromkeys(_BUSY, "it is busy; try later"),
    }.get(error.code, "see what the server says of it")
    words = _words(error)
    reason = f"gave no answer: HTTP status {error.code}{': ' if words else ''}{words}"
    return EndpointError(address, reason, advice, error.code)


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """A body in pieces, so that one that comes in drops ends too."""
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if time.monotonic() > deadline:
            raise TimeoutError
        if size > LARGEST:
            raise ValueError(f"its answer is longer than {LARGEST:,} bytes")
    if response.length:  # it promised more
        raise ConnectionError(f"it broke off {response.length:,} bytes before the end")
    return b"".join(pieces)


def _words(error: HTTPError) -> str:
    """What a server says of its refusal, where it is words and not a page."""
    try:
        return "" if "html" in error.headers.get_content_type() else _line(error.read(_PIECE).decode(errors="replace"))
    except (OSError, HTTPException):
        return ""


def _asked_wait(after: str | None) -> float | None:
    """The seconds that a Retry-After asks for, which is a number or a date."""
    if after is None:
        return None
    try:
        return max(
            0.0, float(after) if after.strip().isdigit() else parsedate_to_datetime(after).timestamp() - time.time()
        )
    except ValueError:
        return None


def _line(words: str) -> str:
    line = printable(words)
    return line if len(line) <= _TOLD else f"{line[:_TOLD]} …"
