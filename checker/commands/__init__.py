"""The subcommands of `zhongben`: each module has `add(subparsers)` and `run(arguments) -> exit code`."""
