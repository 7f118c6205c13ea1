"""Passwords, by argon2id with the library's own parameters."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from service.errors import FormError

LEAST = 10
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password, it only takes the same time")


def hash_password(password: str) -> str:
    """The hash to keep. `FormError` where the password is too weak."""
    if len(password) < LEAST:
        raise FormError(f"密码至少{LEAST}位", fields={"password": f"至少{LEAST}位"})
    if len(set(password)) < 5 or password.isdigit():
        raise FormError(
            "密码太简单", how="不要只用数字，也不要只重复几个字符", fields={"password": "不要只用数字或者重复字符"}
        )
    return _HASHER.hash(password)


def password_fits(password: str, hashed: str | None) -> bool:
    """Whether it is the password. `hashed` None (no such person) takes the same time and is never right."""
    try:
        _HASHER.verify(hashed or _NOBODY, password)
    except (Argon2Error, InvalidHashError):
        return False
    return hashed is not None
