"""Who carries messages to applicants: by default files in the outbox, which the court's gateway fetches; or a program of the
court, named by the setting `ZHONGBEN_MESSAGE_SENDER=module:function`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from checker.errors import SettingsError
from service.settings import Settings
from service.work.files import write_once

SETTING = "ZHONGBEN_MESSAGE_SENDER"


@dataclass(frozen=True, slots=True)
class Message:
    """A message. `key` is its own for good: a sender that is handed the same key again must not send again."""

    key: str
    case_number: str
    to_name: str
    phone: str
    text: str
    at: str


class Sender(Protocol):
    """Carries messages."""

    def send(self, message: Message) -> None:
        """Sends it, or raises any exception, whose text is shown to the clerk; then it is tried again later."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """One JSON file a message in a folder, named by its key: handing it over twice leaves one file."""

    folder: Path

    def send(self, message: Message) -> None:
        """Lays the file down, whole. It holds a name and a number, so the folder is its owner's; who fetches is let in by him."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(
            self.folder / f"{message.key}.json", json.dumps(asdict(message), ensure_ascii=False, indent=2) + "\n"
        )


def sender_of(settings: Settings) -> Sender:
    """The sender of the settings. The named function is handed the settings and returns a `Sender`; `SettingsError` where it
    cannot be found.
    """
    if not settings.message_sender:
        return Outbox(settings.outbox / "messages")
    module, _, name = settings.message_sender.partition(":")
    try:
        make: Callable[[Settings], Sender] = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise SettingsError(
            f"短信的发送程序“{settings.message_sender}”找不到（{error}）",
            where=SETTING,
            how="写成 模块:函数，模块须已安装；不设则写成文件放进发件箱",
        ) from None
    return make(settings)
