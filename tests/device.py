"""A phone that makes and uses passkeys, without the phone: what a browser would send of it."""

import hashlib
import json
import os
from typing import Any
from urllib.parse import urlsplit

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.models import User

FLAG = AuthenticatorData.FLAG


class Device:
    """`knows_owner`: it has asked for a finger or a PIN."""

    def __init__(self, *, knows_owner: bool = True):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.flags = FLAG.UP | FLAG.UV if knows_owner else FLAG.UP
        self.owner = ""

    def make(self, options: dict[str, Any]) -> str:
        """A new passkey, as asked for."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        authenticator = AuthenticatorData.create(self._host(), self.flags | FLAG.AT, 0, data)
        attestation = AttestationObject.create("none", authenticator, {})
        said = self._client_data("webauthn.create", asked["challenge"])
        return self._answer(said, {"attestationObject": websafe_encode(attestation), "transports": ["internal"]})

    def answer(self, options: dict[str, Any], *, owner: str | None = None) -> str:
        """The passkey used. `owner`: whose it says to be."""
        said = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        authenticator = AuthenticatorData.create(self._host(), self.flags, 0)
        signature = self.key.sign(authenticator + said.hash, ec.ECDSA(hashes.SHA256()))
        found = {
            "authenticatorData": websafe_encode(authenticator),
            "signature": websafe_encode(signature),
            "userHandle": self.owner if owner is None else owner,
        }
        return self._answer(said, found)

    def _answer(self, said: CollectedClientData, response: dict[str, Any]) -> str:
        return json.dumps(
            {
                "type": "public-key",
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "response": {"clientDataJSON": websafe_encode(said), **response},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )

    def _client_data(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, websafe_decode(challenge), settings.SITE_URL)

    def _host(self) -> bytes:
        return hashlib.sha256(str(urlsplit(settings.SITE_URL).hostname).encode()).digest()


def device_of(user: User) -> Device:
    """A passkey that somebody made earlier."""
    device = Device()
    handle = websafe_encode(user_pk_to_url_str(user).encode())
    made = device.make({"publicKey": {"user": {"id": handle}, "challenge": websafe_encode(os.urandom(16))}})
    WebAuthn.add(user, "My phone", json.loads(made))
    user.__dict__.pop("has_second_factor", None)
    return device
