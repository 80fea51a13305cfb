class Refused(Exception):
    """The portal says no. The text is fit for the page: what is the matter, and what to do next."""
