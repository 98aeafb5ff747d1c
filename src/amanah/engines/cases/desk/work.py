"""My work, and the search across everything one may see."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from amanah.engines.cases import numbers, queries
from amanah.engines.cases.desk.requests import StaffRequest
from amanah.foundation.access.decorators import signed_in


@signed_in
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """What waits for this person, the most pressing first."""
    work = queries.worklist(request.viewer)
    return render(request, "cases/work.html", {"work": work, "lines": queries.count_lines(work.groups)})


@signed_in
@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """Cases that match; a whole number leads straight to its case."""
    text = request.GET.get("q", "").strip()[:100]
    exact = queries.find(request.viewer, numbers.tidy(text)) if text else None
    if exact is not None:
        return redirect("cases:case", exact.number)
    page = queries.search(request.viewer, text)
    return render(request, "cases/search.html", {"text": text, "rows": page.rows, "more": bool(page.after)})
