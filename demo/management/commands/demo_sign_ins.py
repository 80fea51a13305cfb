from typing import Any

from django.core.management.base import BaseCommand

from demo.applying import PASSWORD
from demo.sign_ins import sign_ins


class Command(BaseCommand):
    help = "Print one sign-in for each role of the demonstration world."

    def handle(self, *args: Any, **options: Any) -> None:
        for one in sign_ins():
            self.stdout.write(f"  {one.role:<32} {one.email}")
        self.stdout.write(f"  The password of each is {PASSWORD}. Codes for staff are on the sign-in page.")
