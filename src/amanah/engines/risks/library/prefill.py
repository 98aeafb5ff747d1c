"""A scheme as the beginning of a risk: what the register's form is filled with, in the reader's language."""

from typing import Any, Final

from amanah.engines.risks.library.definition import Scheme
from amanah.engines.risks.library.reading import library
from amanah.engines.risks.services.plans import CausePlan, ConsequencePlan, RedFlagPlan
from amanah.rulebook.rules import Text

BETWEEN: Final = "; "
STANDARDS: Final = (("clauses", "ISO 37001:2016"), ("fcp", "FCP"), ("iepk", "IEPK"))


def beginning(scheme_id: str, language: str) -> dict[str, Any] | None:
    """What a risk of this scheme says at first: the fields of `services.Plan` but for unit, objective and people.

    None where the library holds no such scheme.
    """
    scheme = library().schemes.get(scheme_id)
    if scheme is None:
        return None

    def said(*texts: Text, between: str = "\n") -> str:
        return between.join(text.get(language) for text in texts)

    return {
        "kind": scheme.kind,
        "title": said(scheme.title),
        "process": said(scheme.process.title),
        "stage": said(scheme.stage),
        "scheme": said(scheme.how),
        "fraud_type": scheme.fraud_type,
        "corruption_type": scheme.corruption_type,
        "actors_internal": said(*scheme.inside, between=BETWEEN),
        "actors_external": said(*scheme.outside, between=BETWEEN),
        "collusion": scheme.collusion,
        "pressure": said(*scheme.pressure),
        "opportunity": said(*scheme.opportunity),
        "rationalisation": said(*scheme.rationalisation),
        "impact": said(*(effect.text for effect in scheme.consequences)),
        "impact_areas": tuple(dict.fromkeys(effect.area for effect in scheme.consequences)),
        "clauses": standards(scheme),
        "library": scheme.id,
        "causes": (
            *(CausePlan(said(text), "process") for text in scheme.opportunity),
            *(CausePlan(said(text), "people") for text in scheme.pressure),
        ),
        "consequences": tuple(ConsequencePlan(said(effect.text), effect.area) for effect in scheme.consequences),
        "red_flags": tuple(RedFlagPlan(flag) for flag in scheme.red_flags),
    }


def standards(scheme: Scheme) -> tuple[str, ...]:
    """What the scheme touches in the standards, as short references: "ISO 37001:2016 8.4", "FCP 4", "IEPK 6"."""
    return tuple(f"{name} {number}" for field, name in STANDARDS for number in getattr(scheme, field))
