"""`zhongben backup`: a copy of everything, while the service goes on."""

from __future__ import annotations

import argparse
from pathlib import Path

from checker.commands.screen import output

NOT_WHOLE = 3


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "backup",
        help="备份全部数据（服务可以照常运行）",
        description=(
            "备份数据库、原件、文书、操作记录的校验点和密钥，写成后逐项核对。服务可以照常运行。"
            "退出码：0 完好　3 已备份，但原来的数据有缺损（逐项列出）　1 没有备份成"
        ),
    )
    parser.add_argument("target", metavar="目标", type=Path, help="新的 .tar 文件，或者新的文件夹；已有的不覆盖")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Makes the backup and tells what is in it."""
    from service.backup.writing import take_backup
    from service.context import open_service
    from service.database.migrate import require_current
    from service.settings import load_settings

    service = open_service(load_settings())
    try:
        require_current(service.database.engine)
        backup = take_backup(service, arguments.target)
    finally:
        service.close()
    manifest = backup.manifest
    stored = sum(name.startswith("store/") for name in manifest.files)
    told = [
        f"已备份并核对：{arguments.target}",
        f"{sum(manifest.tables.values())} 行数据，{stored} 份原件和文书，操作记录 {manifest.head[0]} 条",
        f"清单的校验值：{backup.digest}",
        "备份里有密钥和当事人信息，文件只有本人可读：请存放在只有管理员能到的地方",
    ]
    told += [f"✘ 原件缺失或者损坏，备份里没有：{digest}" for digest in manifest.missing]
    if not manifest.holds:
        told.append("✘ 操作记录在备份前已经不完整：运行 zhongben ledger verify 看详情")
    output().print("\n".join(told), markup=False, soft_wrap=True)
    return NOT_WHOLE if manifest.missing or not manifest.holds else 0
