"""Reporting lines: the sentence that says to whom a role reports, in any of the wordings of data/wording/names.ttl.

A phrase such as "is managed by" says it only where its subject is the holder of the post and its object a role.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from graphkit.documents.naming.headnouns import UNSAID, head_kind, joins, noun_kind, people, singulars
from graphkit.documents.naming.holders import helps, is_management, leads, listed, means_post, noun_before, of_the_post
from graphkit.documents.naming.tokens import Word, words
from graphkit.documents.wording import wording

__all__ = ["reporting_line"]

#: neither a role's name nor what opens a sentence has more words
_LONGEST = 12
_WITHIN = (" ", "'s", "’s", "'", "’", "&", "/", "–", "—", "-")
#: a noun for one who does something: conservator, bursar, machinist; not "together", "later"
_AGENT = re.compile(r"\w+(?:(?<!th)(?<!ev)(?<!at)er|[ao]r|ist|ian|man)")

#: the words of a phrase, and its kind: ReportingVerb, ReportingState, ReportingNoun or ManagingVerb
_Phrase = tuple[tuple[str, ...], str]


def reporting_line(text: str, titles: Collection[str] = ()) -> tuple[int, int, str] | None:
    """The place and name of the role that the holder of a post reports to; None where no sentence says it.

    `titles` are the names of the post itself: a sentence may call its holder by one, or by its last words.

    >>> reporting_line("The clerk reports to the Head of Records, who is in charge.", ["Court Clerk"])
    (25, 40, 'Head of Records')
    >>> reporting_line("They are usually managed by a senior records officer or similar.")
    (30, 52, 'senior records officer')
    >>> reporting_line("Line management of the CC lies with the Deputy Director, Public Records.", ["Court Clerk"])
    (40, 71, 'Deputy Director, Public Records')
    >>> reporting_line("Offenders are managed by a senior records officer.") is None
    True
    """
    spoken = words(text)
    own, phrases = _own_nouns(tuple(titles)), _phrases()
    begin = 0
    for at, word in enumerate(spoken):
        begin = at if word.opens else begin
        for phrase, kind in phrases.get(word.text.lower(), ()):
            after = _matched(spoken, at, phrase)
            if after and kind == "ReportingNoun":
                after = (
                    _said_to_be(spoken, after) if of_the_post(noun_before(spoken, begin, at), own, alone=True) else 0
                )
            if not after:
                continue
            role, end = _role(spoken, after, is_parted=_is_parted(spoken, at))
            if role and (kind == "ReportingNoun" or _has_subject(spoken, begin, at, after, end, kind, own)):
                start, stop = role[0].start, role[-1].end
                return start, stop, text[start:stop]
    return None


@lru_cache(maxsize=64)
def _own_nouns(titles: Collection[str]) -> frozenset[str]:
    """What a sentence may call the holder of a post: the words of each title, and their initials."""
    spoken = [words(title) for title in titles]
    initials = {
        "".join(word.text[0] for word in title if word.form != "small").lower() for title in spoken if title[1:]
    }
    return frozenset(noun for title in spoken for word in title for noun in singulars(word.text)) | initials


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """First word -> the phrases that begin with it, the longest first."""
    found: dict[str, list[_Phrase]] = {}
    for entry in wording("names").kind("ReportingVerb", "ReportingState", "ReportingNoun", "ManagingVerb"):
        spelt = tuple(entry.text.split())
        found.setdefault(spelt[0], []).append((spelt, entry.kind))
    return found


def _matched(spoken: Sequence[Word], at: int, phrase: Sequence[str]) -> int:
    """The word after a phrase that begins at `at`, "directly" and the like allowed inside; 0 where it is not there."""
    for place, wanted in enumerate(phrase):
        if at < len(spoken) and spoken[at].text.lower() != wanted and place:
            at += spoken[at].text.endswith("ly") or phrase[place - 1] == "the"
        if at >= len(spoken) or spoken[at].text.lower() != wanted or (place and spoken[at].gap != " "):
            return 0
        at += 1
    return at


def _said_to_be(spoken: Sequence[Word], at: int) -> int:
    """The word after "is", "will be" or the colon that follows a noun such as "line manager"; 0 for none."""
    for place in range(at, min(at + 5, len(spoken))):
        if place == at and spoken[place].gap == ":":
            return place
        if spoken[place].gap != " ":
            break
        if spoken[place].text in listed("Auxiliary"):
            while place < len(spoken) and spoken[place].text in listed("Auxiliary"):
                place += 1
            return place
    return 0


def _has_subject(
    spoken: Sequence[Word], begin: int, at: int, after: int, end: int, kind: str, own: Collection[str]
) -> bool:
    """Whether the subject of a phrase is the holder of the post, or the phrase stands alone like a label."""
    first = at
    while first > begin and helps(spoken[first - 1]):
        first -= 1
    helped = any(word.text in listed("Auxiliary") for word in spoken[first:at])
    if kind == "ManagingVerb":
        clause = spoken[max(begin, first - _LONGEST) : first]
        comma = max((at for at, word in enumerate(clause) if "," in word.gap), default=0)
        return is_management(clause[comma:], own)
    if first == begin:
        return spoken[after].gap == ":" or (not helped and _stands_alone(spoken, at, end, own))
    if spoken[after].gap == ",":
        helped = helped or any(word.text in listed("Auxiliary") for word in spoken[max(begin, at - _LONGEST) : at])
    can_follow = helped or kind != "ReportingState"
    parted = any("," in word.gap for word in spoken[first : at + 1])
    before = spoken[first - 1]
    if parted and before.text != "and" and of_the_post(noun_before(spoken, begin, first), own):
        return True
    if parted or before.text in ("and", "but") or (before.text == "who" and "," in before.gap):
        comma = next((at for at in range(begin + 1, min(first, begin + _LONGEST)) if "," in spoken[at].gap), begin)
        return (can_follow or before.text == "who") and (leads(spoken, begin, own) or leads(spoken, comma, own))
    return can_follow and of_the_post(noun_before(spoken, begin, first), own)


def _stands_alone(spoken: Sequence[Word], at: int, end: int, own: Collection[str]) -> bool:
    """Whether a phrase that opens a sentence is said of the post: "Reports to …", "Managed by …, the officer …"."""
    first = spoken[at].text.lower()
    if first in ("report", "answer"):
        return False
    if end < len(spoken) and spoken[end].gap == " " and spoken[end].text in listed("Auxiliary"):
        return False
    if end >= len(spoken) or "," not in spoken[end].gap or first in ("reports", "answers"):
        return True
    is_subject = spoken[end].form != "small" or spoken[end].text in listed("Determiner") | listed("PostHolder")
    return not is_subject or leads(spoken, end, own)


def _is_parted(spoken: Sequence[Word], at: int) -> bool:
    """Whether a comma stands before a phrase, so that one may stand after it too: "led by, and reporting to, the …"."""
    return "," in spoken[at].gap or (at > 0 and spoken[at - 1].text in ("and", "or") and "," in spoken[at - 1].gap)


def _role(spoken: Sequence[Word], at: int, *, is_parted: bool = False) -> tuple[Sequence[Word], int]:
    """The role a text goes on with and the place after it; no words where it goes on with no role."""
    if at >= len(spoken) or not (spoken[at].gap in (" ", "," if is_parted else " ") or spoken[at].gap[:1] == ":"):
        return (), at
    is_label = spoken[at].gap[:1] == ":"
    first = at
    while first < len(spoken) and spoken[first].text.lower() in listed("Determiner") and first < at + 2:
        first += 1
    found = spoken[first : first + _LONGEST]
    if not found:
        return (), at
    if found[0].form in ("capital", "acronym"):
        named = _capitals(found)
        kind = head_kind(named)
        accepted = kind == "Role" or (kind in (None, UNSAID) and (first > at or is_label))
    else:
        named = _small(found)
        accepted = bool(named) and (head_kind(named) == "Role" or _is_agent(named[-1]))
    return (named if accepted and not means_post(named[-1]) else ()), first + len(named)


def _is_agent(word: Word) -> bool:
    return noun_kind(word.text) is None and not people(word.text) and bool(_AGENT.fullmatch(word.text))


def _is_post(word: Word) -> bool:
    return noun_kind(word.text) == "Role" or _is_agent(word)


def _capitals(found: Sequence[Word]) -> Sequence[Word]:
    """The capitals a text opens with, joining words between them included."""
    end = 1
    for at in range(1, len(found)):
        word = found[at]
        if word.gap == "," and _ends_in_capitals(found, at):
            return found[: _sentence_end(found, at)]
        if word.gap not in _WITHIN or word.opens:
            break
        if word.form in ("capital", "acronym", "number"):
            end = at + 1
        elif word.text == "and":
            beyond = found[at + 1] if at + 1 < len(found) else word
            if beyond.form != "capital" or _is_post(found[at - 1]) or _is_post(beyond):
                break
        elif word.text not in joins() and not (word.text == "the" and found[at - 1].text in joins()):
            if at == end and noun_kind(word.text) == "Role":
                end = at + 1
            break
    return found[:end]


def _sentence_end(found: Sequence[Word], begin: int) -> int:
    return next((at for at in range(begin, len(found)) if found[at].opens), len(found))


def _ends_in_capitals(found: Sequence[Word], begin: int) -> bool:
    """Whether a sentence ends in capitals that name no role, so that they belong to the one before the comma."""
    end = _sentence_end(found, begin)
    return end < _LONGEST and all(
        word.gap in (*_WITHIN, ",")
        and (word.form in ("capital", "acronym") or word.text in (*joins(), "and", "the"))
        and noun_kind(word.text) != "Role"
        for word in found[begin:end]
    )


def _small(found: Sequence[Word]) -> Sequence[Word]:
    """The words in small letters up to the noun that names a post: "senior records officer", "head of records"."""
    end = 0
    for at, word in enumerate(found):
        if at and word.text in joins() and noun_kind(found[at - 1].text) == "Role":
            continue
        if (at and word.gap not in _WITHIN) or word.form == "small":
            break
        end = at + 1
    last = max((at for at in range(end) if noun_kind(found[at].text) == "Role"), default=None)
    if last is None or any(word.text in joins() for word in found[:end]):
        return found[:end]
    while last + 1 < end and _is_agent(found[last + 1]):
        last += 1
    return found[: last + 1]
