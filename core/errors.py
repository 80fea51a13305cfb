class Refused(Exception):
    """The portal says no. The text is fit for the page: what is the matter, and what to do next."""


class SeenOtherwise(Refused):
    """What a page showed before the press is no longer what the press would do: show it again."""
