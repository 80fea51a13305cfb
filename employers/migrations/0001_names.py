"""What names, addresses and websites of organisations are compared by."""

from django.db import migrations

# Immutable, so that they can be indexed.
JOINED = """
    CREATE FUNCTION employers_joined(texts text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string(texts, ' ')
"""
# Without what names of firms have in common; a name that is nothing else stays.
PLAIN = """
    CREATE FUNCTION employers_plain(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(
        nullif(btrim(regexp_replace(
            core_words(replace(name, '&', ' and ')) || ' ',
            '( (ltd|limited|plc|llp|lp|cic|cio|inc|incorporated|corp|corporation|llc|gmbh|group|holdings|uk|gb|england|europe|international|intl|the|and|co|company))+(?= )',
            '', 'g'
        )), ''),
        btrim(core_words(name))
    )
"""
HOST = """
    CREATE FUNCTION employers_host(url text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lower(coalesce(substring(url from '^[[:alpha:]]+://(?:[^/@]*@)?(?:[wW]{3}[.])?([^/:?#]+)'), ''))
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("core", "0001_words")]

    operations = [
        migrations.RunSQL(JOINED, "DROP FUNCTION employers_joined(text[])"),
        migrations.RunSQL(PLAIN, "DROP FUNCTION employers_plain(text)"),
        migrations.RunSQL(HOST, "DROP FUNCTION employers_host(text)"),
    ]
