"""How the site is served and found: rules for Apache, an entry for w3id.org, a sitemap. None is needed to read it.

IRIs are answered as linked data asks: 303 See Other to the page of the thing, or to the data beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from string import Template
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

from graphkit.exports.settings import Settings
from graphkit.exports.site.pages import DATA
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File, Loss
from graphkit.markup import join, told

__all__ = ["HTACCESS", "ROBOTS", "SITEMAP", "W3ID", "pages", "sitemap"]

HTACCESS, W3ID, SITEMAP, ROBOTS = ".htaccess", "w3id.htaccess", "sitemap.xml", "robots.txt"
#: the most addresses that one sitemap may hold, by sitemaps.org
_MOST = 50_000
_W3ID = "https://w3id.org/"
_NO_ADDRESS = "it must name the address of the site, which no setting `address` tells"
_ANSWER = "the answer of a server to the IRI of the document, and to those of all in it"
#: what a request may accept, the least special first, and the formats that it speaks of. Turtle is N3 as well;
#: JSON-LD and N-Triples are also asked for as the JSON and the plain text that they are
_ACCEPTED = (
    (r"\*/\*", ("html", "ttl", "jsonld", "nt")),
    (r"text/\*", ("html", "ttl")),
    (r"application/\*", ("jsonld", "nt")),
    ("text/html", ("html",)),
    ("text/(?:turtle|n3)", ("ttl",)),
    (r"application/(?:ld\+)?json", ("jsonld",)),
    ("application/n-triples|text/plain", ("nt",)),
)
#: after a type, its quality without zeros at the end, as it is told or, where it is not, the 1 after the whole header
_QUALITY = r"(?=\s*[,;#])(?:[^,#]*;\s*q=|.*#)(0(?:\.\d*[1-9])?|1)"
_PERCENT = re.compile("%([0-9A-Fa-f]{2})")


class _Rules(Template):
    delimiter = "@"


def pages(site: Site) -> Iterator[File | Loss]:
    """The rules for the site's own server and for w3id.org; a document that no server finds by its IRI is a Loss."""
    odd = [(source.iri, place) for source in site.sources if (place := _odd(site, source.iri))]
    rules = _Rules(Path(__file__).with_name("site.htaccess").read_text(encoding="utf-8"))
    filled = rules.substitute(
        odd="".join(_odd_rules(iri.removeprefix(site.view.names.ids.iri), place) for iri, place in odd),
        worth="\n".join(_worth()),
        links="\n".join(_links()),
        title=_words(site.view.settings.title),
    )
    yield File(HTACCESS, filled.encode())
    for iri, _ in odd:
        if "%2F" in iri:
            yield Loss(iri, _ANSWER, "Apache refuses a slash in a name, unless AllowEncodedSlashes NoDecode is set")
        if iri.endswith(("/.", "/..")):
            yield Loss(iri, _ANSWER, "no server is sent a step of dots alone: who asks takes it out")
    if site.view.names.base.endswith("#"):
        yield Loss(site.view.names.base, "the answers to all IRIs", "a server is never sent what follows a #")
    yield from _w3id(site.view.names.base, site.view.settings, [iri for iri, _ in odd])


