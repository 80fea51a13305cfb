"""What makes two organisations look like one: their names without Ltd and the like, and the domains they use.

The functions are in employers' migrations, next to the indexes on them.
"""

from django.db.models import BooleanField, Func, TextField


class Joined(Func):
    """The texts of an array with spaces between."""

    function = "employers_joined"
    output_field = TextField()


class PlainName(Func):
    """A name as names are compared: `amey consulting` for Amey Consulting (UK) Ltd."""

    function = "employers_plain"
    output_field = TextField()


class HostName(Func):
    """The host of a website, without www: `cummins.com`."""

    function = "employers_host"
    output_field = TextField()


class AfterAt(Func):
    """The domain of an address."""

    template = "split_part(%(expressions)s, '@', 2)"
    output_field = TextField()


class Similar(Func):
    """Whether two texts are as alike as `pg_trgm.similarity_threshold` asks."""

    template = "%(expressions)s"
    arg_joiner = " %% "
    arity = 2
    output_field = BooleanField()


class Similarity(Func):
    """How alike two texts are, from 0 to 1."""

    function = "similarity"
    arity = 2
