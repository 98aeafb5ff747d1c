"""What a page with a recorder needs besides: to play what was recorded, which never leaves the browser unaltered."""

from collections.abc import Callable
from typing import TypeVar, cast

from csp.decorators import csp_update

View = TypeVar("View", bound=Callable[..., object])


def may_play(view: View) -> View:
    """For views whose page shows the recorder: sounds made in the page itself, from nowhere else."""
    return cast("View", csp_update({"media-src": ["blob:"]})(view))  # type: ignore[arg-type]  # it knows views without arguments only
