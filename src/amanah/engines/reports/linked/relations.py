"""How two reports can hang together besides being the same."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.threads.relations import Relation, register

RELATED = register(Relation("related_report", _("berkaitan dengan"), _("berkaitan dengan")))
