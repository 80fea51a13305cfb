"""Mail domains: which say where somebody works, and which are anybody's."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

FREE_MAIL = Path(__file__).parent / "data" / "free_mail_domains.txt"
# Below a country, what stands in front of the name of an owner: example.co.uk, example.gov.uk, example.com.au.
SECOND_LEVEL = frozenset(
    ["ac", "co", "com", "edu", "gov", "ltd", "me", "mil", "mod", "net", "nhs", "nic", "org", "plc", "police", "sch"]
)


@cache
def shared_domains() -> frozenset[str]:
    """Free mail and the like, from employers/data/free_mail_domains.txt."""
    lines = FREE_MAIL.read_text().splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def domain_of(email: str) -> str:
    """The part behind the @, as domains are kept."""
    return email.rpartition("@")[2].strip().rstrip(".").lower()


def wider(domain: str) -> Iterator[str]:
    """The domain and those it lies in, down to what somebody can own: mail.cummins.com, then cummins.com."""
    labels = domain.split(".")
    for start in range(len(labels)):
        name = ".".join(labels[start:])
        if is_public_suffix(name):
            return
        yield name


def is_public_suffix(name: str) -> bool:
    """Whether it belongs to nobody, or to a registry: uk, co.uk, and below sch.uk the name of a council."""
    match name.split("."):
        case [_]:
            return True
        case [second, country]:
            return len(country) == 2 and second in SECOND_LEVEL
        case [_, "sch", "uk"]:
            return True
    return False


def is_shared(domain: str) -> bool:
    """Whether an address there says nothing of where somebody works."""
    names = list(wider(domain))
    return not names or any(name in shared_domains() for name in names)
