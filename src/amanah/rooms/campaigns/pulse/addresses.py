"""Where the pages of pulses are; it holds in every process, also where no desk is loaded."""


def of_pulse(number: str) -> str:
    """The page of the pulse of that number."""
    return f"/desk/campaigns/pulse/{number}/"


def of_sheet(slug: str) -> str:
    """Where it is answered, in the public program."""
    return f"/pulse/{slug}/"
