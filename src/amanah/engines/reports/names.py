"""Addresses by their names, for templates that serve several rooms."""


class Names:
    """The names of one namespace: `{% url names.review %}`, `{% url names.move case.number "close" %}`."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def __getitem__(self, name: str) -> str:
        return f"{self._namespace}:{name}"
