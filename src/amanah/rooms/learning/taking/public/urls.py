"""Addresses of the courses of business associates, under /learn/with/."""

from django.http import Http404
from django.urls import include, path

from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.taking import queries, screens
from amanah.rooms.learning.taking.public import pages

app_name = "courses_with"


def _opening(token: str) -> screens.Place:
    found = queries.opened_by(token)
    if found is None or found.course not in courses():
        raise Http404
    return pages.place(courses()[found.course], found.outsider, f"/learn/with/{token}/")


urlpatterns = [path("<str:token>/", include(pages.addresses(_opening)))]
