"""What the UPG wrote about a case, as papers."""

from collections.abc import Iterator

from amanah.engines.reports.queries.reading import Content
from amanah.kernel.paper import Paper


def papers(content: Content, channel: str) -> Iterator[tuple[str, Paper]]:
    """(field, paper) of every paper on a channel, oldest first."""
    for entry in content.entries:
        if entry.channel == channel and entry.field in content.fields:
            yield entry.field, Paper.from_bytes(content.fields[entry.field])


def latest(content: Content, channel: str) -> Paper | None:
    """The paper that holds: the last one written."""
    found = [paper for _field, paper in papers(content, channel)]
    return found[-1] if found else None
