"""Tags and filters that every template has at hand (a builtin of the template engine)."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import template
from django.forms import BaseForm, BoundField
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amanah.kernel import clock
from amanah.ui.icons import PATHS, PATHS_UNKNOWN

register = template.Library()


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
    return formats.date_format(_as_date(value), "l, j F Y") if value else ""


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
