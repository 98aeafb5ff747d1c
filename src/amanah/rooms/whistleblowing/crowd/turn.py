"""The page where one waits for one's turn: nothing is sent by itself, and nothing that was typed is lost."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from amanah.engines.reports.intake import draft as drafts
from amanah.rooms.whistleblowing.crowd import asking
from amanah.rooms.whistleblowing.intake import steps
from amanah.rooms.whistleblowing.intake.views import gone


@require_safe
@never_cache
@csrf_protect
def turn(request: HttpRequest) -> HttpResponse:
    """How long still; then the button. A page without scripts comes back by itself once the time is over."""
    draft = drafts.load(request)
    if draft is None:
        return gone(request)
    if draft.sent:
        return HttpResponseRedirect(reverse("whistleblowing:sent"))
    if steps.first_open(draft.answers) is not None:
        return HttpResponseRedirect(reverse("whistleblowing:review"))
    asked = asking.ask(request, draft.case)
    context = {"asked": asked, "carried": [(name, draft.answers.get(name, "")) for name in steps.names_asked(draft.answers)]}
    response = render(request, "crowd/turn.html", context)
    if asked is not None:
        asked.remember(response)
        if asked.left:
            response["Refresh"] = f"{asked.left + 1}; url={request.path}"
    return response
