"""Lists at the desk: narrowed by an address, told as a sentence that can be taken back word by word, shown by pages, handed out whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from django.http import Http404, QueryDict

from amanah.engines.keyset import Page

Row = TypeVar("Row")

MOST = 10_000
"""The most rows that one file holds."""


def offer(label: Any, titles: Mapping[str, Any]) -> forms.ChoiceField:
    """A choice that may be left open."""
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *titles.items()])


class NarrowForm(forms.Form):
    """What a list can be narrowed to.

    `said` holds the words of filters that are no choice, with %(text)s for what they hold; a choice says its title.
    """

    said: ClassVar[Mapping[str, Any]] = {}

    def chosen(self) -> dict[str, Any]:
        """What is chosen; what is not valid narrows nothing, and the form says so."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def parts(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each filter in words, with the names of the fields it is made of."""
        for name, value in self.chosen().items():
            yield (name,), self.worded(name, value)

    def worded(self, name: str, value: Any) -> str:
        """One filter in words."""
        return str(self.said[name]) % {"text": value} if name in self.said else self.titled(name, value)

    def titled(self, name: str, value: Any) -> str:
        """A choice in words."""
        field: Any = self.fields[name]
        flat = ((code, title) for entry in field.choices for code, title in (entry[1] if isinstance(entry[1], list) else [entry]))
        return next((str(title) for code, title in flat if code == value), str(value))

    def sentence(self, query: QueryDict) -> list[dict[str, str]]:
        """Each filter in words, with the address of the list without it."""
        return [{"text": text, "url": f"?{self.kept(query, without=names)}"} for names, text in self.parts()]

    @classmethod
    def kept(cls, query: QueryDict, *, without: Iterable[str] = ()) -> str:
        """The filters of an address as a query string, without the place in the list and without those named."""
        chosen = query.copy()
        for name in [*chosen]:
            if name not in cls.base_fields or not chosen[name] or name in without:
                del chosen[name]
        return chosen.urlencode()


def shown(query: QueryDict, form: NarrowForm, fetch: Callable[[str], Page[Any]], here: str) -> dict[str, Any]:
    """What the page of a list is given; `fetch` answers the page after a mark, or raises ValueError. Raises Http404 for such a mark."""
    after = query.get("after", "")
    try:
        page = fetch(after)
    except (ValueError, OverflowError):
        raise Http404 from None
    kept = form.kept(query)
    return {
        "form": form,
        "rows": page.rows,
        "sentence": form.sentence(query),
        "query": kept,
        "next_url": f"{here}?{kept}&after={page.after}" if page.after else "",
        "first_url": f"{here}?{kept}" if after else "",
    }


def every(fetch: Callable[[str], Page[Row]], most: int = MOST) -> list[Row]:
    """The rows of all pages, at most `most`."""
    found: list[Row] = []
    after = ""
    while len(found) < most:
        page = fetch(after)
        found += page.rows
        after = page.after
        if not after:
            break
    return found[:most]
