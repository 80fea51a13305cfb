from typing import Any

from django.core.management.base import BaseCommand

from demo.applying import PASSWORD
from demo.sign_ins import sign_ins


class Command(BaseCommand):
    help = "Print one sign-in for each role of the demonstration world."

    def handle(self, *args: Any, **options: Any) -> None:
        found = sign_ins()
        width = max((len(one.role) for one in found), default=0)
        for one in found:
            self.stdout.write(f"  {one.role:<{width}} {one.email}")
        self.stdout.write(f"  The password of each is {PASSWORD}. Codes for staff are on the sign-in page.")
