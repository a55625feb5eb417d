"""The search of a site as a browser runs it: from a disk and from a server, by keyboard, with nothing foreign run.

The browser is Debian's chromium; where it or its driver is absent, these tests are skipped and say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from unicodedata import category
from urllib.parse import quote

import pytest
from browsing import Visit, flaws

from graphkit.exports.site import editions, search
from graphkit.exports.site.documents import Documents
from graphkit.exports.site.pages import Entry, Page, files
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install .[test]")
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route
    from playwright.sync_api import Page as Shown

ASSETS = Path(search.__file__).parent / "assets"
PAYLOADS = (
    "<script>document.title = 'run'</script>",
    "</script><script>document.title = 'run'</script>",
    "<img src=x onerror=\"document.title = 'run'\">",
    '"><svg onload="document.title = \'run\'">',
    "javascript:document.title='run'",
    '"]);document.title="run";([" \\"]);document.title="run";//',
    "${document.title='run'} `${document.title='run'}`",
    "__proto__ constructor hasOwnProperty toString",
)


def write(folder: Path, pages: Iterable[Page]) -> None:
    """The pages, the search over them, and what they need."""
    index = search.Index()
    written = [File(f"assets/{asset.name}", asset.read_bytes()) for asset in ASSETS.iterdir()]
    for page in (*pages, search.page()):
        index.add(page.entries)
        written += files(page, "Roles", "")
    for file in (*written, *index.files()):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents' pages and the search over them, in a folder with a space in its name."""
    folder = tmp_path_factory.mktemp("the site")
    write(folder, editions.pages(site, [Documents]))
    return folder


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def disk(folder: Path) -> str:
    """The address of the site on the disk."""
    return folder.as_uri()


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """The address of the site on a server, which is not the top of it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder.parent)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{quote(folder.name)}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=["disk", "served"])
def root(request: pytest.FixtureRequest) -> str:
    """The address of the site, on the disk and on a server."""
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture
def visit(visit: Visit) -> Visit:
    """Opens the search, or another page, of a site."""
    return lambda root, path="search/index.html", **settings: visit(f"{root}/", path, **settings)


def look_for(page: Shown, words: str) -> list[str]:
    """The titles of the first results for some words, when they are there."""
    page.evaluate("document.querySelector('output').textContent = 'Searching'")
    page.locator("[name=q]").fill(words)
    playwright.expect(page.locator("output")).not_to_have_text("Searching")
    titles: list[str] = page.locator(".results li > a").all_inner_texts()
    return titles


def state(page: Shown) -> str:
    return page.locator("output").inner_text()


# What is looked for, what the first result is called (the start of it) and where it leads.
EXPECTED = [
    ("K7", "K7 How information is used for different", "occ0494/unknown/index.html#knowledge/k7"),
    ("S12", "S12 Build and sustain working relationships", "occ0494/unknown/index.html#skill/s12"),
    ("d8", "D8 Participate in continuous professional", "occ0494/unknown/index.html#duty/d8"),
    ("EB1", "EB1 Supervise, enforce and review low to medium", "officer/unknown/index.html#nos-unit/eb1"),
    ("grade band 3", "Grade Band 3", "essex-crc-probation-service-officer/unknown/index.html#field/"),
    ("PS-JES-0108", "", "ps-jes-0108/1.0/index.html"),  # the document or a field of it
    ("mandatory alcohol and drug tests", "To conduct mandatory alcohol and drug tests", "#duty/9"),
    ("undertake home detention curfew checks", "Undertake home detention curfew", "#duty/core-operational-duties/12"),
    ("sensitive handling instructions", "The effective management of sensitive", "ps-jes-0108/1.0/index.html#duty/6"),
    ("curf", "Undertake home detention curfew", "#duty/core-operational-duties/12"),
    ("policies communicating", "Policy and communications", "ps-jes-0108/1.0/index.html#duty/9"),
    ("peers supervising", "Peer supervise and also undertake", "ps-jes-0108/1.0/index.html#duty/3"),
    ("evaluating OTHERS' practices", "Evidence of ability to evaluate own and others’ practice", "#experience/8"),
    ("Wélsh", "An ability to fulfil all spoken aspects", "index.html#"),
    ("CT Specialist Probation Practitioner", "CT Specialist Probation Practitioner", "ps-jes-0108/1.0/index.html"),
]


def test_what_is_looked_for_comes_first(visit: Visit, root: str) -> None:
    page = visit(root)
    for looked_for, title, address in EXPECTED:
        first = (look_for(page, looked_for) or [""])[0]
        assert first.startswith(title), (looked_for, first, title)
        href = page.locator(".results a").first.get_attribute("href") or ""
        assert address in href, (looked_for, href, address)


def test_a_result_leads_to_the_words_on_the_page_of_its_document(visit: Visit, root: str) -> None:
    page = visit(root)
    look_for(page, "accept reasonable alterations home detention curfew")  # of no entry all the words
    look_for(page, "home detention curfew")
    page.locator(".results a").first.click()
    page.wait_for_load_state()
    assert "Undertake home detention curfew checks" in page.locator(":target").inner_text()
    page.go_back()
    playwright.expect(page.locator(".results a").first).to_contain_text("home detention curfew")
    assert page.locator("[name=q]").input_value() == "home detention curfew"


def test_the_field_of_any_page_leads_to_results(visit: Visit, root: str) -> None:
    page = visit(root, "id/occ0494/unknown/index.html")
    page.locator("[name=q]").fill("Prevent duty & briefing")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=Prevent+duty+%26+briefing")
    playwright.expect(page.locator(".results a").first).to_contain_text("Deliver CT-specific training and briefings")


def test_all_words_are_wanted_and_some_suffice_where_nothing_has_all(visit: Visit, disk: str) -> None:
    page = visit(disk)
    assert look_for(page, "home visits interview")[0].startswith("Undertake home visits to interview offenders")
    assert re.fullmatch(r"\d results?", state(page))
    found = look_for(page, "curfew zzzz")
    assert [title[:30] for title in found] == ["Undertake home detention curfe"]
    assert state(page) == "1 result with some of the words; nothing has all of them"
    assert [title[:11] for title in look_for(page, "S1")] == ["S1 Complete"]  # a code is not the beginning of another


def test_words_are_marked_where_they_stand(visit: Visit, disk: str) -> None:
    page = visit(disk)
    look_for(page, "relevant recipients")
    snippet = page.locator(".results .snippet").first
    assert "agency guidelines and handling instructions by relevant recipients. Ensure own" in snippet.inner_text()
    assert snippet.locator("mark").all_inner_texts() == ["relevant", "recipients"]


def test_results_are_chosen_by_kind(visit: Visit, disk: str) -> None:
    page = visit(disk)
    look_for(page, "risk assessments")
    page.get_by_label("Knowledge 3").check()
    playwright.expect(page.locator("output")).to_have_text("3 results")
    titles = page.locator(".results a").all_inner_texts()
    assert {title.split()[0] for title in titles} == {"K6", "K7", "K8"}
    assert set(page.locator(".results .kind").all_inner_texts()) == {"Knowledge"}
    page.reload()
    playwright.expect(page.locator("output")).to_have_text("3 results")
    page.get_by_label("Knowledge 3").focus()
    page.keyboard.press("ArrowRight")  # a radio button chooses the next kind, and stays the one that is worked
    playwright.expect(page.locator(".results .kind").first).not_to_have_text("Knowledge")
    assert page.evaluate("document.activeElement.checked")


def test_it_is_worked_by_keyboard(visit: Visit, disk: str) -> None:
    page = visit(disk)
    focused = partial(page.evaluate, "document.activeElement.name || document.activeElement.textContent")
    assert focused() == "q"
    page.keyboard.type("S1")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".results a").first).to_be_focused()
    assert focused() == "S11 Adhere to public protection and safeguarding guidance and procedures"
    page.keyboard.press("ArrowUp")
    assert focused() == "q"
    look_for(page, "reasonable")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused() == page.locator(".results a").nth(1).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#**")


def test_results_come_in_parts(visit: Visit, disk: str) -> None:
    page = visit(disk)
    assert len(look_for(page, "risk")) == 25
    page.get_by_role("button", name="Show more").press("Enter")
    playwright.expect(page.locator(".results a").nth(25)).to_be_focused()
    assert page.locator(".results a").count() > 25


def test_what_is_found_is_announced_and_nothing_found_gives_help(visit: Visit, disk: str) -> None:
    page = visit(disk)
    assert state(page) == ""
    assert page.get_by_text("needs script").count() == 0
    assert page.locator(".lists").is_visible()
    look_for(page, "k7")
    assert page.get_by_role("status").inner_text() == "1 result"
    assert page.locator(".lists").is_hidden()
    assert look_for(page, "zzzz") == []
    assert page.get_by_role("status").inner_text() == "Nothing found"
    assert page.get_by_text("Try fewer words").is_visible()
    assert page.locator(".lists a").first.get_attribute("href") == "../documents/index.html"
    look_for(page, "   ")
    assert state(page) == ""
    assert page.get_by_text("Try fewer words").is_hidden()


def test_what_comes_late_does_not_replace_what_is_looked_for_now(visit: Visit, served: str) -> None:
    page = visit(served)
    held: list[Route] = []
    page.route("**/entries/*.js", lambda route: held.append(route))
    with page.expect_request("**/entries/*.js"):
        page.locator("[name=q]").fill("K7")
    look_for(page, "zzzz")
    held[0].continue_()
    page.wait_for_timeout(300)
    assert state(page) == "Nothing found"
    assert page.locator(".results li").count() == 0


def test_without_script_it_says_so_and_leads_to_the_lists(visit: Visit, disk: str) -> None:
    page = visit(disk, "search/index.html?q=risk", java_script_enabled=False)
    assert page.get_by_text("needs script").is_visible()
    assert page.locator(".lists").is_visible()
    assert page.locator("fieldset, .more, .none").evaluate_all("all => all.some(one => one.checkVisibility())") is False


def test_data_that_are_missing_are_told(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path, [])
    (tmp_path / "search/all.js").unlink()
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'search/index.html').as_uri()}?q=risk")
    playwright.expect(page.locator("output")).to_have_text("The search does not work: all.js did not load.")
    page.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize("words", ["", "risk", "zzzz"])
def test_the_page_is_accessible_and_fits(visit: Visit, disk: str, scheme: str, width: int, words: str) -> None:
    page = visit(disk, color_scheme=scheme, viewport={"width": width, "height": 900})
    if words:
        look_for(page, words)
    assert flaws(page) == []


def made(number: int, title: str, words: str) -> Entry:
    return Entry(Place("x", f"{number}"), title, "Made", "", words)


def test_words_of_many_files_are_found_by_beginning_and_a_rare_one_counts_more(visit: Visit, tmp_path: Path) -> None:
    long = [" ".join(f"word{number * 60 + each:05}" for each in range(60)) for number in range(400)]
    entries = [made(number, "Common", words) for number, words in enumerate(long)]
    entries.append(made(400, "Other", f"{long[0].replace('word', 'term')} seldom"))
    write(tmp_path, [Page(place=Place("x"), title="x", body=search.page().body, entries=tuple(entries))])
    assert len(list((tmp_path / "search/words").iterdir())) > 5
    page = visit(tmp_path.as_uri())
    look_for(page, "wor")
    assert state(page) == "400 results"
    assert look_for(page, "common seldom")[:2] == ["Other", "Common"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (f"{'before ' * 90}needle{' after' * 90}", "… before"),
        (f"{'V' * 300} needle {'W' * 300}", "… needle …"),
        (f"needle{'W' * 300}", "needleWWW"),
        (f"{'V' * 300}/needle{' after' * 90}", "… needle after"),
        (f"needle{' after' * 90} needle and needle", "… after"),  # where more of the words stand
    ],
)
def test_a_long_text_is_cut_around_the_words(visit: Visit, tmp_path: Path, words: str, shown: str) -> None:
    body, entries = search.page().body, (made(1, "Title", words),)
    write(tmp_path, [Page(place=Place("x"), title="x", body=body, entries=entries)])
    page = visit(tmp_path.as_uri(), viewport={"width": 320, "height": 900})
    look_for(page, "needle")
    snippet = page.locator(".snippet").inner_text()
    assert snippet.startswith(shown)
    assert len(snippet) <= 250
    assert page.locator(".snippet mark").first.inner_text().startswith("needle")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_nothing_of_a_document_runs(visit: Visit, tmp_path: Path) -> None:
    entries = [
        Entry(Place(f"id/{number}", payload), f"t {payload}", f"{payload}{number}", payload, f"w {payload} evil")
        for number, payload in enumerate(PAYLOADS)
    ]
    write(tmp_path, [Page(place=Place("x"), title="x", body=search.page().body, entries=tuple(entries))])
    page = visit(tmp_path.as_uri())
    assert len(look_for(page, "evil")) == len(PAYLOADS)
    for looked_for in ("document title", "hasOwnProperty", "__proto__", *PAYLOADS):
        assert look_for(page, looked_for), looked_for
    assert page.title() == "Search – Roles"
    assert page.locator("img, svg, main script, iframe, a[href^=javascript]").count() == 0
    page.goto(f"{page.url.split('?')[0]}?q={PAYLOADS[2]}&kind={PAYLOADS[0]}")
    playwright.expect(page.locator(".results a").first).to_be_visible()
    assert page.title() == "Search – Roles"


# The functions of the script that Python has too, or that are worth a look of their own.


#: what each stands on in the script
NEEDED = {"words": ("words",), "stem": ("ENDING", "ENDED", "DOUBLED", "stem")}


def function(name: str) -> str:
    """A function of the script, with what it needs before it."""
    script = (ASSETS / "search.js").read_text(encoding="utf-8")
    found = {each: re.search(rf"  const {each} = .*?;\n", script, re.S) for each in NEEDED["stem"] + NEEDED["words"]}
    return (
        f"all => {{ {''.join(match[0] for each in NEEDED[name] if (match := found[each]))} return all.map({name}); }}"
    )


def test_words_are_the_same_in_both_languages(browser: Browser) -> None:
    page = browser.new_page()
    letters = [chr(code) for code in range(0x20000) if category(chr(code)) not in ("Cs", "Cn", "Co")]
    assigned = page.evaluate(r"all => all.map(one => !/\p{Cn}/u.test(one))", letters)
    known = [letter for letter, is_known in zip(letters, assigned, strict=True) if is_known]
    texts = [f"A{letter}b {letter}" for letter in known] + ["It’s K7, EB1(3) & Café-Society's ΑΣ ΑΣΑ", "a_b"]
    page_words = page.evaluate(function("words"), texts)
    page.close()
    assert len(known) > 50_000
    assert [(text, told) for text, told in zip(texts, page_words, strict=True) if told != search.words(text)] == []


#: each line is forms of one word, no other line's
FORMS = """
policy policies
plan plans planned planning
manage manages managed managing
manager managers
assess assesses assessed assessing
assessment assessments
supply supplies supplied supplying
delay delays delayed delaying
brief briefing briefings
communicate communicates communicating communication communications
supervise supervised supervising supervision
session sessions
miss misses missed missing
mission missions
duty duties
service services
process processes processing
need needs needed
string strings
agency agencies
court courts
risk risks
staff staffed staffing
liaise liaises liaising liaised
k7
k77
22
2
status
this
"""


def test_forms_of_a_word_are_one_and_of_others_are_not(browser: Browser) -> None:
    page = browser.new_page()
    lines = [line.split() for line in FORMS.strip().splitlines()]
    stems = [page.evaluate(function("stem"), line) for line in lines]
    page.close()
    assert [line for line, told in zip(lines, stems, strict=True) if len(set(told)) > 1] == []
    assert len({told[0] for told in stems}) == len(lines)
    assert all(word.startswith(told[0]) for line, told in zip(lines, stems, strict=True) for word in line)
