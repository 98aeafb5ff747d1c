"""Where a workshop's page is; it holds in every process, also where no desk is loaded."""


def of_workshop(number: str) -> str:
    """The page of the workshop of that number."""
    return f"/desk/risks/workshops/{number}/"
