"""Documents with words replaced in them, and what is then found."""

from __future__ import annotations

import shutil
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from graphkit import content, documents, pipeline
from graphkit.findings import Finding
from graphkit.iris import DEFAULT_BASE, Names

__all__ = ["Case", "Swaps", "by_code", "cases", "changed", "folder_of", "found_in", "found_in_clean", "new_in"]

HERE = Path(__file__).parent
FOLDERS = (content.ROOT / "data" / "documents", HERE / "documents", HERE / "faults" / "clean")
#: pairs of words and what takes their place
Swaps = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Case:
    """Documents with some words replaced in the first of them, and the finding that is due."""

    code: str
    document: str
    replace: Swaps
    at: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    name: str = ""
    #: words replaced in the other documents
    beside: dict[str, Swaps] = field(default_factory=dict, hash=False)


def cases() -> list[Case]:
    found = []
    for path in sorted((HERE / "faults" / "rules").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("case", []):
            words = {key: tuple(entry[key]) for key in ("at", "also", "documents") if key in entry}
            swaps = tuple((old, new) for old, new in entry["replace"])
            beside = {name: tuple((old, new) for old, new in some) for name, some in entry.get("beside", {}).items()}
            found.append(
                Case(
                    code=entry["code"], document=entry["document"], replace=swaps, beside=beside,
                    name=entry.get("name", ""), **words,
                )
            )  # fmt: skip
    return found


def folder_of(document: str) -> Path:
    return next(folder / document for folder in FOLDERS if (folder / document).is_dir())


def changed(text: str, swaps: Swaps) -> str:
    for old, new in swaps:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the document"
        text = text.replace(old, new)
    return text


def found_in(*given: tuple[str, Swaps]) -> tuple[Finding, ...]:
    """The findings of some documents, each with words replaced."""
    with TemporaryDirectory() as place:
        for document, swaps in given:
            shutil.copytree(folder_of(document), Path(place, document))
            (source,) = Path(place, document).glob("source.*")
            if swaps:
                raw = source.read_bytes()
                source.write_bytes(changed(raw.decode(), swaps).encode())
                for about in Path(place, document).glob("about.ttl"):  # it is made to speak of these bytes
                    sums = sha256(raw).hexdigest(), sha256(source.read_bytes()).hexdigest()
                    about.write_text(about.read_text(encoding="utf-8").replace(*sums), encoding="utf-8")
        library = documents.read_all([Path(place)])
        assert library.failures == ()
        return pipeline.examine(library, Names(DEFAULT_BASE), tables=[])[1]


@cache
def found_in_clean(*names: str) -> tuple[Finding, ...]:
    return found_in(*((name, ()) for name in names))


def by_code(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in findings)


def new_in(after: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """The findings that were not there before, with the same words at the same quotes."""
    told = {_told(finding) for finding in before}
    return [finding for finding in after if _told(finding) not in told]


def _told(finding: Finding) -> tuple[str | None, ...]:
    return finding.code, finding.message, *(place.quote for place in finding.places)
