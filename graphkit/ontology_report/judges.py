"""What SPARQL cannot say of an ontology: each judge gives the places where it is not as it must be.

The OWL API and HermiT are Java programs of others. Where they are not installed a judge raises NotRunError, with what
to install; nothing else in graphkit needs them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from xml.parsers import expat

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from graphkit.errors import AxiomError
from graphkit.ontology_report.results import Place
from graphkit.ontology_report.subject import Subject, named
from graphkit.reasoning import axioms
from graphkit.vocabulary import RCQ

__all__ = ["JUDGES", "NotRunError"]

JARS = Path("/usr/share/java")
_FORMATS = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD)
_PATIENCE = 120


class NotRunError(Exception):
    """A judge who is not there; the message says what is missing."""


def _serialisations(subject: Subject) -> Iterable[Place]:
    """The modules that a serialisation cannot hold."""
    for path, triples in subject.modules.items():
        for form in _FORMATS:
            text = serialize(triples, format=form) or b""
            try:
                if form == RdfFormat.RDF_XML:  # whose reader takes what is no XML
                    expat.ParserCreate(namespace_separator=" ").Parse(text, True)
                read = sum(1 for _ in parse(text, format=form))
            except (SyntaxError, expat.ExpatError) as error:
                yield Place(path.name, f"{form.name}: {error}")
            else:
                if read != len(triples):
                    yield Place(path.name, f"{form.name}: {len(triples)} triples written, {read} read")


def _closure(subject: Subject) -> Iterable[Place]:
    """The first axiom that the closure has no rule for."""
    try:
        axioms.read(subject.axioms())
    except AxiomError as error:
        yield Place(error.reason)


def _profile(name: str, subject: Subject) -> Iterable[Place]:
    """What takes the ontology out of a profile, by the OWL API."""
    for line in _owl_api(subject).splitlines():
        profile, _, violation = line.partition("\t")
        if profile == name:
            terms = _terms(violation)
            yield Place(terms[-1], violation) if terms else Place(violation)


def _consistent(subject: Subject) -> Iterable[Place]:
    """The whole ontology where it contradicts itself, by HermiT."""
    if _hermit(subject) is None:
        yield Place(named(subject.root), "HermiT finds a contradiction")


def _satisfiable(subject: Subject) -> Iterable[Place]:
    """The classes that can have no instance, by HermiT; of an ontology that contradicts itself, every class."""
    said = _hermit(subject)
    return [Place("owl:Thing", "the ontology contradicts itself")] if said is None else map(Place, _terms(said))


@cache
def _owl_api(subject: Subject) -> str:
    """What takes the ontology out of the profiles: a line each, the profile first."""
    if not (JARS / "owlapi-distribution.jar").exists():
        raise NotRunError("needs the OWL API (Debian: libowlapi-java)")
    checker = Path(__file__).with_name("ProfileCheck.java")
    ran = _java(subject, "-cp", f"{JARS}/*", str(checker))
    if "ontologies\t" not in ran.stdout:
        raise NotRunError(_failure(ran))
    return ran.stdout


@cache
def _hermit(subject: Subject) -> str | None:
    """The classes that can have no instance, one a line; nothing at all where the ontology contradicts itself."""
    package = find_spec("owlready2")
    if package is None or not package.submodule_search_locations:
        raise NotRunError("needs HermiT (the Python package owlready2 brings it)")
    jar = Path(package.submodule_search_locations[0]) / "hermit" / "HermiT.jar"
    ran = _java(subject, "-cp", str(jar), "org.semanticweb.HermiT.cli.CommandLine", "-k", "-U")
    if "InconsistentOntologyException" in ran.stderr:
        return None
    if "owl:Nothing" not in ran.stdout:
        raise NotRunError(_failure(ran))
    return ran.stdout


def _java(subject: Subject, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A Java program run on the ontology as one file."""
    java = shutil.which("java")
    if java is None:
        raise NotRunError("needs Java")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ontology.nt"
        file.write_bytes(subject.merged())
        command = [java, *arguments, str(file)]
        try:
            ran = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise NotRunError(f"the judge did not end within {_PATIENCE} seconds") from error
    return ran


def _failure(ran: subprocess.CompletedProcess[str]) -> str:
    """Why a judge gave no judgement, in a line."""
    return f"the judge failed: {(ran.stderr.strip() or 'it says nothing').splitlines()[0]}"


def _terms(text: str) -> list[str]:
    """The terms of ours in what a judge says, as one writes them."""
    return [named(NamedNode(iri)) for iri in dict.fromkeys(re.findall(rf"<({RCQ.iri}\w+)>", text))]


#: name of a judge -> who judges
JUDGES: dict[str, Callable[[Subject], Iterable[Place]]] = {
    "serialisations": _serialisations,
    "closure": _closure,
    "owl-2-dl": partial(_profile, "OWL2_DL"),
    "owl-2-rl": partial(_profile, "OWL2_RL"),
    "consistent": _consistent,
    "satisfiable": _satisfiable,
}
