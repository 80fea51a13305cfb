"""Whether two people may have worked together: nobody reads the application of somebody from the same employer."""

from collections.abc import Iterable

from employers.domains import domain_of, is_shared, wider
from selection.identities import employer_words

# Set aside for examples (RFC 2606): no firm has its mail there.
EXAMPLES = frozenset(["example.com", "example.net", "example.org"])


def employer_keys(names: Iterable[str], email: str) -> frozenset[str]:
    """What stands for the employers of one person. Two people who share one of these may have worked together.

    A name loses Ltd and the like, spaces and signs: J.P. Morgan Ltd is jpmorgan. An address of a firm's own stands for
    the firm and for the name in it: with jo@cummins.com come cummins.com and cummins.
    """
    keys = {"".join(words) for name in names if (words := employer_words(name))}
    domain = domain_of(email)
    if domain and not is_shared(domain):
        *_, owned = wider(domain)
        if owned not in EXAMPLES:
            keys |= {owned, "".join(employer_words(owned.partition(".")[0]))}
    return frozenset(keys - {""})
