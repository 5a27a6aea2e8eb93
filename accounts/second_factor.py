"""The secrets of the second factor, encrypted in the database: who reads a backup cannot make
codes with it."""

import base64
import hashlib
import logging

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

logger = logging.getLogger(__name__)

ENCRYPTED = "fernet:"


class UnreadableSecret(ValidationError, PermissionDenied):
    """In a form the code is refused as a wrong one; a page about recovery codes is refused whole.

    Never an empty secret instead: anybody can make its codes.
    """


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return ENCRYPTED + _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was stored before secrets were encrypted is read as it is."""
        if not encrypted_text.startswith(ENCRYPTED):
            return encrypted_text
        token = encrypted_text.removeprefix(ENCRYPTED)
        try:
            return _keys().decrypt(token.encode()).decode()
        except InvalidToken as unreadable:
            logger.error("second factor: TOTP_KEYS lacks the key that encrypted this secret")
            refused = self.error_messages["incorrect_code"]
            raise UnreadableSecret(refused, code="incorrect_code") from unreadable


def _keys() -> MultiFernet:
    """The first key encrypts, every key decrypts: an old one stays until all secrets are new.

    Without a key of its own (a demonstration) it is made of SECRET_KEY.
    """
    keys = settings.TOTP_KEYS or [settings.SECRET_KEY]
    return MultiFernet([Fernet(_as_fernet(key)) for key in keys])


def _as_fernet(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"totp:{key}".encode()).digest())
