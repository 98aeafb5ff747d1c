"""How forms look and speak: our templates, and controls that a screen reader can follow."""

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, FileInput, HiddenInput, RadioSelect, Widget
from django.forms.renderers import TemplatesSetting
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

# Native validation would answer in the browser's language and only one field at a time; the server's answer names every
# error in the reader's language and keeps what was typed. `aria-required` is not allowed on these kinds of control:
_WITHOUT_ARIA_REQUIRED = (CheckboxInput, CheckboxSelectMultiple, RadioSelect, FileInput, HiddenInput)


class Field(BoundField):
    """A bound field that says "required" to assistive technology and leaves the judging to the server."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Django's attributes with `required` replaced, and hint and error always named in `aria-describedby`."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if built.pop("required", False) and not isinstance(widget, _WITHOUT_ARIA_REQUIRED):
            built["aria-required"] = "true"
        return built

    @property
    def look(self) -> str:
        """Which arrangement the field template uses: "group" (many controls), "check" (one box), "file" or "line"."""
        widget = self.field.widget
        if widget.use_fieldset:
            return "group"
        if isinstance(widget, CheckboxInput):
            return "check"
        if isinstance(widget, FileInput | ClearableFileInput):
            return "file"
        return "line"


class Renderer(TemplatesSetting):
    """Forms from templates/django/forms/ of this app, through the project's own template engine."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = Field


def _with_hint(label: object, hint: object) -> SafeString:
    return format_html('{}<span class="hint">{}</span>', label, hint)


with_hint = lazy(_with_hint, SafeString)
"""The label of a choice with a line of explanation below it; takes translatable texts: `with_hint(_("…"), _("…"))`."""
