"""The namespaces graphkit writes and reads, each spelt once.

A term is an attribute or an item of its namespace:

>>> RCQ.Duty
<NamedNode value=https://w3id.org/rcq/ontology#Duty>
>>> DCTERMS["title"].value
'http://purl.org/dc/terms/title'
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

__all__ = [
    "DCAT", "DCTERMS", "FOAF", "OA", "OWL", "PAV", "PREFIXES", "PROV", "RCQ", "RDF", "RDFS", "SCHEME", "SEMAPV", "SH",
    "SKOS", "SSSOM", "XSD", "Namespace",
]  # fmt: skip


@cache
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


class Namespace:
    """A namespace whose attributes are its terms; an item where Python forbids the name."""

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getitem__(self, name: str) -> NamedNode:
        return _node(self.iri + name)

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        node = self.__dict__[name] = self[name]  # the next time, Python finds it without asking
        return node

    def __contains__(self, iri: str) -> bool:
        return iri.startswith(self.iri)


RCQ = Namespace("https://w3id.org/rcq/ontology#")
SCHEME = Namespace("https://w3id.org/rcq/scheme/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
SH = Namespace("http://www.w3.org/ns/shacl#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PAV = Namespace("http://purl.org/pav/")
SEMAPV = Namespace("https://w3id.org/semapv/vocab/")
SSSOM = Namespace("https://w3id.org/sssom/")

#: prefix -> namespace IRI, for writing Turtle and for questions of one's own
PREFIXES = {
    "rcq": RCQ.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "owl": OWL.iri,
    "xsd": XSD.iri,
    "skos": SKOS.iri,
    "dcterms": DCTERMS.iri,
    "dcat": DCAT.iri,
    "prov": PROV.iri,
    "oa": OA.iri,
    "sh": SH.iri,
    "foaf": FOAF.iri,
    "pav": PAV.iri,
    "semapv": SEMAPV.iri,
    "sssom": SSSOM.iri,
}
