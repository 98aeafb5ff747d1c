"""What everybody may ask about the data on them, how, and by when it is answered. Reads the rulebook and no table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.kernel import clock
from amanah.rooms.personal_data.workflow import RIGHTS, TIMED


@require_safe
@gzip_page
@cache_control(public=True, max_age=300)
def rights(request: HttpRequest) -> HttpResponse:
    """One page without a form: whoever asks must be recognised, which a public form cannot do."""
    rows = [{"title": title, "when": _when(right), "rule": _rule(right), "key": _provision(right).key} for right, title in RIGHTS.items()]
    unread = not all(_provision(right).verified for right in TIMED)
    return render(request, "personal_data/public/rights.html", {"rows": rows, "unread": unread})


def _provision(right: str) -> rulebook.Provision:
    return rulebook.provision(f"personal_data.{right if right in TIMED else 'other_request'}_within", on=clock.today())


def _when(right: str) -> str:
    days = _provision(right).length
    if right in TIMED:
        return _("%(hours)s jam") % {"hours": 24 * days}
    return ngettext("%(days)s hari", "%(days)s hari", days) % {"days": days}


def _rule(right: str) -> str:
    return _("menurut undang-undang") if _provision(right).basis == "law" else _("ketetapan instansi")
