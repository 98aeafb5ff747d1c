"""The room of an external auditor: visits of a certification body, what it may see, what it asks, and the package to take away."""
