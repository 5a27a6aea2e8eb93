"""Browsers, workbooks and databases end a line in different ways; here they become one."""


def with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def normalise(text: str) -> str:
    """The text as it is compared: with plain line ends and without space around it."""
    return with_plain_line_ends(text).strip()
