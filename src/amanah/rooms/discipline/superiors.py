"""Who examines in the superior's place, in the quality in which discipline names them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from amanah.engines.cases import superiors
from amanah.engines.cases.superiors import chain, fit, post_of
from amanah.foundation.organisation.models import Person
from amanah.rooms.discipline.models import Element

__all__ = ["Superior", "able", "chain", "fit", "post_of"]


@dataclass(frozen=True)
class Superior(superiors.Superior):
    """Somebody who may examine: their account and post, and whether they are the direct superior or a higher one in their place."""

    @property
    def element(self) -> Element:
        """In what quality they examine."""
        return Element.SUPERIOR if self.direct else Element.HIGHER


def able(person: Person, tags: Collection[bytes], on: date | None = None) -> list[Superior]:
    """Those above the person who may examine a matter with these tags, the nearest first."""
    return [Superior(one.account, one.holding, one.direct) for one in superiors.able(person, tags, on)]
