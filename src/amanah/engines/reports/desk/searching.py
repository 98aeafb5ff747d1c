"""Looking for words inside the reports that this person can open, in memory, the newest first."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from amanah.engines.cases import queries as cases
from amanah.engines.cases.desk.contents import Hit
from amanah.engines.reports import regimes
from amanah.engines.reports.desk.opening import page_of
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.queries import reading
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.services import bulk

CASES = 300
"""How many of the newest cases are opened for one search."""
HITS = 50
AROUND = 60
"""Characters shown on either side of the words."""


def find_inside(request: StaffRequest, text: str) -> Iterator[Hit]:
    """The places where `text` stands, at most one of each kind a case, until HITS are found. Nothing while the key is locked."""
    keys = unlocked_keys(request)
    wanted = text.casefold()
    if keys is None or not wanted:
        return
    newest = list(cases.visible(request.viewer).filter(kind__in=regimes.kinds()).order_by("-opened_on", "-id")[:CASES])
    records = [record for case in newest for record in (case.ref, work_ref(case.pk))]
    opened = bulk.open_records(bulk.content_keys(records, request.viewer.actor, keys))
    found = 0
    for case in newest:
        for where, words in reading.searchable(opened.get(case.ref, {}) | opened.get(work_ref(case.pk), {})):
            at = words.casefold().find(wanted)
            if at >= 0:
                title = case.declared.topics.get(case.topic, _("Tanpa topik"))
                yield Hit(case.number, page_of(case), title, where, _around(words, at, len(text)))
                found += 1
        if found >= HITS:
            return


def _around(words: str, at: int, length: int) -> str:
    begin, end = max(0, at - AROUND), at + length + AROUND
    return ("… " if begin else "") + " ".join(words[begin:end].split()) + (" …" if end < len(words) else "")
