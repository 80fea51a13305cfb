from django import template

from demo.applying import PASSWORD
from demo.sign_ins import sign_ins

register = template.Library()


@register.inclusion_tag("demo/_sign_ins.html")
def demo_sign_ins() -> dict[str, object]:
    """The panel under the sign-in form; nothing outside demonstration mode."""
    return {"sign_ins": sign_ins(), "password": PASSWORD}
