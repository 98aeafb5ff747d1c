"""The processes of a scope with the class of bribery risk that was decided for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures import declare as classes
from amanah.engines.risks.exposures import queries as exposures
from amanah.engines.risks.exposures.models import Exposure
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Item

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SORT = "process"


@dataclass(frozen=True)
class Process:
    """One process; `exposure` is the decision in force about it."""

    item: Item
    exposure: Exposure | None

    @property
    def word(self) -> "StrOrPromise":
        """Its class in words; "" where nobody decided."""
        return BRIBERY[self.exposure.bribery_class] if self.exposure is not None else ""

    @property
    def tone(self) -> str:
        """The tone of that."""
        return classes.TONES[self.exposure.bribery_class if self.exposure is not None else ""]


def processes(items: Iterable[Item]) -> list[Process]:
    """These processes with what is in force for them today: one query."""
    items = list(items)
    found = exposures.in_force(clock.today()).filter(sort=SORT, key__in=[item.exposure for item in items]) if items else []
    decided = {one.key: one for one in found}
    return [Process(item, decided.get(item.exposure)) for item in items]
