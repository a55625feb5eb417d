"""Terms of others' lists, each with its class, its label and its scheme: portals refuse a term that comes without them.

Named are the authority tables of the EU's Publications Office, IANA's media types and licences that are often met.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.exports.datasets import Form
from graphkit.vocabulary import DCTERMS, RDF, RDFS, SKOS, Namespace

__all__ = ["ENGLISH", "SHA_256", "SPDX", "THEMES", "file_type", "licence", "media_type", "terms"]

SPDX = Namespace("http://spdx.org/rdf/terms#")
_TABLES = Namespace("http://publications.europa.eu/resource/authority/")
_MEDIA = Namespace("http://www.iana.org/assignments/media-types/")

ENGLISH = _TABLES["language/ENG"]
#: the table of themes, and those of it that roles and competences fall under
THEMES = (_TABLES["data-theme"], (_TABLES["data-theme/EDUC"], _TABLES["data-theme/SOCI"]))
SHA_256 = SPDX.checksumAlgorithm_sha256
_LABELS = {
    _TABLES["language"]: "Language",
    _TABLES["data-theme"]: "Data theme",
    _TABLES["file-type"]: "File type",
    ENGLISH: "English",
    _TABLES["data-theme/EDUC"]: "Education, culture and sport",
    _TABLES["data-theme/SOCI"]: "Population and society",
}
_LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "Creative Commons Attribution 4.0 International",
    "https://creativecommons.org/licenses/by-sa/4.0/": "Creative Commons Attribution-ShareAlike 4.0 International",
    "https://creativecommons.org/publicdomain/zero/1.0/": "Creative Commons Zero 1.0 Universal",
    "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/": "Open Government Licence v3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/": "Open Government Licence v3.0",
    "https://opensource.org/license/mit": "MIT License",
}


def terms() -> Iterator[Triple]:
    """What goes with the language, the themes and the way of hashing."""
    yield from _concept(ENGLISH, DCTERMS.LinguisticSystem, _LABELS[ENGLISH])
    for theme in THEMES[1]:
        yield from _concept(theme, SKOS.Concept, _LABELS[theme])
    yield Triple(SHA_256, RDF.type, SPDX.ChecksumAlgorithm)
    yield Triple(SHA_256, RDFS.label, Literal("SHA-256", language="en"))


def file_type(form: Form) -> tuple[NamedNode, list[Triple]]:
    """The EU's term for a type of files, and what goes with it."""
    node = _TABLES[f"file-type/{form.code}"]
    return node, list(_concept(node, DCTERMS.MediaTypeOrExtent, form.name))


def media_type(form: Form) -> tuple[NamedNode, list[Triple]]:
    """IANA's term for a media type, and what goes with it."""
    node = _MEDIA[form.media]
    return node, [Triple(node, RDF.type, DCTERMS.MediaType), Triple(node, RDFS.label, Literal(form.media))]


def licence(iri: str) -> tuple[NamedNode, list[Triple]]:
    """A licence, and what goes with it; one that is not known here is called by its address."""
    node = NamedNode(iri)
    label = Literal(_LICENCES[iri], language="en") if iri in _LICENCES else Literal(iri)
    return node, [
        Triple(node, RDF.type, DCTERMS.LicenseDocument),
        Triple(node, RDFS.label, label),
        Triple(node, DCTERMS.title, label),
    ]


def _concept(node: NamedNode, kind: NamedNode, label: str) -> Iterator[Triple]:
    """A term of an authority table with the table it is in."""
    scheme = NamedNode(node.value.rpartition("/")[0])
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, RDF.type, kind)
    yield Triple(node, SKOS.prefLabel, Literal(label, language="en"))
    yield Triple(node, RDFS.label, Literal(label, language="en"))
    yield Triple(node, SKOS.inScheme, scheme)
    yield Triple(scheme, RDF.type, SKOS.ConceptScheme)
    yield Triple(scheme, DCTERMS.title, Literal(_LABELS[scheme], language="en"))
