"""My work, and the search across everything one may see."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from amanah.engines.cases import numbers, queries
from amanah.engines.cases.desk import contents
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.clocks import work as others


@signed_in
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """What waits for this person, cases and whatever other parts of the house have for them: the beginning of every group, or one."""
    work = queries.worklist(request.viewer)
    work.add(others.lines(request.viewer))
    group, after = request.GET.get("group", ""), request.GET.get("after", "")
    if not group:
        return render(request, "cases/work.html", {"work": work, "parts": work.parts})
    part = work.page(group, after)
    if part is None:
        return redirect("cases:work")
    here = f"{reverse('cases:work')}?{urlencode({'group': group})}"
    context = {
        "part": part,
        "next_url": f"{here}&{urlencode({'after': part.after})}" if part.after else "",
        "first_url": here if after else "",
    }
    return render(request, "cases/work_group.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """Cases that match; a whole number leads straight to its case. Posted, the words are also looked for in what can be opened.

    What one looks for inside reports is itself a secret: it is posted, so that no address, history or log holds it.
    """
    inside = request.method == "POST"
    text = (request.POST if inside else request.GET).get("q", "").strip()[:100]
    exact = queries.find(request.viewer, numbers.tidy(text)) if text else None
    if exact is not None:
        return redirect("cases:case", exact.number)
    page = queries.search(request.viewer, text)
    hits = list(contents.search(request, text)) if inside and text else []
    context = {"text": text, "rows": page.rows, "more": bool(page.after), "inside": inside, "hits": hits}
    return render(request, "cases/search.html", context)
