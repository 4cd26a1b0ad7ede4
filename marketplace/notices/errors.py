"""What goes wrong with letters before they reach a transport."""


class UnknownMessage(LookupError):
    """There is no folder of that name in templates/mail, or it is not complete: a bug."""
