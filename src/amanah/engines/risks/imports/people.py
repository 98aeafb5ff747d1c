"""Units and people as registers name them: by code or name, by number, name or post."""

from collections.abc import Collection
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.engines.risks.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.kernel import clock

_SEVERAL: Final = object()


class Known:
    """What the house knows of the units and people that one file names, looked up at once."""

    def __init__(self, viewer: Viewer, owners: Collection[str]) -> None:
        self._who = standing(viewer)
        self._units: dict[str, Unit | object] = {}
        today = clock.today()
        every = list(Unit.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today))
        for unit in every:
            self._add(unit.name, unit)
        for unit in every:
            self._units[unit.code.casefold()] = unit  # a code is nobody else's; a name may be
        kept = [unit for unit in every if unit.path in self._who.keeping]
        self._only = kept[0] if len(kept) == 1 else None
        said = {one.casefold() for one in owners}
        numbers = {one.replace(" ", "") for one in owners}
        self._people: dict[str, Person | object] = {}
        for person in Person.objects.filter(Q(nip__in=numbers) | Q(other_number__in=numbers) | Q(name__in=owners)):
            for name in (person.nip, person.other_number, person.name):
                if name and (name.casefold() in said or name in numbers):
                    key = name.casefold()
                    self._people[key] = person if self._people.get(key, person) == person else _SEVERAL
        held = Holding.objects.filter(held_on(today), post__title__in=owners).select_related("person", "post")
        self._posts = {(one.post.unit_id, one.post.title.casefold()): one.person for one in held}

    def unit(self, said: str) -> Unit | None:
        """The unit of that code or name which the viewer keeps; where nothing is said, the only one that they keep."""
        found = self._units.get(said.casefold()) if said else self._only
        return found if isinstance(found, Unit) and self._who.keeps(found) else None

    def why_no_unit(self, said: str) -> str:
        """What to say where `unit` has none."""
        if not said:
            return _("Sebutkan unitnya: Anda mengelola lebih dari satu unit.")
        found = self._units.get(said.casefold())
        if found is _SEVERAL:
            return _("Ada beberapa unit bernama ini. Tulislah kodenya.")
        return _("Tidak ada unit dengan kode atau nama ini.") if found is None else _("Unit ini di luar wewenang Anda.")

    def owner(self, said: str, unit: Unit) -> Person | None:
        """The one person of that number or name, or whoever holds that post in the unit today."""
        found = self._people.get(said.casefold()) or self._people.get(said.replace(" ", "").casefold())
        if isinstance(found, Person):
            return found
        return self._posts.get((unit.pk, said.casefold())) if found is None else None

    def _add(self, name: str, unit: Unit) -> None:
        key = name.casefold()
        self._units[key] = _SEVERAL if key in self._units else unit
