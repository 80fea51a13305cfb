from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "employers"

    def ready(self) -> None:
        from accounts.signals import role_taken_away  # noqa: PLC0415 - apps are ready only now
        from employers.actions import supporting  # noqa: PLC0415

        role_taken_away.connect(supporting.let_go_of_threads, dispatch_uid="employers.let_go_of_threads")
