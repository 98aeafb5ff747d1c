"""Where an action's page is; it holds in every process, also where no desk is loaded."""


def of_action(number: str) -> str:
    """The page of the action of that number."""
    return f"/desk/actions/{number}/"
