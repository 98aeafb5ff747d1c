"""Topics that are learned by reading a controlled document, such as a policy: acknowledging it gives the record."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from amanah.engines.documents import addresses
from amanah.engines.documents.events import Acknowledged, ref_of
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.learning.offers import Offer


def acknowledged(event: Acknowledged) -> None:
    """Credit every topic in use that this document teaches, in the transaction of the acknowledgement; once for each version."""
    from amanah.engines.documents.models import Document  # models are there only once all apps are
    from amanah.foundation.organisation.models import Person
    from amanah.rooms.learning import services
    from amanah.rooms.learning.models import Sort, Topic

    ref = ref_of(event.document_id)
    topics = list(Topic.objects.filter(document=ref, active=True))
    if not topics:
        return
    title = Document.objects.values_list("title", flat=True).get(pk=event.document_id)
    person = Person.objects.get(pk=event.person_id)
    for topic in topics:
        services.credit(
            who=person, topic=topic, title=title, done_on=clock.today(), hours=None, sort=Sort.READ, origin=f"{ref}:{event.version_id}"
        )


def fetch(viewer: Viewer, topics: Collection[int]) -> Iterable[Offer]:
    """The documents in force that teach these topics and that the viewer may read; two queries."""
    from amanah.engines.documents import queries  # as above
    from amanah.rooms.learning.models import Topic

    taught = dict(Topic.objects.filter(pk__in=topics).exclude(document="").values_list("pk", "document"))
    there = queries.visible(viewer).filter(ref__in=set(taught.values()), current__isnull=False, withdrawn_on__isnull=True)
    found = {ref: (number, title) for ref, number, title in there.values_list("ref", "number", "title")} if taught else {}
    for topic, ref in taught.items():
        if ref in found:
            number, title = found[ref]
            yield Offer(topic, title, addresses.of_document(number), _("Baca, lalu nyatakan sudah dibaca"))