def sitemap(pages: Iterable[str], settings: Settings) -> Iterator[File | Loss]:
    """A sitemap of the pages (paths of files below the root), as many files as it needs, and `robots.txt` naming it."""
    if not settings.address:
        yield Loss(SITEMAP, f"the sitemap and {ROBOTS}", _NO_ADDRESS)
        return
    left = iter(pages)
    parts = iter(lambda: list(islice(left, _MOST)), [])
    first, second = next(parts, []), next(parts, [])
    if not second:
        yield File(SITEMAP, _listed("urlset", "url", first, settings))
    else:
        names = []
        for number, part in enumerate(chain((first, second), parts), 1):
            names.append(f"sitemap-{number}.xml")
            yield File(names[-1], _listed("urlset", "url", part, settings))
        yield File(SITEMAP, _listed("sitemapindex", "sitemap", names, settings))
    yield File(ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {settings.address}{SITEMAP}\n".encode())


def _listed(root: str, kind: str, paths: Iterable[str], settings: Settings) -> bytes:
    """A sitemap, or an index of sitemaps. Only what is dated says when it was changed."""
    dated = f"<lastmod>{escape(settings.dated)}</lastmod>" if settings.dated else ""
    lines = (f"<{kind}><loc>{escape(settings.address + quote(path))}</loc>{dated}</{kind}>\n" for path in paths)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{''.join(lines)}</{root}>\n".encode()


def _worth() -> Iterator[str]:
    """The rules that read `Accept`."""
    for media, formats in _ACCEPTED:
        yield f'RewriteCond "%{{HTTP:Accept}}#1" "(?:^|,)\\s*(?:{media}){_QUALITY}" [NC]'
        yield f'RewriteRule "^" - [{",".join(f"E={each.upper()}:%1" for each in formats)}]'


def _links() -> Iterator[str]:
    """The headers that name the data beside a page."""
    for suffix, _, media in DATA:
        yield f'Header always add Link "<index.{suffix}>; rel=\\"alternate\\"; type=\\"{media}\\"" env=DATA'


def _odd(site: Site, iri: str) -> Place | None:
    """The place of a document whose path is not that of its IRI, because an edition is whatever is printed."""
    place = site.places.of(iri)
    return place if place and place.path != iri.removeprefix(site.view.names.base) else None


def _odd_rules(name: str, place: Place) -> str:
    """The rules for one such document and all in it; a server sees its name decoded, but for a slash."""
    seen = _PERCENT.sub(lambda found: f"\\x{found[1]}", re.escape(name).replace("%2F", "%2[Ff]"))
    whole, part = f'"^(?:id|graph)/{seen}$"', f'"^id/{seen}/([\\w.~/-]+)$"'
    return f"""
RewriteRule {whole} - [E=PAGE:/{place.path}/index]
RewriteRule {part} - [E=PAGE:/{place.path}/index,E=AT:#$1]
RewriteCond "%{{ENV:ROOT}}/{place.path}/$1/index.html" -f
RewriteRule {part} - [E=PAGE:/{place.path}/$1/index,E=!AT]
"""


def _words(words: str) -> str:
    """Words as HTML in a directive of Apache, which reads quotes, backslashes and `%{`."""
    html = join([told(words)]).replace("\\", "&#92;").replace("{", "&#123;")
    return html.encode("ascii", "xmlcharrefreplace").decode()


def _w3id(base: str, settings: Settings, odd: Iterable[str]) -> Iterator[File | Loss]:
    """The entry for w3id.org, where the IRIs lie there; it sends who asks to the site, which then tells the formats."""
    if not base.startswith(_W3ID) or base.endswith("#"):
        return
    if not settings.address:
        yield Loss(base, W3ID, _NO_ADDRESS)
        return
    asked = (settings.publisher, settings.homepage, settings.contact, settings.contact_email, settings.contact_page)
    target = re.sub(r'([\\$%"])', r"\\\1", unquote(settings.address))  # Apache writes its escapes again
    lines = (
        f"# {told(settings.title)}: the entry of {base}, {base.removeprefix(_W3ID)}{HTACCESS} in w3id.org's own files",
        f"# {', '.join(told(each) for each in asked if each)}",
        "",
        "Header always set Access-Control-Allow-Origin *",
        "RewriteEngine on",
        f'RewriteRule "^(.*)$" "{target}$1" [R=303,L]',
    )
    yield File(W3ID, "".join(f"{line}\n" for line in lines).encode())
    for iri in odd:
        if "%3F" in iri:
            yield Loss(iri, _ANSWER, "w3id.org passes no question mark in a name on: Apache refuses to since 2.4.60")
