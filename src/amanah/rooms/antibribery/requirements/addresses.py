"""Where the pages of requirements are; it holds in every process, also where no desk is loaded."""


def of_requirement(scope: str, edition: str, question: str) -> str:
    """The page of one requirement of a scope, in one edition."""
    return f"/desk/smap/{scope}/requirements/{edition}/{question}/"


def of_document(scope: str, key: str) -> str:
    """Where one expected document of a scope stands in its list."""
    return f"/desk/smap/{scope}/documents/#{key}"
