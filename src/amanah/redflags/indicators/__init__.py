"""The indicators, a module or package per family, each with `INDICATORS`."""
