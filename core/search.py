"""Searching: by the beginnings of words in any order, whatever their accents and capitals, on a trigram index."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import BooleanField, Func, Q, TextField, Value
from django.db.models.expressions import Combinable

# More words than a name has: the rest would only make the search slower.
MOST_TERMS = 6


class Words(Func):
    """One text, or two, as the database compares them: ' zoe obrien' for Zoë O'Brien. See core's second migration."""

    function = "core_words"
    output_field = TextField()


class Contains(Func):
    """Whether the first text has the second in it. Neither has a sign that LIKE reads as anything else."""

    # Doubled once for Python's own %, and once for the driver's.
    template = "%(expressions)s || '%%%%'"
    arg_joiner = " LIKE '%%' || "
    arity = 2
    output_field = BooleanField()


def words_index(*fields: str | Combinable, name: str) -> GinIndex:
    """The index behind `has_words` on these fields, in this order."""
    return GinIndex(OpClass(Words(*fields), "gin_trgm_ops"), name=name)


def has_words(text: str, *fields: str | Combinable) -> Q:
    """Rows in whose fields every word of the text begins a word. A text without letters or digits finds nothing."""
    terms = [term for term in text.split() if any(letter.isalnum() for letter in term)][:MOST_TERMS]
    if not terms:
        return Q(pk__in=[])
    return Q(*(Contains(Words(*fields), Words(Value(term))) for term in terms))
