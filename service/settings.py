"""Every setting of the service, in one typed class. Each is an environment variable, named in `docs/settings.md`."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from checker.errors import SettingsError
from checker.home import home
from checker.outcome import National

PREFIX = "ZHONGBEN_"


class Settings(BaseSettings):
    """The settings. `load_settings` reads them; the service is handed the object and reads no environment itself."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, populate_by_name=True, frozen=False, extra="ignore")

    home: Path = Field(default_factory=home, description="本程序数据的文件夹：数据库、原件、识别结果、日志、密钥")
    database_url: str = Field(
        default="",
        validation_alias=AliasChoices("DATABASE_URL"),
        description="数据库。不设用 SQLite（在数据文件夹内）；PostgreSQL 写 postgresql://用户:密码@主机/库",
    )
    court: str = Field(default="监利市人民法院", description="本院名称，印在页面和文书上")
    national: National = Field(
        default=National.REVIEW, description="不符合上位规定的卷怎么办：advise 提示，review 须写明理由，return 退回"
    )
    session_idle_minutes: int = Field(default=30, ge=1, description="多少分钟不操作须重新登录")
    session_hours: int = Field(default=12, ge=1, description="登录最长有效几小时")
    login_attempts: int = Field(
        default=5,
        ge=1,
        description="同一用户名在同一地址连续输错几次密码后暂停登录；一个用户名在各处合计、一个地址上各用户名合计，为其10倍",
    )
    login_pause_minutes: int = Field(default=15, ge=1, description="暂停登录几分钟")
    upload_file_bytes: int = Field(default=2 * 1024**3, ge=1, description="上传单个文件的最大字节数")
    upload_case_bytes: int = Field(default=8 * 1024**3, ge=1, description="一案全部原件的最大字节数")
    upload_part_bytes: int = Field(default=8 * 1024**2, ge=1, description="断点续传每段的最大字节数")
    free_disk_bytes: int = Field(default=1024**3, ge=0, description="磁盘剩余低于此数不再接收上传")
    form_bytes: int = Field(default=1024**2, ge=1, description="普通表单和接口请求的最大字节数")
    secure_cookies: bool = Field(default=False, description="经 HTTPS 提供服务时设为 true")
    hosts: str = Field(default="*", description="允许的主机名，逗号隔开；* 为不限")
    proxies: str = Field(
        default="",
        description="前置的反向代理的地址，逗号隔开，可写网段；只有它们写的来访地址（X-Forwarded-For）才算数。不设则都不算",
    )
    workers: int = Field(default=0, ge=0, description="每台机器同时识别的进程数，0 为每核一个")
    worker_grace_seconds: float = Field(
        default=30, gt=0, description="后台检查进程多少秒没有动静即视为已经停止，它的检查由别的进程接着做"
    )
    serve_worker: bool = Field(default=True, description="serve 是否同时起一个后台检查进程")
    message_outbox: Path | None = Field(default=None, description="短信发件箱文件夹，不设为数据文件夹内的 outbox")
    message_sender: str = Field(
        default="", description="短信的发送程序，写成 模块:函数；不设则把短信写成文件，放进发件箱文件夹"
    )
    webhook_timeout_seconds: float = Field(default=10, gt=0, description="推送（webhook）等待对方答复的秒数")
    webhook_hosts: str = Field(
        default="",
        description="只许推送到的主机名，逗号隔开；不设则除本机、链路本地和云平台内部地址外都可以。本机须在此写明才可以",
    )
    secret: SecretStr | None = Field(default=None, description="签名密钥；不设则 init 时生成在数据文件夹内")

    @property
    def sql_url(self) -> str:
        """The database as SQLAlchemy wants it."""
        url = self.database_url
        if not url:
            return f"sqlite:///{self.home / 'zhongben.sqlite3'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )

    @property
    def on_sqlite(self) -> bool:
        """Whether everything lies in one file of this machine."""
        return self.sql_url.startswith("sqlite")

    @property
    def originals(self) -> Path:
        """Where originals and made papers lie, by SHA-256."""
        return self.home / "store"

    @property
    def readings(self) -> Path:
        """Where the recogniser's readings lie; the command line uses the same."""
        return self.home / "readings"

    @property
    def outbox(self) -> Path:
        """Where messages to applicants are laid by the default sender."""
        return self.message_outbox or self.home / "outbox"

    @cached_property
    def keys(self) -> Path:
        """Where the keys lie that sign the ledger and the sessions."""
        return self.home / "keys"


def load_settings(**given: object) -> Settings:
    """The settings of the environment, `given` before it. A wrong value is a `SettingsError` that names it."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "".join(str(part) for part in first["loc"]) or "?"
        setting = name.upper() if name.upper() == "DATABASE_URL" else PREFIX + name.upper()
        raise SettingsError(
            f"设置 {setting} 的值“{first['input']}”不对", where=setting, how="按 docs/settings.md 的说明改正后重新启动"
        ) from None
