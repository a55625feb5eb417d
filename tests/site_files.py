"""What tests of the site share: one part of it written into a folder, links that lead nowhere, and a browser for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

from graphkit.exports.site.pages import Page, assets, files
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File, Loss
from graphkit.markup import Html


def written(part: ModuleType, site: Site, folder: Path) -> list[Loss]:
    """The pages and files of one part of the site, and the style all pages share; what it lost."""
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


def broken(folder: Path, parts: Iterable[str]) -> Iterator[str]:
    """The links and anchors into some parts of the site that lead to nothing."""
    for page in sorted(path for part in parts for path in (folder / part).rglob("index.html")):
        for link in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            path, _, anchor = unescape(link).partition("#")
            if re.match(r"[a-z]+:", path):
                continue
            target = (page.parent / unquote(path)).resolve() if path else page
            if not target.is_relative_to(folder.resolve()):
                yield f"{page}: {link} leads out of the site"
            elif target.relative_to(folder.resolve()).parts[:1] not in {(part,) for part in parts}:
                continue
            elif not target.is_file():
                yield f"{page}: {link} leads to no file"
            elif anchor and f'id="{unquote(anchor)}"' not in unescape(target.read_text(encoding="utf-8")):
                yield f"{page}: {link} leads to no anchor"
