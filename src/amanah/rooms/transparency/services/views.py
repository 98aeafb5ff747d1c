"""What each service asks and promises, for everybody to read before they pay."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import clock
from amanah.rooms.transparency.services import boards, queries, reporting
from amanah.rooms.transparency.views import public_page

MOST_WORDS = 100


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Every service, or those that fit the words; without scripts."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:MOST_WORDS]
    written = request.GET.get("page", "1")
    number = int(written) if written.isascii() and written.isdecimal() and len(written) <= 6 else 1  # noqa: PLR2004 - pages enough
    return render(request, "transparency/services/index.html", {"words": words, "found": queries.found(words, number)})


@public_page
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: what to bring, what happens, how long, what it costs and on which basis, who gives it and who watches."""
    page = queries.page(code)
    if page is None:
        raise Http404
    found = page.offer.service.code
    context = {
        "page": page,
        "offer": page.offer,
        "levy": reporting.address(reporting.LEVY, found),
        "late": reporting.address(reporting.LATE, found),
    }
    return render(request, "transparency/services/service.html", context)


@public_page
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The fee board of one service as PDF."""
    offer = catalogue.offer(code, clock.today())
    if offer is None:
        raise Http404
    address = request.build_absolute_uri(reverse("services:service", args=[offer.service.code]))
    return _pdf(boards.of_service(offer, address), offer.service.code.lower())


@public_page
def board_of_all(request: HttpRequest) -> HttpResponse:
    """One fee board of every service as PDF."""
    address = request.build_absolute_uri(reverse("services:index"))
    return _pdf(boards.of_all(catalogue.offers(clock.today()), address), "layanan")


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="biaya-{name}.pdf"'})
