"""Small helpers of the access templates."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from amanah.foundation.access import roles

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """The value as JSON for a data attribute; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def role_title(key: str) -> str:
    """What a role is called; the key itself if its room is not installed any more."""
    return str(roles.role(key).title) if roles.known(key) else key
