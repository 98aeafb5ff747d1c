"""What a page with a recorder needs besides: to play what was recorded, which never leaves the browser unaltered."""

from csp.decorators import csp_update

may_play = csp_update({"media-src": ["blob:"]})
"""For views whose page shows the recorder: sounds made in the page itself, from nowhere else."""
