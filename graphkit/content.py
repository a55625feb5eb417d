"""Where the content files lie: ontology, shapes, schemes, wording and questions.

In a checkout they stand at its root; in an installed package, in a folder of the package.

>>> (ROOT / "ontology" / "ontology.ttl").is_file()
True
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse

from graphkit.errors import ContentError

__all__ = [
    "ROOT", "alignment", "all_files", "axioms", "files", "is_installed", "ontology", "outside", "printing", "reference",
    "shapes", "tables", "triples", "wording",
]  # fmt: skip

_PACKAGE = Path(__file__).parent
ROOT = _PACKAGE / "_content" if (_PACKAGE / "_content").is_dir() else _PACKAGE.parent


def is_installed() -> bool:
    """Whether the content is that of an installed package and not of a checkout."""
    return ROOT.is_relative_to(_PACKAGE)


def files(pattern: str) -> list[Path]:
    """The content files that match, in order of name."""
    return sorted(ROOT.glob(pattern))


@cache
def triples(path: Path) -> tuple[Triple, ...]:
    """The triples of one Turtle file; a syntax error names file and line."""
    try:
        quads: list[Quad] = list(parse(path=str(path), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise ContentError(str(path), str(error), "mend the file") from error
    return tuple(quad.triple for quad in quads)


def _all(pattern: str) -> list[Triple]:
    return [triple for path in files(pattern) for triple in triples(path)]


def ontology() -> list[Triple]:
    """What the words mean: every module of the ontology."""
    return _all("ontology/*.ttl")


def axioms() -> list[Triple]:
    """What the closure reads: the ontology without its alignment to others, which exports apply."""
    paths = (path for path in files("ontology/*.ttl") if path.stem != "alignment")
    return [triple for path in paths for triple in triples(path)]


def alignment() -> list[Triple]:
    """What other vocabularies' terms ours fall under or are near to."""
    return _all("ontology/alignment*.ttl")


def reference() -> list[Triple]:
    """The curated concepts: SKOS schemes and the thesaurus."""
    return _all("ontology/schemes/*.ttl") + _all("data/thesaurus.ttl")


def shapes() -> list[Triple]:
    """The rules documents are checked against."""
    return _all("ontology/shapes/*.ttl")


def all_files() -> list[Path]:
    """Every content file that a build reads."""
    patterns = (
        "ontology/*.ttl", "ontology/schemes/*.ttl", "ontology/shapes/*.ttl",
        "data/wording/*.ttl", "data/printing/*.ttl", "data/*.ttl",
    )  # fmt: skip
    return [path for pattern in patterns for path in files(pattern)] + tables()


def tables() -> list[Path]:
    """The mapping tables: what people decided of pairs of texts."""
    return files("data/alignments/*.tsv")


def outside() -> list[Path]:
    """The mapping tables that lead out of the graph, to concepts of others; exports pass them on."""
    return files("data/alignments/*/*.tsv")


def wording(family: str) -> list[Triple]:
    """The template wording one family of documents prints in every document."""
    return list(triples(ROOT / "data" / "wording" / f"{family}.ttl"))


def printing() -> list[Triple]:
    """What misprints look like in any document."""
    return _all("data/printing/*.ttl")
