"""`zhongben ledger verify`: whether the audit ledger is what was written."""

from __future__ import annotations

import argparse

from checker.commands.screen import output

DOES_NOT_HOLD = 3


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("ledger", help="操作记录（审计台账）", description="操作记录（审计台账）")
    actions = parser.add_subparsers(metavar="操作", required=True, title="操作", parser_class=type(parser))
    verifying = actions.add_parser(
        "verify",
        help="核验操作记录有没有被改动、删除、调换或者截断",
        description="逐条核验操作记录的校验值和签名的校验点。退出码：0 完好　3 有改动　1 未能核验",
    )
    verifying.add_argument("--checkpoint", metavar="条号:校验值", type=_checkpoint, help="另与以前印出的校验码核对")
    verifying.set_defaults(run=run)


def _checkpoint(text: str) -> tuple[int, str]:
    from service.ledger.verify import printed_code

    code = printed_code(text)
    if code is None:
        raise argparse.ArgumentTypeError("写成 条号:64位校验值")
    return code


def run(arguments: argparse.Namespace) -> int:
    """Verifies and tells."""
    from service.context import open_service
    from service.database.migrate import require_current
    from service.ledger.verify import verify_ledger
    from service.settings import load_settings

    service = open_service(load_settings())
    try:
        require_current(service.database.engine)
        with service.reading() as session:
            state = verify_ledger(session, service.checkpoints, arguments.checkpoint)
    finally:
        service.close()
    for fault in state.faults:
        output().print(f"✘ {fault}", markup=False, soft_wrap=True)
    if state.holds:
        told = f"操作记录完好：{state.entries} 条，核对签名的校验点 {state.checkpoints} 个"
        output().print(f"{told}\n最后一条的校验码：{state.entries}:{state.head}", markup=False, soft_wrap=True)
    return 0 if state.holds else DOES_NOT_HOLD
