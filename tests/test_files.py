"""Every type of file gives the same statements as the text of the document it prints."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import printing
import pytest
from pyoxigraph import Literal, NamedNode

import graphkit
from graphkit import documents, pipeline
from graphkit.content import ROOT
from graphkit.curated import Curated
from graphkit.documents.files import Text, file_types, supported, type_of
from graphkit.documents.opening.decoding import decoded
from graphkit.errors import ReadError
from graphkit.graph import Graphs, to_graph
from graphkit.records import Reading, Statement
from graphkit.vocabulary import OA, RCQ

DOCUMENTS = ROOT / "data" / "documents"
FOUR = sorted(folder.name for folder in DOCUMENTS.iterdir())
PRINTERS: dict[str, Callable[[printing.Contents], bytes]] = {
    "pdf": printing.as_pdf,
    "docx": printing.as_docx,
    "html": printing.as_html,
}


def text_of(raw: bytes, name: str) -> Text:
    (text,) = type_of(name).texts(raw, name)
    assert isinstance(text, Text)
    return text


def read(folder: Path, name: str, raw: bytes) -> Reading:
    path = folder / name
    path.write_bytes(raw)
    return documents.read(path)


def said(reading: Reading) -> Counter[tuple[object, ...]]:
    """What a reading states, places aside; the units of a garbled block are printed in no other type."""
    by_local = {statement.local: statement for statement in reading.statements}

    def words(local: str | None) -> str | None:
        return by_local[local].text if local else None

    def facts(s: Statement) -> tuple[object, ...]:
        links = (words(s.listed_under), words(s.restates), *sorted(map(str, map(words, s.alternative_to))))
        asked = (s.modality, s.timing, s.months_of_experience, s.level, s.code)
        told = (s.label, s.about, s.property, s.value, s.denotes, s.mentions, s.short_form, s.expansion)
        return (s.kind, printing.plain(s.text), s.section, s.order, *links, *asked, *told)

    return Counter(facts(s) for s in reading.statements if not (s.section is None and s.kind in GARBLED))


GARBLED = ("NosUnit", "NosOutcome", "Acronym")


@pytest.mark.parametrize("name", FOUR)
@pytest.mark.parametrize("suffix", PRINTERS)
def test_a_printed_document_reads_as_its_text_does(tmp_path: Path, name: str, suffix: str) -> None:
    plain = documents.read(DOCUMENTS / name / "source.txt")
    found = read(tmp_path, f"{name}.{suffix}", PRINTERS[suffix](printing.contents(plain)))
    assert said(found) == said(plain)
    assert found.identifier == plain.identifier
    assert [row.line for row in documents.ledger(found) if row.rest] == []


@pytest.mark.parametrize("name", FOUR)
def test_tables_without_rules_are_found_by_the_white_between_columns(tmp_path: Path, name: str) -> None:
    plain = documents.read(DOCUMENTS / name / "source.txt")
    found = read(tmp_path, f"{name}.pdf", printing.as_pdf(printing.contents(plain, ruled=False)))
    assert said(found) == said(plain)


def test_markdown_reads_as_it_stands(tmp_path: Path) -> None:
    source = DOCUMENTS / "essex-crc-probation-service-officer" / "source.txt"
    found = read(tmp_path, "essex-crc-probation-service-officer.md", source.read_bytes())
    plain = documents.read(source)
    assert (found.text, found.statements) == (plain.text, plain.statements)
    assert found.text_file is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_another_encoding_is_recognised_and_noted(tmp_path: Path, encoding: str) -> None:
    plain = documents.read(DOCUMENTS / "ps-jes-0108" / "source.txt")
    raw = plain.text.replace("➢", "o").encode(encoding)
    found = read(tmp_path, "a.txt", raw)
    assert said(found) == said(plain)
    assert [seen.code for seen in found.observations if seen.code == "other-encoding"] == ["other-encoding"]
    assert found.text_file == "texts/ps-jes-0108/1.0.txt"


def test_utf_8_is_not_noted(tmp_path: Path) -> None:
    raw = (DOCUMENTS / "ps-jes-0108" / "source.txt").read_bytes()
    for marked in (raw, b"\xef\xbb\xbf" + raw):
        found = read(tmp_path, "a.txt", marked)
        assert found.text_file is None
        assert "other-encoding" not in [seen.code for seen in found.observations]


@pytest.mark.parametrize(
    "raw",
    [
        "the naïve keeper of a café".encode()[:-1] + b"\xff",  # UTF-8 that is damaged
        b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 20,
        b"\xe9\xe8\xea\xeb\xec" * 9,  # letters with accents only
        b"a price of \x81 pounds",  # no character of Windows-1252
        b"\xff\xfea\0b",  # UTF-16 cut in a character
        b"\xff\xfe\0\0a\0\0\0",  # UTF-32
        b"\xef\xbb\xbfcaf\xe9",  # says UTF-8 and is not
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        decoded(raw, "a.txt")
    assert refused.value.code == "binary-file"


def test_quotes_count_the_text_in_the_build(tmp_path: Path) -> None:
    plain = documents.read(DOCUMENTS / "ps-jes-0031" / "source.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(printing.as_pdf(printing.contents(plain)))
    (tmp_path / "in" / "README.md").write_text("# What lies here")
    outcome = pipeline.build([tmp_path / "in"], tmp_path / "build")
    assert outcome.library.failures == ()
    assert outcome.library.passed_over == ("README.md",)
    (reading,) = outcome.library.readings
    text = (tmp_path / "build" / "texts" / "ps-jes-0031" / "6.0.txt").read_bytes().decode()
    quads = to_graph(reading, Graphs("https://example.org/", Curated(())))
    stated = {(quad.subject, quad.predicate): quad.object for quad in quads}
    document = NamedNode("https://example.org/id/ps-jes-0031/6.0")
    assert stated[document, RCQ.textFile] == Literal("texts/ps-jes-0031/6.0.txt")
    quotes = [quad.subject for quad in quads if quad.predicate == OA.exact]
    assert len(quotes) > 80
    for quote in quotes:
        start, end = (int(number(stated[quote, name])) for name in (OA.start, OA.end))
        assert Literal(text[start:end]) == stated[quote, OA.exact]
        assert 1 <= int(number(stated[quote, RCQ.page])) <= 5
    last = max(quotes, key=lambda quote: int(number(stated[quote, OA.start])))
    assert number(stated[last, RCQ.page]) == str(len(reading.pages))


def number(term: object) -> str:
    assert isinstance(term, Literal)
    return term.value


def test_findings_in_a_pdf_name_the_page(tmp_path: Path) -> None:
    plain = documents.read(DOCUMENTS / "ps-jes-0031" / "source.txt")
    (tmp_path / "a.pdf").write_bytes(printing.as_pdf(printing.contents(plain)))
    outcome = pipeline.build([tmp_path / "a.pdf"], tmp_path / "build")
    places = [place for finding in outcome.findings for place in finding.places if place.start is not None]
    assert places
    assert None not in {place.page for place in places}


def test_the_text_of_a_text_document_is_kept_for_reports_and_named_by_none(tmp_path: Path) -> None:
    outcome = pipeline.build([DOCUMENTS / "occ0494"], tmp_path / "build")
    kept = outcome.path / "texts" / "occ0494" / "unknown.txt"
    assert kept.read_bytes() == (DOCUMENTS / "occ0494" / "source.txt").read_bytes()
    (source,) = graphkit.open(outcome.path).sources()
    assert (source.document, source.edition, source.file) == ("occ0494", "unknown", "source.txt")
    assert (source.title, source.text_file) == ("Probation service practitioner", None)
    assert source.text == kept.read_text(encoding="utf-8")


# --- each type by itself ---


def test_docx_numbers_merged_cells_text_boxes_and_edges() -> None:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for style, words in (("List Number", "first"), ("List Number", "second"), ("List Bullet 2", "deeper")):
        document.add_paragraph(words, style=style)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "merged"
    table.cell(0, 1).text, table.cell(1, 1).text = "upper", "lower"
    paragraph = document.add_paragraph("around a box")
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph._p.append(
        parse_xml(f"<w:r {w}><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:r>")
    )
    paragraph._p.append(parse_xml(f"<w:del {w}><w:r><w:t>struck out</w:t></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {w}><w:r><w:t>, put in</w:t></w:r></w:ins>"))
    choice = f"<w:sdt {w}><w:sdtContent><w:p><w:r><w:t>Choose an item.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(choice))
    document.sections[0].footer.paragraphs[0].text = "at the foot"
    text = text_of(printing.saved(document), "a.docx").text
    assert text.splitlines() == [
        "Choose an item.", "1. first", "2. second", "◦ deeper", "merged", "upper", "lower", "around a box, put in",
        "boxed", "at the foot",
    ]  # fmt: skip


def test_html_as_pages_have_it() -> None:
    page = (
        "<body><script>var a</script><nav>Home</nav><p style='display: none'>hidden</p><main><h1>Keeper</h1>"
        "<table><tr><th>Grade<td>Band <b>3</b></table>"
        "<ol start=4><li value=7><p>seven</p><li>eight<ul><li>deep</ul></ol>"
        "<pre>as it\n stands</pre>loose<br>words<select><option>no</select></main><p>outside</p>"
    )
    text = text_of(page.encode(), "a.html")
    assert text.text.splitlines() == [
        "Keeper", "Grade", "Band 3", "7. seven", "8. eight", "◦ deep", "as it", "stands", "loose", "words",
    ]  # fmt: skip
    assert text.headings == (0,)
    starts = [text.text.index(words) for words in ("Keeper", "Grade", "Band", "7.", "8.", "◦", "as it", "loose")]
    assert list(text.blocks) == starts


def test_html_says_its_encoding() -> None:
    text = text_of("<meta charset=iso-8859-1><p>caf\u00e9 \u2019".encode("cp1252"), "a.html")
    assert (text.text, text.note) == ("café ’\n", "the file is cp1252, not UTF-8")


def test_a_pdf_of_pictures_is_refused_and_one_page_without_text_is_noted() -> None:
    blank = printing.as_pdf(printing.Contents([]))
    with pytest.raises(ReadError, match="holds no text; run text recognition"):
        text_of(blank, "a.pdf")
    words = printing.Block("paragraph", "words")
    text = text_of(printing.as_pdf(printing.Contents([words, printing.BREAK, printing.BREAK, words])), "a.pdf")
    assert text.lost == "no text stands on page 2"
    assert text.pages == (0, 6, 6)


def test_a_page_without_text_is_said_of_the_document(tmp_path: Path) -> None:
    plain = documents.read(DOCUMENTS / "ps-jes-0031" / "source.txt")
    contents = printing.contents(plain)
    contents = printing.Contents([*contents.blocks, printing.BREAK, printing.BREAK, contents.blocks[-1]])
    found = read(tmp_path, "a.pdf", printing.as_pdf(contents))
    assert "lost-text" in [seen.code for seen in found.observations]


# --- the extra ---


@pytest.mark.parametrize(("suffix", "library"), [("pdf", "pdfplumber"), ("docx", "docx"), ("html", "lxml")])
def test_a_missing_library_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, suffix: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ReadError) as refused:
        text_of(b"", f"a.{suffix}")
    said = f"a.{suffix}: needs {library}, which is not installed; pip install 'graphkit-rcq[files]'"
    assert (str(refused.value), refused.value.code) == (said, "missing-extra")


def test_questions_and_text_need_none_of_the_libraries() -> None:
    code = (
        "import sys; from pathlib import Path; import graphkit\n"
        "print([name for name in sys.modules if name.startswith('graphkit.documents')])\n"
        f"from graphkit import documents; documents.read_all([Path({str(DOCUMENTS)!r})])\n"
        "print({'pdfplumber', 'pdfminer', 'docx', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\nset()\n"


def test_the_types() -> None:
    assert supported() == {".docx", ".htm", ".html", ".json", ".md", ".pdf", ".txt"}
    assert {suffix for suffix, kind in file_types().items() if kind.IS_PLAIN} == {".md", ".txt"}
