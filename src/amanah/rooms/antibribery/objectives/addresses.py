"""Where the pages of policy, objectives and measures are; it holds in every process, also where no desk is loaded."""


def of_policy(scope: str) -> str:
    """The policy of the scope of that number."""
    return f"/desk/smap/objectives/scope/{scope}/policy/"


def of_objectives(scope: str) -> str:
    """The objectives of the scope of that number."""
    return f"/desk/smap/objectives/scope/{scope}/"


def of_plan(scope: str) -> str:
    """The monitoring plan of the scope of that number."""
    return f"/desk/smap/objectives/scope/{scope}/measures/"


def of_objective(number: str) -> str:
    """The page of the objective of that number."""
    return f"/desk/smap/objectives/{number}/"


def of_measure(number: str) -> str:
    """The page of the measure of that number."""
    return f"/desk/smap/objectives/measures/{number}/"
