"""The ways in which two records can hang together, each with a plain verb in both directions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Relation:
    """`forward` is said of the source ("timbul dari" the target), `backward` of the target. A mutual one reads alike both ways."""

    key: str
    forward: "StrOrPromise"
    backward: "StrOrPromise"

    @property
    def mutual(self) -> bool:
        """Whether both directions say the same, so that the order of the two records means nothing."""
        return str(self.forward) == str(self.backward)


_relations: dict[str, Relation] = {}


def register(relation: Relation) -> Relation:
    """Make a relation known; the same one again changes nothing."""
    if _relations.setdefault(relation.key, relation) != relation:
        raise ImproperlyConfigured(f"two different relations call themselves {relation.key!r}")
    return relation


def relation(key: str) -> Relation:
    """The relation of that key; KeyError if nobody registered it."""
    return _relations[key]


def all_relations() -> list[Relation]:
    """Every relation, in the order in which they were registered."""
    return list(_relations.values())


AROSE_FROM = register(Relation("arose_from", _("timbul dari"), _("melahirkan")))
ABOUT = register(Relation("about", _("mengenai"), _("dibahas dalam")))
SAME_AS = register(Relation("same_as", _("perkara yang sama dengan"), _("perkara yang sama dengan")))
CONTINUES = register(Relation("continues", _("melanjutkan"), _("dilanjutkan oleh")))
ANSWERS = register(Relation("answers", _("menindaklanjuti"), _("ditindaklanjuti oleh")))
PROTECTS = register(Relation("protects", _("melindungi"), _("dilindungi oleh")))
