"""One POST to another machine: to the very address that was looked at, without following anything, within a time."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer

from service.api.addresses import ForbiddenAddressError, Target, is_named, resolve, target_of
from service.settings import Settings


def post(settings: Settings, url: str, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer; its body is not read. `ForbiddenAddressError` or `OSError` where it was not sent."""
    target = target_of(settings, url)
    address = resolve(settings, target)
    seconds = settings.webhook_timeout_seconds
    sock = socket.create_connection((address, target.port), timeout=seconds)
    if sock.getsockname()[0] == sock.getpeername()[0] and not is_named(settings, target.host):
        sock.close()  # an address of this machine on the intranet, which nobody could know from the address alone
        raise ForbiddenAddressError("推送地址指向本机，不能使用")
    cutting = Timer(seconds, _cut, (sock,))  # a receiver that answers byte by byte is cut off as well
    cutting.daemon = True
    cutting.start()
    try:
        connection = _over(target, sock)
        try:
            connection.request("POST", target.path, body, headers)
            return connection.getresponse().status
        except HTTPException as error:
            raise ConnectionError(f"对方的答复看不懂（{type(error).__name__}）") from None
        finally:
            connection.close()
    finally:
        cutting.cancel()
        sock.close()


def _over(target: Target, sock: socket.socket) -> HTTPConnection:
    """A connection over a socket that is open already; of HTTPS the certificate must be that of the name."""
    if target.scheme == "http":
        plain = HTTPConnection(target.host, target.port)
        plain.sock = sock
        return plain
    secure = HTTPSConnection(target.host, target.port)
    secure.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
    return secure


def _cut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()
