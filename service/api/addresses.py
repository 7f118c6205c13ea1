"""Where a message may be sent. A webhook's address comes from a person; it must not lead this machine to itself.

Courts' systems stand on the intranet, so private ranges are allowed. This machine, link-local addresses and the addresses
under which clouds hand out their secrets are not, whatever name they hide behind: the name is resolved once, each address
it has is looked at, and the connection goes to that very address.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from service.errors import FormError
from service.settings import Settings

_PORTS = {"http": 80, "https": 443}
_LONGEST = 400
_METADATA = tuple(
    ip_network(text)
    for text in ("169.254.0.0/16", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.0/24", "fd00:ec2::/32")
)
"""Link-local, Alibaba Cloud, Azure, Oracle Cloud, Amazon over IPv6: where clouds answer their own machines."""
_NAT64 = ip_network("64:ff9b::/96")
Address = IPv4Address | IPv6Address


class ForbiddenAddressError(FormError):
    """An address that is not sent to."""

    def __init__(self, what: str) -> None:
        super().__init__(what, where="url", how="须是 http 或 https 地址，指向另一台机器", fields={"url": "不能使用"})


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `path` has the query."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(settings: Settings, url: str) -> Target:
    """The parts of a webhook's address. `ForbiddenAddressError` where it may not be used, as far as it says itself."""
    if len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise ForbiddenAddressError(f"推送地址须是不超过{_LONGEST}个字符的网址")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise ForbiddenAddressError("推送地址不是合格的网址") from None
    if not _is_name(host):
        raise ForbiddenAddressError("推送地址里的主机名不合格")
    if parts.scheme not in _PORTS or not host or parts.username is not None or parts.fragment or port == 0:
        raise ForbiddenAddressError("推送地址须是不含用户名的 http 或 https 网址")
    named = _named(settings)
    if named and host not in named:
        raise ForbiddenAddressError(f"推送只能发到：{'、'.join(sorted(named))}")
    if host == "localhost" or host.endswith(".localhost"):
        _require_allowed(settings, host, ip_address("127.0.0.1"))
    elif literal := _literal(host):
        _require_allowed(settings, host, literal)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path)


def resolve(settings: Settings, target: Target) -> str:
    """The address to connect to. `ForbiddenAddressError` where any that the name has is not allowed; `OSError` where it
    has none.
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    for address in addresses:
        _require_allowed(settings, target.host, ip_address(address.partition("%")[0]))
    return addresses[0]


def is_named(settings: Settings, host: str) -> bool:
    """Whether the setting names this host: then it may be this machine itself."""
    return host in _named(settings)


def _named(settings: Settings) -> set[str]:
    return {host.strip().lower() for host in settings.webhook_hosts.split(",") if host.strip()}


def _is_name(host: str) -> bool:
    """Whether a resolver can be asked for it: with an empty or an overlong part it does not answer, it raises `UnicodeError`."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:  # 127.1, 0x7f000001, 2130706433: forms that resolvers take as well
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def _require_allowed(settings: Settings, host: str, address: Address) -> None:
    """This machine itself may be sent to only where the setting names it; what is never a receiver, never."""
    real = _inner(address)
    if real.is_loopback and is_named(settings, host):
        return
    never = real.is_multicast or real.is_unspecified or real.is_link_local or real.is_loopback
    if never or (isinstance(real, IPv4Address) and int(real) >> 24 == 0) or any(real in net for net in _METADATA):
        raise ForbiddenAddressError("推送地址指向本机、链路本地或者云平台内部地址，不能使用")
    if real.is_reserved:
        raise ForbiddenAddressError("推送地址是保留地址，不能使用")


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
