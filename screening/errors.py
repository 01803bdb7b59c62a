"""What can go wrong, named for what the caller should do about it."""


class ScreeningError(Exception):
    """Root of every error that this product raises on purpose; its message is a sentence for a person."""


class InputError(ScreeningError):
    """A counterparty file, a mapping or an argument must be mended by whoever supplied it."""


class ListError(ScreeningError):
    """A list's file or snapshot was refused; the last accepted snapshot stays in force."""


class ConfigurationError(ScreeningError):
    """A setting or a list declaration must be mended by the operator."""


class BusyError(ScreeningError):
    """Another process is writing to the warehouse; try again when it has finished."""


class CanaryError(ScreeningError):
    """A name that must be flagged in every run was not; the run's result must not be trusted."""
