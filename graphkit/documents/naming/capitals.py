"""Capitalised names: unbroken runs of capitals in a sentence, cut where one name ends and the next begins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from graphkit.documents.naming.headnouns import (
    follows_in_lower_case,
    head_kind,
    is_level,
    is_subject,
    joins,
    noun_kind,
)
from graphkit.documents.naming.laws import is_unfinished_law, joins_in_a_law, lists_in_a_law
from graphkit.documents.naming.tokens import Word, is_reference, short_form_end

__all__ = ["Run", "capital_runs", "from_opening", "is_title", "named_end", "names_in", "shared_head"]

#: a run of more words is a text in capitals, not a name
_LONGEST = 16

_CAPITALS = ("capital", "acronym")
_JOINED = (" ", "'", "’", "'s", "’s", "&", "/")
_ARTICLES = ("the", "a", "an")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitals that stand together, joining words between them included, and the word that follows."""

    words: tuple[Word, ...]
    after: Word | None

    @property
    def is_ambiguous(self) -> bool:
        """Whether the first capital may only be that of the sentence."""
        numbered = len(self.words) > 1 and self.words[1].form == "number"
        return self.words[0].opens and self.words[0].form != "acronym" and not numbered


def capital_runs(words: Sequence[Word]) -> Iterator[Run]:
    """Every run of capitals in a text, in order."""
    at = 0
    while at < len(words):
        begins = words[at].form in _CAPITALS or (
            words[at].opens and words[at].form == "small" and words[at].text[0].isupper()
        )
        if not begins:
            at += 1
            continue
        end = at + 1
        while step := _step(words, at, end):
            end += step
        if end - at <= _LONGEST:
            after = words[end] if end < len(words) and words[end].gap == " " else None
            yield Run(tuple(words[at:end]), after)
        at = end


def _step(words: Sequence[Word], begin: int, at: int) -> int:
    """How many words from `at` on continue the run from `begin`: a capital, or joining words and a capital."""
    if at >= len(words):
        return 0
    word, before = words[at], words[at - 1]
    if word.gap not in _JOINED:
        return int(lists_in_a_law(words, begin, at))
    if word.form in (*_CAPITALS, "number"):
        return int(not is_reference(word))
    if joins_in_a_law(words, at):
        return 2
    of = (word.text in joins() or _is_titled(word)) and before.form != "number"
    certified = word.text == "in" and noun_kind(before.text) == "Qualification"
    if not (of or word.text == "and" or certified):
        return 0
    for ahead, follower in enumerate(words[at + 1 : at + 3], 1):
        if follower.gap != " ":
            return 0
        if follower.form in _CAPITALS:
            return ahead + 1
        if not of or follower.text not in _ARTICLES:
            return 0
    return 0


def _is_titled(word: Word) -> bool:
    """Whether a small word has the capital of a name: the "Under" of a "Bridges Under the Walls Fund"."""
    return word.form == "small" and word.text.istitle()


def from_opening(run: Run, known: Collection[str], *, is_verb: bool, is_ordinary: bool) -> Run | None:
    """The run without the first word of a sentence, where that word is none of the name; None where nothing is left.

    `known` are the names printed inside sentences, one blank between words. `is_verb` says that the first word is more
    likely an instruction ("Attend Crown Court") than part of a name; `is_ordinary`, that the document prints it in
    small letters too.
    """
    words, first = run.words, run.words[0]
    rest = Run(tuple(_strip(words[1:])), run.after)
    if not rest.words:
        return None
    if first.form == "small":
        return rest
    spelt = [_spelt(name) for name in names_in(run)]
    if spelt and spelt[0] in known:
        return run
    left = names_in(rest)
    parted = words[1].text in joins() and noun_kind(first.text) is None
    if is_verb or parted or any(_spelt(name) in known for name in left):
        return rest
    if head_kind(words):
        return run
    if is_ordinary:
        return rest
    return run if left or words[-1].form == "acronym" else None


