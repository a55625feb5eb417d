"""The capitalised names of a document: those its sentences print for certain, then those that only open a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graphkit.documents.naming.capitals import Run, capital_runs, from_opening, named_end, names_in
from graphkit.documents.naming.headnouns import UNSAID, head_kind
from graphkit.documents.naming.pieces import HEADING, Key, Text, key
from graphkit.documents.naming.tokens import Word, is_reference

__all__ = ["labelled_names", "proper_names"]

#: kinds of statement that tell someone to do something, so that the first word is a verb
_INSTRUCTIONS = frozenset({"Duty", "KsbBehaviour", "NosOutcome", "NosUnit", "Skill"})

#: kinds of statement that print a name alone, in title case
_LABELLED = frozenset({"Field", "Passage", "Qualification", "Technical", "Training"})


#: the first print of each name: the text it stands in, and its words
Prints = dict[Key, tuple[str, tuple[Word, ...]]]


def labelled_names(texts: Sequence[Text]) -> Prints:
    """The names that stand alone in a labelled place, in title case."""
    found: Prints = {}
    for text in texts:
        if text.is_title and text.piece.kind in _LABELLED:
            _note(found, text, _labelled(text))
    return found


def proper_names(texts: Sequence[Text]) -> Prints:
    """The names printed inside sentences, then those that only open one."""
    sure: Prints = {}
    unsure: list[tuple[Text, Run]] = []
    verbs: set[str] = set()
    small = {word.text for text in texts for word in text.words if word.form == "lower"}
    for text in texts:
        if text.is_title or text.piece.kind == HEADING:
            continue
        for run in capital_runs(text.words):
            first = run.words[0]
            if run.is_ambiguous and first.form != "small":
                unsure.append((text, run))
                if len(run.words) == 1 and text.piece.kind != "Field":
                    verbs.add(first.text)
            elif plain := from_opening(run, (), is_verb=False, is_ordinary=False) if run.is_ambiguous else run:
                _note(sure, text, names_in(plain))
    known = {" ".join(word.text for word in name) for _, name in sure.values()}
    for text, run in unsure:
        first = run.words[0]
        is_verb = text.piece.kind in _INSTRUCTIONS or first.text in verbs
        if left := from_opening(run, known, is_verb=is_verb, is_ordinary=first.text.lower() in small):
            _note(sure, text, names_in(left))
    ordinary = _in_small_letters(texts, sure)
    return {name: printed for name, printed in sure.items() if head_kind(printed[1]) or name not in ordinary}


def _note(found: Prints, text: Text, names: Iterable[tuple[Word, ...]]) -> None:
    """Keep the names that no expansion overlaps: there the initials have decided where the name begins.

    The capitals of a labelled value name something only where a noun says what, or an acronym opens them: the others
    are places and titles.
    """
    for name in names:
        if text.piece.kind == "Field" and not (head_kind(name) or name[0].form == "acronym"):
            continue
        if text.expanding.isdisjoint(word.start for word in name):
            found.setdefault(key(name), (text.piece.text, name))


def _labelled(text: Text) -> Iterator[tuple[Word, ...]]:
    """The names among the values of a labelled place, told from the others by a noun that heads a name.

    In a field, an acronym and the capitals after it are a name too: "HMS Plover".
    """
    spoken = text.words
    begin = 0
    for at in range(1, len(spoken) + 1):
        if at == len(spoken) or "," in spoken[at].gap or is_reference(spoken[at - 1]):
            name = tuple(spoken[begin:at])
            year = len(name) > 2 and name[-1].gap == "("
            if len(name) > 1 and head_kind(name) not in (None, UNSAID, "Qualification"):
                yield name[:-1] if year else name
            elif text.piece.kind == "Field" and name[0].form == "acronym" and (end := named_end(name)) > 1:
                yield name[:end]
            begin = at


def _in_small_letters(texts: Sequence[Text], names: Iterable[Key]) -> set[Key]:
    """The names whose words the document also prints in small letters, so that they are no names."""
    same: dict[tuple[str, ...], list[Key]] = {}
    lengths: dict[str, set[int]] = {}
    for name in names:
        lowered = tuple(word.lower() for _, word in name)
        same.setdefault(lowered, []).append(name)
        lengths.setdefault(lowered[0], set()).add(len(lowered))
    small: set[Key] = set()
    for text in texts:
        spoken = [word.text.lower() for word in text.words]
        for at, first in enumerate(spoken):
            for length in lengths.get(first, ()):
                last = at + length - 1
                if at < last < len(spoken) and text.words[last].form == "lower":
                    small.update(same.get(tuple(spoken[at : last + 1]), ()))
    return small
