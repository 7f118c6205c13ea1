#!/bin/sh
# Rewrites the hashed lock files for Python 3.11 and 3.12, x86-64 and aarch64. Needs uv (pip install uv).
set -eu
cd "$(dirname "$0")/.."
options="--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet"
# shellcheck disable=SC2086
uv pip compile pyproject.toml $options -o requirements.lock
# shellcheck disable=SC2086
uv pip compile pyproject.toml --group dev --group fixtures $options -o requirements-dev.lock
