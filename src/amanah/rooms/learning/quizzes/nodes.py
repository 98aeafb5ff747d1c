"""Attempts as threads and notices know them: whoever made one, and nobody else."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.rooms.learning.quizzes import addresses
from amanah.rooms.learning.quizzes.queries.attempts import mine


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that are the viewer's own."""
    return mine(viewer.person).filter(pk__in=_ids(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by the title of its test."""
    for attempt in mine(viewer.person).filter(pk__in=_ids(refs)):
        title = attempt.test.said(get_language() or "id")
        yield ThreadNode(attempt.ref, title, _("Tes"), addresses.of_attempt(attempt.pk))


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.partition(":")[2]) for ref in refs]
