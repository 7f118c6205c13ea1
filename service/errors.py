"""What goes wrong between a person and the service. Each is a `UserError` with its HTTP status; see `checker.errors`."""

from __future__ import annotations

from checker.errors import UserError


class NotLoggedInError(UserError):
    """Nobody is logged in, or the login has ended."""

    http_status = 401

    def __init__(self, what: str = "尚未登录，或者登录已经失效") -> None:
        super().__init__(what, how="请重新登录")


class ForbiddenError(UserError):
    """The role does not allow it."""

    http_status = 403

    def __init__(
        self, what: str = "您的角色不能做这件事", *, how: str = "如确需办理，请联系组长或者系统管理员"
    ) -> None:
        super().__init__(what, how=how)


class PasswordChangeError(ForbiddenError):
    """Somebody else knows the password: it has to be changed before anything else."""

    def __init__(self) -> None:
        super().__init__("首次登录须先修改密码", how="在 /account/password 换成自己的密码")


class NotFoundError(UserError):
    """It is not there, or not for this person to see: both look the same."""

    http_status = 404

    def __init__(
        self, what: str = "没有找到，或者您无权查看", *, how: str = "请核对地址；案件只有承办过的组可以查看"
    ) -> None:
        super().__init__(what, how=how)


class ConflictError(UserError):
    """Somebody else was first, or the state of things does not allow it any more."""

    http_status = 409


class TooManyError(UserError):
    """Too many attempts."""

    http_status = 429


class FormError(UserError):
    """What was entered cannot be taken. `fields`: the name of each wrong field → what is wrong with it."""

    http_status = 422

    def __init__(
        self, what: str, *, where: str = "", how: str = "请改正后重新提交", fields: dict[str, str] | None = None
    ) -> None:
        super().__init__(what, where=where, how=how)
        self.fields = fields or {}
