"""Tags and filters that every template has at hand (a builtin of the template engine)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.urls import get_urlconf
from django.utils import formats, translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amanah.kernel import clock
from amanah.ui.context import bare
from amanah.ui.icons import PATHS, PATHS_UNKNOWN

register = template.Library()


class Fixed(Node):
    """Part of a page that is the same for everybody who reads it in one language; made once."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._made: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """As it was made the first time."""
        house = settings.AMANAH_INSTITUTION, settings.AMANAH_DEMO, settings.AMANAH_PRACTICE, settings.AMANAH_EXIT_ADDRESS
        key = (translation.get_language(), get_urlconf(), *house)
        if key not in self._made:
            self._made[key] = self.nodelist.render(context.new(bare(None)))  # of the visitor who came first, nothing is there
        return self._made[key]


@register.tag
def fixed(parser: Parser, token: Token) -> Fixed:  # noqa: ARG001 - Django's signature
    """`{% fixed %}…{% endfixed %}`: what depends on the language and on the house's settings only, so that no page puts it together anew.

    Nothing of a request, of a person or of a view may stand in it: the next visitor would see it.
    """
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return Fixed(nodelist)


@register.filter
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes of a control, each after a blank: True stands for a bare name, False for nothing."""
    return SafeString(
        "".join(
            f" {name}" if value is True else f' {name}="{conditional_escape(value)}"' for name, value in attrs.items() if value is not False
        )
    )


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """The icon `name`, hidden from screen readers because a word always stands beside it."""
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{1}</svg>',
        size,
        mark_safe(PATHS.get(name, PATHS_UNKNOWN)),  # noqa: S308 - our own constants
    )


def _as_date(value: dt.date) -> dt.date:
    return value.astimezone(ZoneInfo(clock.ZONE)).date() if isinstance(value, dt.datetime) else value


@register.filter
def longdate(value: dt.date | None) -> str:
    """A date as people say it, with weekday and month in words: "Senin, 30 November 2026"."""
    return f"{weekday(value)}, {worddate(value)}" if value else ""


@register.filter
def weekday(value: dt.date | None) -> str:
    """The day of the week: "Senin"."""
    return formats.date_format(_as_date(value), "l") if value else ""


@register.filter
def worddate(value: dt.date | None) -> str:
    """A date with its month in words: "30 November 2026"."""
    return formats.date_format(_as_date(value), "j F Y") if value else ""


@register.filter
def shortdate(value: dt.date | None) -> str:
    """A date for tables: "30 Nov 2026"."""
    return formats.date_format(_as_date(value), "j M Y") if value else ""


@register.filter
def isodate(value: dt.date | None) -> str:
    """The machine's form of a date, for `<time datetime>`."""
    return _as_date(value).isoformat() if value else ""


@register.filter
def number(value: float | None) -> str:
    """A number with the separators of the page's language: 12.345 in Indonesian, 12,345 in English."""
    if value is None:
        return "–"
    comma, point = (",", ".") if translation.get_language() == "id" else (".", ",")
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    return text.translate(str.maketrans(",.", point + comma))


_SIZE_STEP = 1024


@register.filter
def filesize(value: int | None) -> str:
    """A size in bytes as people read it: "350 kB", "4 MB"."""
    size = float(value or 0)
    for unit in ("B", "kB", "MB"):
        if size < _SIZE_STEP:
            return f"{number(round(size))} {unit}"
        size /= _SIZE_STEP
    return f"{number(size)} GB"


@register.simple_tag
def first_control(field: BoundField) -> str:
    """The id that a link in the error summary jumps to: the control itself, or the first of a group."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id


@register.simple_tag
def error_list(form: BaseForm) -> list[tuple[str, str]]:
    """Every error of a form as (target id, text with the field's label), those of the whole form first with an empty id."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        found += [(first_control(field), f"{field.label}: {error}") for error in field.errors]
    return found


_DUE = {
    "on_track": ("success", "clock"),
    "due_soon": ("warning", "alert"),
    "overdue": ("danger", "warning"),
    "paused": ("neutral", "pause"),
    "done": ("neutral", "check"),
}


@register.simple_tag
def due_look(code: str) -> dict[str, str]:
    """Tone and icon of an urgency code of foundation.clocks."""
    tone, sign = _DUE.get(code, ("neutral", "clock"))
    return {"tone": tone, "icon": sign}


_TONES = {
    "info": "info",
    "success": "check-circle",
    "warning": "alert",
    "danger": "warning",
    "sealed": "lock",
    "neutral": "dot",
}


@register.filter
def tone_icon(tone: str) -> str:
    """The icon that goes with a tone, where none is named."""
    return _TONES.get(tone, "dot")


@register.filter
def tone_of(level: str) -> str:
    """The tone of a Django message level."""
    return {"error": "danger", "success": "success", "warning": "warning"}.get(level, "info")


@register.filter
def tone_word(tone: str) -> str:
    """The tone said in a word, for those who do not see its colour."""
    return {
        "success": _("Berhasil"),
        "warning": _("Perhatian"),
        "danger": _("Kesalahan"),
        "sealed": _("Tersegel"),
    }.get(tone, _("Keterangan"))
