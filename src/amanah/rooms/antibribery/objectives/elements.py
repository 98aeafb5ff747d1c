"""What an anti-bribery policy has to hold (5.2), in our own words: the requirements of the editions that a scope is run by."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from amanah.engines.instruments.definition import Part, Question
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue

CLAUSE: Final = "5.2"
CONTROLLED, RECEIVED, AVAILABLE = "controlled", "received", "available"
_COUNTED: Final = {"5.2-j": CONTROLLED, "5.2-k": RECEIVED, "5.2-l": AVAILABLE}
"""Requirements about the document and not about what it says: these are seen from records."""


@dataclass(frozen=True)
class Element:
    """One requirement. `places`: its number in each edition; `counted`: what record shows it, "" where somebody has to read and judge."""

    key: str
    places: tuple[tuple[str, str], ...]
    text: str
    ask: str
    counted: str
    unverified: bool

    @property
    def judged(self) -> bool:
        """Whether somebody has to read the policy for it."""
        return not self.counted


def asked(scope: Scope) -> list[Element]:
    """Everything that the editions of this scope ask of its policy; what is equal in both stands once, under the newer one."""
    found, told = [], set()
    for edition in scope.edition_keys:
        for part, question in _questions(edition):
            twin = catalogue.twin(edition, question.key)
            both = len(scope.edition_keys) > 1 and bool(twin)
            if both and (edition, question.key) in told:
                continue
            other = next((one for one in scope.edition_keys if one != edition), "")
            places = ((edition, question.key), (other, twin)) if both else ((edition, question.key),)
            told |= set(places)
            found.append(
                Element(
                    f"{edition}/{question.key}",
                    tuple((str(scopes.EDITIONS[one]), key) for one, key in places),
                    " ".join(_said(one) for one in question.criteria),
                    _said(question.text),
                    _COUNTED.get(question.key, ""),
                    catalogue.mark_of(question, part) == "unverified",
                )
            )
    return found


def _questions(edition: str) -> list[tuple[Part, Question]]:
    instrument = catalogue.instrument(edition)
    part = instrument.every_part.get(CLAUSE) if instrument is not None else None
    return [(part, question) for question in part.questions] if part is not None else []


def _said(text: object) -> str:
    return str(getattr(text, (get_language() or "id")[:2], None) or getattr(text, "id", text))
