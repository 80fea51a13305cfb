"""Events, and who comes to them."""

from tests.browser.world.place import World


def add(world: World) -> None:
    """Nothing is shown of them yet."""
