"""The commands of the command line, as its own tests run them."""

from tests.cli.conftest import home, prepared, screening

__all__ = ["home", "prepared", "screening"]