def names_in(run: Run) -> list[tuple[Word, ...]]:
    """The names in a run, from left to right; a lower-case noun that follows belongs to the last ("Old Town team")."""
    words, after = run.words, run.after
    follows = after is not None and words[-1].form == "capital" and follows_in_lower_case(after.text)
    if after and follows:
        words = (*words, after)
    parts = [part for joined in _unjoined(words) for part in _uncrowded(tuple(_strip(joined)))]
    if follows and parts and parts[-1][:-1] and parts[-1][-1] is after and head_kind(parts[-1][:-1]):
        parts[-1] = parts[-1][:-1]
    return [part for part in parts if _is_name(part)]


def _is_name(words: Sequence[Word]) -> bool:
    if not words or (is_subject(words[-1].text) and not head_kind(words)):
        return False
    capitals = [word for word in words if word.form in _CAPITALS]
    if len(capitals) == 1 and words[-1].form == "lower" and len(words) == 2:
        return True
    return len(capitals) > 1


def _strip(words: Sequence[Word]) -> Sequence[Word]:
    """Without the joining words at either end."""
    start, end = 0, len(words)
    while start < end and words[start].form not in _CAPITALS:
        start += 1
    while end > start and words[end - 1].form == "small":
        end -= 1
    return words[start:end]


def _unjoined(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The run parted at each "and" or "/" that stands between two names and not within one."""
    begin = 0
    for at, word in enumerate(words):
        slash = word.gap == "/"
        if (slash or word.text == "and") and at > begin:
            right = at if slash else at + 1
            left = words[begin:at]
            if not (is_unfinished_law(left) or shared_head(left, _until_next(words, right))):
                yield words[begin:at]
                begin = right
    yield words[begin:]


def _until_next(words: Sequence[Word], begin: int) -> Sequence[Word]:
    for at in range(begin + 1, len(words)):
        if words[at].text == "and" or words[at].gap == "/":
            return words[begin:at]
    return words[begin:]


def shared_head(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether two sides of an "and" are one name: "Sober and Steady Programme", not "Fire Service and Head Office"."""
    if not left or not right or left[-1].form in ("acronym", "number") or right[0].form == "acronym":
        return False
    if len(right) > 1 and right[1].form == "number":
        return False
    if len(left) > 1:
        last = left[-1].text
        return noun_kind(last) is None and not (last.endswith("s") and not last.endswith("ss"))
    return len(right) > 1


def _uncrowded(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The names that stand in one run with nothing between them, parted at acronyms and at qualifications."""
    if not words:
        return
    at = next((at for at, word in enumerate(words) if word.form == "acronym"), None)
    if at is None:
        yield from _unqualified(words)
        return
    if at > 1 and noun_kind(words[at - 1].text):
        yield words[:at]
        yield from _uncrowded(words[at:])
    elif head_kind(words) and at < len(words) - 1:
        yield words
    else:
        end = named_end(words) if at == 0 else short_form_end(words, at)
        yield words[:end]
        yield from _uncrowded(tuple(_strip(words[end:])))


def named_end(words: Sequence[Word]) -> int:
    """Where the name ends that an acronym opens, the capitals that follow it included: "HMS Plover", "HMS".

    >>> from graphkit.documents.naming.tokens import words
    >>> [named_end(words(text)) for text in ("HMS Plover and Old Dock", "HMS, Old Dock", "LSI 40+", "NVQ Level 3")]
    [2, 1, 2, 1]
    """
    end = short_form_end(words, 0)
    while end < len(words) and words[end].form == "capital" and words[end].gap == " ":
        if is_level(words[end : end + 2]):
            break
        end += 1
    return end


def _unqualified(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """A framework's name parted from the qualification printed straight after it."""
    if head_kind(words) == "Qualification":
        for at in range(2, len(words)):
            if noun_kind(words[at - 1].text) == "Framework":
                yield words[:at]
                yield words[at:]
                return
    yield words


def is_title(words: Sequence[Word]) -> bool:
    """Whether all the words of a text are in title case, so that its capitals say nothing."""
    spoken = [word.form for word in words if word.form != "small"]
    return spoken.count("capital") + spoken.count("acronym") > 1 and "lower" not in spoken


def _spelt(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
