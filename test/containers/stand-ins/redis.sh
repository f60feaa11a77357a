#!/bin/sh
# As the official image started with `user: redis`. Debian's build listens on loopback only unless told otherwise.
set -e
server=$1
shift
exec "$server" --bind '* -::*' "$@"
