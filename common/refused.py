class Refused(Exception):
    """The action did not happen; nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
