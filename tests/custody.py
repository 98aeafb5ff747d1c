"""Whether the owners of records say of many people together what they say of each alone."""

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import custody
from amanah.foundation.vault.models import Wrap


def due_of_everybody():
    """By user name what everybody ought to be able to open of all that is wrapped; it is the same asked together and one by one."""
    records = set(Wrap.objects.values_list("record", flat=True))
    viewers = Viewer.of_many(Account.objects.select_related("person"))
    together = custody.due_among(viewers, records)
    alone = {viewer.account.pk: custody.due(viewer.account) & records for viewer in viewers}
    assert together == alone
    return {viewer.account.username: together[viewer.account.pk] for viewer in viewers}
