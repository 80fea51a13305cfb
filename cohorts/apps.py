from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "cohorts"

    def ready(self) -> None:
        from accounts.signals import invitation_accepted, role_taken_away  # noqa: PLC0415 - apps are ready only now
        from cohorts import roles  # noqa: PLC0415

        invitation_accepted.connect(roles.give_programme, dispatch_uid="cohorts.give_programme")
        role_taken_away.connect(roles.take_programmes_away, dispatch_uid="cohorts.take_programmes_away")
