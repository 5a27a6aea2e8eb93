class Refused(Exception):
    """The action did not happen; nothing was changed.

    `message` is the sentence for the person: what is the matter and what to do.
    """

    message: str

    def __init__(self, message: str | None = None) -> None:
        self.message = message or type(self).message
        super().__init__(self.message)
