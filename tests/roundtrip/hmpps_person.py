"""What a job description of HM Prison and Probation Service asks of a person: a section for each class."""

from __future__ import annotations

from dataclasses import replace

from roundtrip.facts import Fact
from roundtrip.hmpps_form import Form
from roundtrip.words import name, sentence, text

__all__ = ["abilities", "asked", "behaviours", "strengths"]

_SPOKEN = (
    "An ability to fulfil all spoken aspects of the role with confidence through the medium of English or (where "
    "specified in Wales) Welsh."
)
_NOTE = "It is advised strengths are chosen locally, recommended 4-8."


def behaviours(form: Form, heading: str) -> None:
    is_plain = form.random.random() < 0.2
    for order in range(1, form.random.randint(3, 8)):
        words = f"{name(form.random)} and {name(form.random)}"
        fact = Fact("Behaviour", words, heading, order, modality="Unstated", timing="AtEntry")
        if is_plain:
            form.put(words)
            form.facts.append(fact)
        else:
            form.item(fact, form.bullet)


def strengths(form: Form, heading: str) -> None:
    if form.random.random() < 0.6:
        form.put(_NOTE)
        form.facts.append(Fact("Passage", _NOTE, heading))
        return
    for order in range(1, form.random.randint(2, 6)):
        form.item(
            Fact("Strength", name(form.random), heading, order, modality="Unstated", timing="AtEntry"), form.bullet
        )


def abilities(form: Form, heading: str) -> None:
    spoken = Fact("Ability", _SPOKEN, heading, 1, modality="Unstated", timing="AtEntry")
    form.item(spoken, form.bullet)
    if form.random.random() < 0.3:
        form.item(replace(spoken, text=sentence(form.random), order=2), form.bullet)


def asked(form: Form, heading: str) -> None:
    """Experience or Technical: essential, then desirable, or neither said."""
    random = form.random
    parts = ["Essential", "Desirable"] if random.random() < 0.5 else ["Essential"]
    order = 0
    for modality in ["Unstated"] if "neither essential nor desirable" in form.accidents else parts:
        if modality != "Unstated":
            form.put(random.choice([modality, modality.upper(), f"{modality}:"]))
        for _ in range(random.randint(1, 6)):
            order += 1
            fact = Fact(heading, sentence(random), heading, order, modality=modality, timing="AtEntry")
            if heading == "Experience" and random.random() < 0.2:
                count = random.randint(2, 9)
                fact = replace(fact, text=f"Minimum of {count} years {fact.text.lower()}", months=12 * count)
            draw = random.random() if heading == "Technical" else 1.0
            if draw < 0.3:
                level = random.randint(2, 8)
                fact = replace(fact, kind="Qualification", text=f"Level {level} diploma in {name(random)}", level=level)
            form.item(fact, form.bullet)
            if draw < 0.1:
                order += 1
                other = replace(
                    fact, text=f"Or a certificate in {name(random)}", level=None, order=order,
                    alternative_to=(fact.text,),
                )  # fmt: skip
                form.facts[-1] = replace(fact, alternative_to=(other.text,))
                form.item(other, form.bullet)
    if heading == "Technical" and random.random() < 0.5:
        _training(form, modality)


def _training(form: Form, modality: str) -> None:
    """A list of courses under the sentence that announces it."""
    words = f"{text(form.random)} will be required to complete the following training:"
    form.item(Fact("Passage", words, "Technical"), form.bullet)
    for order in range(1, form.random.randint(2, 4)):
        course = Fact("Training", text(form.random), "Technical", order, modality=modality, timing="AfterAppointment")
        form.item(replace(course, listed_under=words), form.inner)
