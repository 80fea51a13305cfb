from django import template

from demo.sign_ins import sign_ins
from demo.world import PASSWORD

register = template.Library()


@register.inclusion_tag("demo/_sign_ins.html")
def demo_sign_ins() -> dict[str, object]:
    """The panel under the sign-in form; nothing outside demonstration mode."""
    return {"sign_ins": sign_ins(), "password": PASSWORD}
