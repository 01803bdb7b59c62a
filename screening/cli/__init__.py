"""The command line: the outermost layer, which puts lists and screening together."""
