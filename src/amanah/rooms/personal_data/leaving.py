"""What must not stand in a paper that leaves the house, and what every answer says.

The room cannot look into reports of wrongdoing, so it cannot betray one by what it finds; what remains is that somebody who handles both
writes down what they know. A number in the form of another room's case is refused whether or not there is such a case.
"""

import re

from django.utils import translation
from django.utils.translation import gettext as _

from amanah.engines.cases import registry
from amanah.engines.cases.refusals import Refused
from amanah.kernel.numbers import ALPHABET, LENGTH
from amanah.rooms.personal_data.models import Activity
from amanah.rooms.personal_data.workflow import KEYS


def refuse_numbers(text: str) -> None:
    """Raise Refused ("guard") where the text holds what looks like the number of a case of another room."""
    prefixes = "|".join(sorted({kind.prefix for kind in registry.all_versions() if kind.key not in KEYS}))
    if prefixes and re.search(rf"\b(?:{prefixes})[\s\-–]*\d\d[\s\-–]*[{ALPHABET}ILOU]{{{LENGTH}}}\b", text, re.IGNORECASE):
        raise Refused("guard", _("Tulisan ini memuat nomor perkara lain. Yang keluar dari kantor ini tidak boleh menyebutnya."))


def standing_sentence() -> str:
    """What every answer says, whoever asks and whatever there is; "" where no activity is kept undisclosed. Always in Indonesian."""
    titles = list(Activity.objects.filter(undisclosed=True, ended_on__isnull=True).order_by("title").values_list("title", flat=True))
    if not titles:
        return ""
    with translation.override("id"):
        return _(
            "Untuk kegiatan berikut kami tidak menyatakan ada atau tidak adanya data siapa pun: %(titles)s. Kalimat ini dimuat dalam"
            " setiap jawaban, siapa pun pemohonnya, dan tidak berarti bahwa data itu ada."
        ) % {"titles": "; ".join(titles)}
