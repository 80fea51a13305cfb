"""Pages of reviewers and of managers around a round."""

from tests.queries import growing
from tests.queries.listed import Listed

scene = growing.scene

LISTS: list[Listed] = []
