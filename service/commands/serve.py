"""`zhongben serve`: the web service, with a worker beside it."""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys

from checker.commands.parser import positive
from checker.commands.screen import output


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "serve",
        help="启动网页服务",
        description="启动网页服务，并在后台起一个检查进程（用浏览器打开显示的地址；Ctrl+C 结束）",
    )
    parser.add_argument(
        "--host", metavar="地址", default="127.0.0.1", help="监听的地址，默认只供本机使用；0.0.0.0 供全院使用"
    )
    parser.add_argument("--port", metavar="端口", type=positive, default=8000, help="监听的端口，默认 8000")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serves until it is stopped."""
    import uvicorn

    from service.app import create_app
    from service.context import open_service
    from service.database.migrate import require_current
    from service.rulebase import rulebook
    from service.settings import load_settings

    settings = load_settings()
    service = open_service(settings)
    require_current(service.database.engine)
    service.blobs.sweep()
    worker = None
    if settings.serve_worker:
        command = [sys.executable, "-m", "checker.cli", "worker", "--while-stdin-is-open"]
        worker = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 — our own program
    app = create_app(service)
    rulebook()
    gc.collect()
    gc.freeze()  # rules and routes stay for good: going through them every time would hold a page up for a third of a second
    output().print(f"服务地址：http://{arguments.host}:{arguments.port}（Ctrl+C 结束）", markup=False)
    try:
        uvicorn.run(
            app,
            host=arguments.host,
            port=arguments.port,
            log_level="warning",
            server_header=False,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=settings.proxies,
        )
    finally:
        if worker:
            worker.terminate()
            worker.wait(timeout=30)
    return 0
