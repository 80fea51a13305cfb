"""What remains of somebody after an erasure: that it happened."""

from core.privacy import Fact, Holding, Keep, NotPersonal, Purpose, by_account
from portal.models import DoomedFile, Erasure

HOLDINGS = [
    Holding(
        model=Erasure,
        title="That your data were deleted",
        whose=by_account("account"),
        links="account",
        facts=[Fact("person_hash how at", "that an account was emptied, when, and who asked", Purpose.SECURITY)],
        plain="repeated_at written_at last_letter",
        retention="trail",
        erasure=Keep("It proves that we deleted the data, and names nobody."),
    ),
    NotPersonal(DoomedFile, plain="field name"),
]
