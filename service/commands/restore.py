"""`zhongben restore`: puts a backup back."""

from __future__ import annotations

import argparse
from pathlib import Path

from checker.commands.screen import output

NOT_WHOLE = 3


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "restore",
        help="从备份恢复（先停止服务）",
        description=(
            "从备份恢复：先逐项核对，再一次换上；没有核对通过的，原来的数据不动。先停止服务。"
            "退出码：0 完好　3 已恢复，但备份时的数据就有缺损　1 没有恢复"
        ),
    )
    parser.add_argument("source", metavar="备份", type=Path, help="备份的 .tar 文件或者文件夹")
    parser.add_argument("--force", action="store_true", help="已有数据的，移到旁边（不删除）再恢复")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restores and tells."""
    from service.backup.restoring import restore_backup
    from service.settings import load_settings

    restored = restore_backup(load_settings(), arguments.source, force=arguments.force)
    manifest, ledger = restored.manifest, restored.ledger
    told = [
        f"已恢复 {manifest.at} 的备份：{sum(manifest.tables.values())} 行数据",
        f"操作记录{'完好' if ledger.holds else '不完整'}：{ledger.entries} 条。所有人须重新登录",
    ]
    if restored.aside:
        told.append(f"原来的数据移到了：{restored.aside}")
    told += [f"✘ {fault}" for fault in ledger.faults]
    told += [f"✘ 备份时就缺失或者损坏的原件：{digest}" for digest in manifest.missing]
    output().print("\n".join(told), markup=False, soft_wrap=True)
    return NOT_WHOLE if manifest.missing or not ledger.holds else 0
