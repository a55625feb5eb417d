"""Words that are no English words and have a near neighbour, and names that are spelt in several ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise

from pyoxigraph import Triple

from graphkit.facts import Facts
from graphkit.iris import Names
from graphkit.measures.broken import is_broken
from graphkit.measures.english import known, neighbours, with_other_end
from graphkit.measures.groups import Occurrence, group
from graphkit.measures.misprints import words
from graphkit.measures.tokens import Token, current_rows
from graphkit.vocabulary import RCQ

__all__ = ["measure"]

#: below so many letters most strings are near some word, or are a name
_SHORTEST, _SHORTEST_NAME = 5, 6
_SHORTEST_ACRONYM = 3
#: so many forms that differ in one place are counted through, as the names of wards may be, and no variants
_CROWD = 10
#: what one document prints so often is a term of its trade
_TERM = 4
#: so many places of the right form are shown beside the wrong one
_SHOWN = 3

#: printed form -> where it stands, the copies of the success-profile table included
_Forms = Mapping[str, list[Token]]


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """One group for each misspelt form, and one for each name with its forms, over the newest editions."""
    forms: dict[str, list[Token]] = defaultdict(list)
    halves: set[str] = set()
    for row in current_rows(facts):
        for token in row.tokens:
            forms[token.word.replace("’", "'").removesuffix("'")].append(token)
        for left, right in pairwise(row.tokens):
            if not (known(left.word) and known(right.word)) and is_broken(left.word.casefold(), right.word.casefold()):
                halves |= {left.word, right.word}
    by_letters: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms):
        by_letters[form.casefold()].append(form)
    strange = {form for form in forms.keys() - halves if _is_strange(form) and not _in_compound(forms[form])}
    said: set[str] = set()
    for alike in [*_cases(by_letters, forms), *_near(strange, by_letters, forms)]:
        said.update(alike)
        places = [*chain(*(forms[form][: None if form in strange else _SHOWN] for form in alike))]
        label = " and ".join(f"“{form}”" for form in alike)
        yield from _group("SpellingVariant", " ".join(alike), places, facts, names, label)
    for form in sorted(strange - said):
        if meant := _right(form, forms, by_letters):
            says = " or ".join(f"“{other}”" for other in meant)
            yield from _group("Misspelling", form, forms[form], facts, names, f"“{form}”", says)


def _group(
    kind: str, key: str, places: list[Token], facts: Facts, names: Names, label: str, says: str | None = None
) -> Iterator[Triple]:
    occurrences = [Occurrence(token.item, token.start, token.end) for token in places]
    return group(RCQ[kind], key, occurrences, facts, names, label=label, says=says)


def _is_strange(form: str) -> bool:
    """Whether a form is long enough to be judged, could be English or a name, and is no word of the list."""
    could_be = form.isascii() and form.isalpha() and form[1:].islower()
    return could_be and len(form) >= _SHORTEST and not known(form)


def _in_compound(places: list[Token]) -> bool:
    """Whether a form stands beside a hyphen or stroke everywhere, so that it may be no word of its own."""
    return all(
        token.before.endswith(("-", "‐", "/", "'", "’")) or token.item.text[token.end : token.end + 1] in {"-", "‐"}
        for token in places
    )


def _cases(by_letters: Mapping[str, list[str]], forms: _Forms) -> Iterator[tuple[str, ...]]:
    """Names of the same letters in other case, where one has a capital inside a word (JEx, nDel)."""
    for letters, some in by_letters.items():
        if len(letters) < _SHORTEST_ACRONYM or not letters.isalpha():
            continue
        told = [form for form in some if not form.isupper() or not _all_capitals(forms[form])]
        mixed = [form for form in told if form[1:] != form[1:].lower() and not form.isupper() and not _plural(form)]
        others = [form for form in told if form in mixed or not known(letters)]
        if not mixed:  # in lower case the letters of an acronym are an ending or a command
            others = [form for form in others if not form.islower()]
        if len(others) > 1:
            yield tuple(others)


def _plural(form: str) -> bool:
    """Whether a form is an acronym with the ending of a plural."""
    return form[:-1].isupper() and form.endswith("s")


def _all_capitals(places: list[Token]) -> bool:
    """Whether a form stands only in headings of capitals."""
    return all(token.item.text.isupper() and len(token.item.text.split()) > 1 for token in places)


def _near(strange: set[str], by_letters: Mapping[str, list[str]], forms: _Forms) -> Iterator[tuple[str, ...]]:
    """Names that are no words and are one letter from another form that is printed."""
    holes: dict[str, set[str]] = defaultdict(set)
    for form in strange:
        if len(form) >= _SHORTEST_NAME:
            for at in range(1, len(form) - 1):
                holes[(form[:at] + form[at + 1 :]).casefold()].add(form.casefold())
            holes[form.casefold()].add(form.casefold())
    pairs = {
        (one, other)
        for some in holes.values() if 1 < len(some) < _CROWD
        for one in some for other in some
        if one < other and one in neighbours_of(other)
    }  # fmt: skip
    for one, other in sorted(pairs):
        yield tuple(form for form in [*by_letters[one], *by_letters[other]] if form in strange)
    paired = {form for pair in pairs for form in pair}
    for form in sorted(strange):
        if form[0].isupper() and len(form) >= _SHORTEST_NAME and form.casefold() not in paired:
            for other in neighbours(form.casefold()):
                named = other.capitalize()
                if named in forms and (
                    _is_dropped(form.casefold(), other) or _around(form, forms) & _around(named, forms)
                ):
                    yield (form, named)
                    break


def _around(form: str, forms: _Forms) -> set[str]:
    """The words of weight that stand beside a form."""
    return {word.casefold() for token in forms[form] for word in token.beside()} - words("Small")


def _is_dropped(form: str, other: str) -> bool:
    """Whether a form lacks a letter of another, has one twice or two swapped: what a slip of the hand makes."""
    if len(other) == len(form):
        return sorted(other) == sorted(form)
    return len(other) > len(form) or _drops_double(form, other)


def neighbours_of(letters: str) -> frozenset[str]:
    """Every string one letter from this one, its first and last letter held, whatever the language.

    >>> "desistance" in neighbours_of("desistence"), "resistence" in neighbours_of("desistence")
    (True, False)
    """
    inner = range(1, len(letters) - 1)
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return frozenset(
        [letters[:at] + letter + letters[at + 1 :] for at in inner for letter in ("", *alphabet)]
        + [letters[:at] + letter + letters[at:] for at in range(1, len(letters)) for letter in alphabet]
        + [letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :] for at in range(1, len(letters) - 2)]
    )


def _right(form: str, forms: _Forms, by_letters: Mapping[str, list[str]]) -> tuple[str, ...]:
    """What a form is likely meant to be; nothing where it may be a name, a term or a word the list lacks."""
    is_plain = form[0].islower() or all(map(_is_plain, forms[form]))
    near = neighbours(form.casefold()) or (with_other_end(form) if form[0].islower() else ())
    uses = {other: sum(len(forms[name]) for name in by_letters.get(other, ())) for other in near}
    printed = tuple(other for other in near if uses[other] > len(forms[form]))
    own = [token.item.document for token in forms[form] if token.item.kind != "Restatement"]
    if not printed and (len(set(own)) > 1 or len(own) >= _TERM):
        return ()
    if is_plain:
        return printed or near[:_SHOWN]
    likely = printed if len(printed) == 1 else near
    is_alone = len(likely) == 1 and len(form) >= _SHORTEST_NAME
    return tuple(other for other in likely if is_alone and _is_dropped(form.casefold(), other))


def _is_plain(token: Token) -> bool:
    """Whether a capital is but that of a sentence: the word opens one that goes on in lower case, as duties do."""
    after = token.item.text[token.end : token.end + 2]
    return token.opens and token.item.kind != "Field" and after[:1] == " " and after[1:].islower()


def _drops_double(form: str, other: str) -> bool:
    """Whether one string is the other with a letter doubled."""
    return any(form[at] == form[at - 1] and form[:at] + form[at + 1 :] == other for at in range(1, len(form)))
