"""What tests of the site share: parts of it written into a folder, what their pages say, links that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

from graphkit.exports.site.pages import Page, assets, files
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File, Loss
from graphkit.markup import Html


def written(part: ModuleType, site: Site, folder: Path) -> list[Loss]:
    """The pages and files of one part of the site, and what all pages load; what it lost."""
    lost = []
    for piece in part.pages(site):
        if isinstance(piece, Loss):
            lost.append(piece)
            continue
        for file in files(piece, "A site", Html()) if isinstance(piece, Page) else (piece,):
            _write(folder, file)
    for asset in assets():
        _write(folder, asset)
    return lost


def _write(folder: Path, file: File) -> None:
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)


class Parsed(HTMLParser):
    """What a page links to and can be linked to, and its headings."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.levels: list[int] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.links += [value for name in ("href", "src", "action") if (value := said.get(name)) is not None]
        if (name := said.get("id")) is not None:
            self.ids[name] += 1
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


def parsed(folder: Path, parts: Collection[str] = ("",)) -> dict[str, Parsed]:
    """Every page of some parts of the site, by its path; of all parts where none is named."""
    found = (path for part in parts for path in sorted((folder / part).rglob("*.html")))
    return {path.relative_to(folder).as_posix(): Parsed(path) for path in found}


def broken(folder: Path, parts: Collection[str] = (), pages: Mapping[str, Parsed] | None = None) -> Iterator[str]:
    """Every link that leads nowhere, or out of the folder; where parts are named, of the links from and into these."""
    pages = parsed(folder, parts or ("",)) if pages is None else pages
    for name, page in pages.items():
        for link in page.links:
            to = urlsplit(link)
            if to.scheme in ("http", "https", "mailto"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(to.path))) if to.path else name
            if target.startswith(("/", "..")) or to.scheme:
                yield f"{name}: {link} leads out of the site"
            elif parts and target.split("/")[0] not in parts:
                continue
            elif not (folder / target).is_file():
                yield f"{name}: {link} leads to no file"
            elif to.fragment and unquote(to.fragment) not in pages[target].ids:
                yield f"{name}: {link} leads to no anchor"
