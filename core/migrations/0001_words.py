"""Searching by the beginnings of words, whatever their accents and capitals, on an index."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# Immutable, so that it can be indexed: the dictionary is named, and the words of the alphabet do not change.
CORE_WORDS = """
    CREATE FUNCTION core_words(one text, two text DEFAULT '') RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ' ' || btrim(regexp_replace(
        translate(lower(unaccent('unaccent'::regdictionary, one || ' ' || two)), '''’', ''),
        '[^[:alnum:]]+', ' ', 'g'
    ))
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CORE_WORDS, "DROP FUNCTION core_words(text, text)"),
    ]
