"""The pages of an import: bring a file, look at what it would change, carry it out. A use only says its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.foundation.imports import sheets
from amanah.foundation.imports.desk.forms import ColumnsForm, UploadForm
from amanah.foundation.imports.desk.uploads import MemoryUpload
from amanah.foundation.imports.table import Plan, R, Table
from amanah.foundation.imports.taking import Line, Taken

SHOWN = 200
SAMPLES = 3
_VALID_SECONDS = 2 * 3600
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Note:
    """A card beside the form."""

    title: Any
    text: Any
    icon: str = "info"


@dataclass(frozen=True)
class Words:
    """What the pages of one import say.

    `rows` heads the column that `describes` fills, with a line and a second one; `changes` heads what each row would change; `act` is
    on the button that carries it out; `done` is told a number of rows afterwards; `facts` are counts of the table with their names.
    """

    title: Any
    lead: Any
    rows: Any
    changes: Any
    act: Any
    done: Callable[[int], str]
    describes: Callable[[Any], tuple[Any, Any]]
    facts: Mapping[str, Any] = field(default_factory=dict)
    fill_in: Any = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Screen(Generic[R]):
    """The pages of one import, under the addresses of its desk.

    `space` is the name of those addresses; `guard` lets in who may bring such a table; `back` is where the upload page leads back to
    and where people go afterwards, with its name; `file` is what the empty table is called.
    """

    table: Table[R]
    words: Words
    space: str
    guard: Callable[[View], View]
    back: tuple[str, Any]
    file: str

    def paths(self) -> list[URLPattern]:
        """The addresses, from "import/" on."""
        guard = self.guard
        found = [
            path("import/", self._entrance(), name="import"),
            path("import/apply/", guard(require_POST(self._apply)), name="apply_import"),
            path("import/wrong.<str:kind>", guard(require_POST(self._wrong)), name="import_wrong"),
            path("import/template.<str:kind>", guard(require_safe(self._template)), name="import_template"),
        ]
        if self.table.shape.mapped:
            found.append(path("import/columns/", guard(require_POST(self._columns)), name="import_columns"))
        return found

    def _entrance(self) -> View:
        upload = csrf_protect(self.guard(require_http_methods(["GET", "POST"])(self._upload)))

        @csrf_exempt
        def view(request: HttpRequest) -> HttpResponseBase:
            # The upload handler must be chosen before the body is read, and the cross-site check reads the body: so it comes after.
            request.upload_handlers = [MemoryUpload(request, self.table.shape.limits.size)]
            return upload(request)

        return view

    def _upload(self, request: HttpRequest) -> HttpResponse:
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*sent, limits=self.table.shape.limits)
        if sent and form.is_valid():
            try:
                taken = Taken.of(form.cleaned_data["table"].read(), self.table.shape)
                return self._looked_at(request, taken, taken.chosen(self.table.shape))
            except ValidationError as refusal:
                form.add_error("table", refusal)
        return render(request, "imports/upload.html", self._page() | {"form": form}, status=400 if form.errors else 200)

    def _columns(self, request: HttpRequest) -> HttpResponse:
        """The same table, with what a person says its headers mean."""
        said = self._said(request)
        if said is None:
            return self._expired(request)
        taken = Taken.from_plain(said)
        form = ColumnsForm(request.POST, columns=self.table.shape.columns, headers=taken.headers, chosen=said["chosen"])
        if not form.is_valid():
            return self._asked(request, taken, said["chosen"], form, status=400)
        return self._looked_at(request, taken, form.chosen)

    def _apply(self, request: HttpRequest) -> HttpResponse:
        """Carry out what a preview showed."""
        said = self._said(request, "plan")
        if said is None:
            return self._expired(request)
        taken = Taken.from_plain(said)
        try:
            lines = taken.lines(self.table.shape, said["chosen"])
            done = self.table.apply(lines, digest=said["digest"], viewer=_viewer(request))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return self._looked_at(request, taken, said["chosen"])
        messages.success(request, self.words.done(len(done.changing)))
        return redirect(self.back[0])

    def _wrong(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The table as it was brought, with what is wrong in front of each row."""
        said = self._said(request)
        if kind not in sheets.KINDS:
            raise Http404
        if said is None:
            return self._expired(request)
        taken = Taken.from_plain(said)
        planned = self.table.plan(taken.lines(self.table.shape, said["chosen"]), viewer=_viewer(request))
        rows = [
            (row.number, {self._named(key): words for key, words in row.errors.items()}, cells)
            for row, (_number, cells, _spoilt) in zip(planned.rows, taken.rows, strict=True)
        ]
        return sheets.download(kind, f"{self.file}-periksa", sheets.remarked(kind, taken.headers, rows))

    def _template(self, _request: HttpRequest, kind: str) -> HttpResponse:
        """An empty table with our headers and one example."""
        if kind not in sheets.KINDS:
            raise Http404
        return sheets.download(kind, self.file, sheets.template(kind, str(self.words.rows), self.table.shape.columns))

    def _looked_at(self, request: HttpRequest, taken: Taken, chosen: Mapping[str, str]) -> HttpResponse:
        try:
            lines = taken.lines(self.table.shape, chosen)
        except ValidationError as refusal:
            if not self.table.shape.mapped:
                raise
            messages.warning(request, refusal.messages[0])
            return self._asked(request, taken, chosen, None)
        return self._preview(request, taken, chosen, lines)

    def _preview(self, request: HttpRequest, taken: Taken, chosen: Mapping[str, str], lines: list[Line]) -> HttpResponse:
        planned: Plan[R] = self.table.plan(lines, viewer=_viewer(request))
        wrong, changing = planned.wrong, planned.changing
        counts = self.table.count(planned)
        page = {
            "wrong": [
                (row.number, *self.words.describes(row), [(self._named(key), text) for key, text in row.errors.items()])
                for row in wrong[:SHOWN]
            ],
            "changing": [(row.number, *self.words.describes(row), row.changes) for row in changing[:SHOWN]],
            "wrong_count": len(wrong),
            "changing_count": len(changing),
            "facts": [(title, counts[key]) for key, title in self.words.facts.items()],
            "unchanged_count": len(planned.rows) - len(wrong) - len(changing),
            "shown": SHOWN,
            "plan": "" if wrong or not changing else self._kept(request, taken, chosen, planned.digest),
            "file": self._kept(request, taken, chosen, "") if wrong else "",
        }
        return self._asked(request, taken, chosen, None, page=page)

    def _asked(
        self,
        request: HttpRequest,
        taken: Taken,
        chosen: Mapping[str, str],
        form: ColumnsForm | None,
        *,
        page: Mapping[str, Any] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The preview, and before or below it what the headers mean, where a person may say that."""
        shown: dict[str, Any] = {**self._page(), "looked_at": page is not None, **(page or {})}
        if self.table.shape.mapped:
            shown["columns_form"] = form or ColumnsForm(columns=self.table.shape.columns, headers=taken.headers, chosen=chosen)
            shown["columns_url"] = reverse(f"{self.space}:import_columns")
            shown["headers"], shown["samples"] = taken.headers, [cells for _number, cells, _spoilt in taken.rows[:SAMPLES]]
            shown["file"] = shown.get("plan") or shown.get("file") or self._kept(request, taken, chosen, "")
        return render(request, "imports/preview.html", shown, status=status)

    def _page(self) -> dict[str, Any]:
        return {
            "words": self.words,
            "columns": self.table.shape.columns,
            "back": (reverse(self.back[0]), self.back[1]),
            "upload_url": reverse(f"{self.space}:import"),
            "apply_url": reverse(f"{self.space}:apply_import"),
            "templates": [(f"{self.file}.{kind}", reverse(f"{self.space}:import_template", args=[kind])) for kind in ("xlsx", "csv")],
            "wrong_urls": [(kind.upper(), reverse(f"{self.space}:import_wrong", args=[kind])) for kind in ("xlsx", "csv")],
        }

    def _named(self, key: str) -> str:
        column = self.table.shape.by_key.get(key)
        return column.label if column is not None else key

    def _kept(self, request: HttpRequest, taken: Taken, chosen: Mapping[str, str], digest: str) -> str:
        said = {**taken.plain, "chosen": dict(chosen), "digest": digest}
        return signing.dumps(said, salt=self._salt(request), compress=True)

    def _said(self, request: HttpRequest, name: str = "file") -> dict[str, Any] | None:
        try:
            said: dict[str, Any] = signing.loads(request.POST.get(name, ""), salt=self._salt(request), max_age=_VALID_SECONDS)
        except signing.BadSignature:
            return None
        return said

    def _expired(self, request: HttpRequest) -> HttpResponse:
        messages.error(request, _("Pratinjau ini tidak berlaku lagi. Tidak ada yang disimpan. Unggah berkasnya sekali lagi."))
        return redirect(f"{self.space}:import")

    def _salt(self, request: HttpRequest) -> str:
        # Bound to the person: a preview that somebody else was shown is not one's own to carry out.
        return f"{self.space}.import/{_viewer(request).actor}"


def _viewer(request: HttpRequest) -> Any:
    return request.viewer  # type: ignore[attr-defined]  # set by the middleware of access, a floor above
