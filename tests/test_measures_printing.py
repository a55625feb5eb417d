"""What is found misprinted in items made up for it, and what is left alone."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from types import ModuleType

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.measures.english import known, neighbours
from graphkit.measures.kinds import acronyms, capitals, compounds, endings, phrases, slips, spelling
from graphkit.measures.misprints import Slip
from graphkit.measures.misprints import slips as patterns
from graphkit.vocabulary import DCAT, DCTERMS, OA, RCQ, RDF, RDFS, XSD

BASE = "https://example.org/"
SLIPS = [slip for some in patterns().values() for slip in some]


def stated(
    documents: dict[str, list[str]], *, acronyms_of: Mapping[str, str | None] | None = None, ending: str = "txt"
) -> Facts:
    """Documents of some duties each, every one quoted."""
    quads: list[Quad] = []
    for name, texts in documents.items():
        document, role = NamedNode(f"{BASE}id/{name}/1"), NamedNode(f"{BASE}id/{name}/1/role")
        quads += [
            Quad(document, DCTERMS.identifier, Literal(name)), Quad(document, DCAT.version, Literal("1")),
            Quad(document, RCQ.describes, role), Quad(role, RCQ.current, Literal("true", datatype=XSD.boolean)),
            Quad(document, RCQ.fileName, Literal(f"{name}/source.{ending}")),
        ]  # fmt: skip
        start = 0
        for number, text in enumerate(texts, 1):
            item = NamedNode(f"{document.value}/duty/{number}")
            quads += [Quad(item, RCQ.section, Literal("Duties")), *_item(item, "Duty", text, document, start)]
            for short, expansion in (acronyms_of or {}).items():
                words = f"{expansion} ({short})" if expansion else short
                if words in text and not any(RCQ.shortForm == quad.predicate for quad in quads):
                    acronym = NamedNode(f"{document.value}/acronym/{short.lower()}")
                    quads += _item(acronym, "Acronym", words, document, start + text.index(words))
                    quads.append(Quad(acronym, RCQ.shortForm, Literal(short)))
                    quads += [Quad(acronym, RCQ.expansion, Literal(expansion))] if expansion else []
            start += len(text) + 1
    return Facts(quads)


def _item(item: NamedNode, kind: str, text: str, document: NamedNode, start: int) -> list[Quad]:
    quote = NamedNode(f"{document.value}/quote/{start}-{start + len(text)}")
    return [
        Quad(item, RDF.type, RCQ[kind]), Quad(item, RCQ.text, Literal(text, language="en")),
        Quad(item, RCQ.fromDocument, document), Quad(item, RCQ.quotedFrom, quote),
        Quad(quote, OA.exact, Literal(text)), Quad(quote, OA.start, Literal(start)),
        Quad(quote, OA.end, Literal(start + len(text))), Quad(quote, RCQ.firstLine, Literal(1)),
    ]  # fmt: skip


def found(kind: ModuleType, facts: Facts) -> dict[str, set[tuple[str, ...]]]:
    """Class of fact -> the words quoted by each group, in order of their letters."""
    quotes: dict[object, list[object]] = defaultdict(list)
    types: dict[object, str] = {}
    words: dict[object, str] = {}
    for triple in kind.measure(facts, Names(BASE)):
        if triple.predicate == RCQ.quotedFrom:
            quotes[triple.subject].append(triple.object)
        elif triple.predicate == RDF.type and isinstance(triple.object, NamedNode) and triple.object != RCQ.Quote:
            types[triple.subject] = triple.object.value.removeprefix(RCQ.iri)
        elif triple.predicate == OA.exact and isinstance(triple.object, Literal):
            words[triple.subject] = triple.object.value
        elif triple.predicate == RDFS.label and isinstance(triple.object, Literal):
            assert triple.object.value
    groups: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for node, name in types.items():
        groups[name].add(tuple(sorted(words[quote] for quote in quotes[node])))
    return dict(groups)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_pattern_finds_what_it_shows_and_spares_what_is_well_printed(slip: Slip) -> None:
    for text in slip.shows:
        assert slip.may_be_in(text.lower()), text
        assert slip.pattern.search(text), text
    for text in slip.spares:
        assert not slip.pattern.search(text), text


def test_a_slip_is_one_group_in_each_document_with_all_its_places() -> None:
    facts = stated({"a": ["Open the gates , and log it.", "Grease them , then rest."], "b": ["Mow , rake."]})
    assert found(slips, facts) == {"PrintingSlip": {("gates ,", "them ,"), ("Mow ,",)}}


def test_a_bracket_that_is_never_closed_is_found_and_a_numbered_item_is_not() -> None:
    facts = stated({"a": ["Open the gates (upper and lower.", "a) Grease the gates (both).", "Log them (daily):"]})
    assert found(slips, facts) == {"PrintingSlip": {("(upper",)}}


def test_signs_in_addresses_are_no_slips() -> None:
    assert found(slips, stated({"a": ["Write to lock,keeper@example.org or www.example.org/a;b.Net for more."]})) == {}


def test_markup_is_left_alone_in_a_file_of_markdown() -> None:
    text = "Open the 2<sup>nd</sup> gate."
    assert found(slips, stated({"a": [text]})) == {"MarkupDebris": {("</sup>", "<sup>")}}
    assert found(slips, stated({"a": [text]}, ending="md")) == {}


def test_a_misspelt_word_is_one_group_with_all_its_places() -> None:
    facts = stated({"a": ["Plan the maintanance.", "Log all maintanance and the managment of gates."]})
    assert found(spelling, facts) == {"Misspelling": {("maintanance", "maintanance"), ("managment",)}}


def test_the_first_word_of_a_sentence_is_no_name_where_the_sentence_goes_on_in_lower_case() -> None:
    facts = stated({"a": ["Recieve the boats.", "Log them. Liase with the mill.", "Saltley Wharf is closed."]})
    assert found(spelling, facts) == {"Misspelling": {("Recieve",), ("Liase",)}}


@pytest.mark.parametrize("text", [
    "Organise the programme, its centre and the licences; analyse behaviour and practise colour judgement.",
    "Organize the program, its center and the licenses; analyze behavior and practice color judgment.",
    "Visit Wrexdale, Brackenshire and HMP Tarnbeck with Siobhan Thornewill.",
    "Keep OASys, nDelius and RM2000 up to date, and the e-OPD tools.",
    "Gweithio gyda phobl ar brawf yn Gymraeg a chefnogi eu hadsefydliad.",
    "Work with desistance, groupwork and neurodiversity in mind.",
    "Ask j.smithson@exmaple.org or see www.exmaple.org/managment.",
])  # fmt: skip
def test_names_codes_other_languages_and_both_spellings_of_english_are_left_alone(text: str) -> None:
    assert found(spelling, stated({"a": [text, "Open the gates."]})) == {}


def test_a_word_that_several_documents_print_is_a_term_unless_the_right_form_is_printed_more_often() -> None:
    twice = {"a": ["Check the penstockes."], "b": ["Grease the penstockes."]}
    assert neighbours("managment") == ("management",)
    assert found(spelling, stated({"a": ["Plan the managment."], "b": ["Do the managment."]})) == {}
    right = {"c": ["Plan management.", "Do management.", "Learn management."]}
    found_now = found(spelling, stated({"a": ["Plan the managment."], "b": ["Do the managment."], **right}))
    assert found_now == {"Misspelling": {("managment", "managment")}}
    assert found(spelling, stated(twice)) == {}


def test_a_name_in_other_capitals_is_one_group_and_a_plural_or_a_heading_is_none() -> None:
    facts = stated({"a": ["Keep LoKS up to date.", "Report to LOKS."], "b": ["Ask for GCSEs or one GCSE."]})
    assert found(spelling, facts) == {"SpellingVariant": {("LOKS", "LoKS")}}
    assert found(spelling, stated({"a": ["Keep LoKS up to date.", "THE LOKS RECORDS"]})) == {}
    assert found(spelling, stated({"a": ["Write HTML and CSV.", "A file of html or csv."]})) == {}


def test_a_name_one_letter_from_a_name_of_another_document_is_shown_beside_it() -> None:
    facts = stated({"a": ["Ask the Maintenence Team."], "b": ["Ask the Maintenance Team."]})
    assert found(spelling, facts) == {"SpellingVariant": {("Maintenance", "Maintenence")}}


def test_a_name_is_not_taken_for_a_word_of_another_phrase() -> None:
    assert (
        found(spelling, stated({"a": ["Ask Holger of Trent Wharf."], "b": ["Holder of the keys.", "A Treat."]})) == {}
    )


def test_two_strange_forms_one_letter_apart_are_one_name() -> None:
    facts = stated({"a": ["Write to Pennyquickk Wharf."], "b": ["Write to Pennyquackk Wharf."]})
    assert found(spelling, facts) == {"SpellingVariant": {("Pennyquackk", "Pennyquickk")}}


def test_a_compound_is_one_group_with_a_place_of_each_form_in_each_document() -> None:
    facts = stated({"a": ["Plan the reopening and the re-opening.", "No re-opening at night."], "b": ["A re opening."]})
    assert found(compounds, facts) == {"HyphenVariant": {("re opening", "re-opening", "reopening")}}


@pytest.mark.parametrize("text", [
    "Work full time in a full-time post, face to face or in face-to-face talks.",
    "Recover the boat and re-cover its deck.",
    "Set up the pump; the setup of pumps is hard. Any one of them: anyone may do it.",
    "Work in to the night and into the morning, on to the end and onto the bank.",
])  # fmt: skip
def test_forms_that_follow_grammar_or_mean_something_else_are_no_variants(text: str) -> None:
    assert found(compounds, stated({"a": [text]})) == {}


def test_broken_words_are_joined_where_the_halves_are_no_words() -> None:
    facts = stated({"a": ["Use appro priate tools through out the year.", "Take respon-sibility, co ordinate work."]})
    assert found(compounds, facts) == {"SplitWord": {("appro priate",), ("through out",), ("respon-sibility",)}}
    facts = stated({"a": ["Attend a team meeting in the work shop or grade b exams."]})
    assert found(compounds, facts) == {}


def test_a_word_that_is_another_between_the_same_words_is_shown_beside_it() -> None:
    facts = stated({
        "a": ["Uphold our ethics, vales and codes of conduct.", "Uphold our ethics, values and codes of conduct."],
        "b": ["Open the gate of every lock.", "Open the gates of every lock. These values hold."],
    })  # fmt: skip
    assert found(phrases, facts) == {"WordSlip": {("vales", "values")}}


def test_an_item_that_breaks_off_is_found_and_one_of_a_list_is_not() -> None:
    facts = stated({"a": ["Open the gates; and", "Close the gates, and", "Grease the gates with the"]})
    assert found(endings, facts) == {"UnfinishedSentence": {("gates with the",)}}
    facts = stated({"a": ["Open the gates,", "Close the gates,", "Grease the gates."]})
    assert found(endings, facts) == {}


def test_an_item_without_an_end_is_found_among_sentences_only() -> None:
    sentences = ["Open the gates.", "Close the gates.", "Grease the gates.", "Watch the upper weir"]
    assert found(endings, stated({"a": sentences})) == {"MissingEnd": {("the upper weir",)}}
    assert found(endings, stated({"a": [*sentences, "Paint the gates", "Log boats"]})) == {}
    assert found(endings, stated({"a": [text.rstrip(".") for text in sentences]})) == {}


def test_an_acronym_that_is_spelt_out_in_two_ways_is_one_group_across_documents() -> None:
    other = ["Ask the Culvert Bureau (CB).", "See the canal boards (CB)."]
    facts = stated({"a": ["Ask the Canal Board (CB)."], "b": other})
    assert found(acronyms, facts) == {"AcronymClash": {("Canal Board (CB)", "Culvert Bureau (CB)")}}


def test_an_acronym_is_late_where_it_is_used_before_it_is_spelt_out() -> None:
    late = {"a": ["Report to the NWB.", "The North Water Board (NWB) decides."]}
    in_time = {"a": ["The North Water Board (NWB) decides.", "Report to the NWB."]}
    of = {"NWB": "North Water Board"}
    assert found(acronyms, stated(late, acronyms_of=of)) == {"LateExpansion": {("NWB", "North Water Board (NWB)")}}
    assert found(acronyms, stated(in_time, acronyms_of=of)) == {}


def test_a_name_of_an_acronyms_letters_is_shown_beside_it() -> None:
    facts = stated({"a": ["Report to the NWB.", "The North Water Board decides."]}, acronyms_of={"NWB": None})
    assert found(acronyms, facts) == {"UnlinkedAcronym": {("NWB", "North Water Board")}}
    facts = stated({"a": ["Report to the NWB.", "The New Boat Warden decides."]}, acronyms_of={"NWB": None})
    assert found(acronyms, facts) == {}


def test_a_name_whose_capitals_change_in_one_document_is_one_group() -> None:
    other = ["The lower lock.", "Ask a Lock Keeper Aide or lock hands."]
    facts = stated({"a": ["Use the Lower Lock here.", "Use the Lower lock there."], "b": other})
    assert found(capitals, facts) == {"CapitalsVariant": {("Lower Lock", "Lower lock")}}


def test_the_word_list_is_not_loaded_where_nothing_is_built() -> None:
    code = "import sys, graphkit.pipeline, graphkit.cli; sys.exit('simplemma' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_names_are_not_held_against_each_other_in_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count()
    near = spelling.neighbours_of
    monkeypatch.setattr(spelling, "neighbours_of", lambda letters: (next(asked), near(letters))[1])
    consonants = "bcdfghjklmnpqrstvwxz"
    strange = [f"{a}{b}{c}{b}{a}{c}q" for a in consonants for b in consonants[:10] for c in consonants[10:]]
    assert not any(map(known, strange[:50]))
    found(spelling, stated({"a": [f"Open the gates of {word.capitalize()} and close them." for word in strange]}))
    assert next(asked) < 5 * len(strange)
