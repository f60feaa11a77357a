#!/bin/sh
# Debian's build listens on loopback only and protected unless told otherwise; the official image does not.
set -e
if [ "$1" = redis-server ]; then
  server=$1; shift
  set -- "$server" --bind '* -::*' --protected-mode no "$@"
fi
exec "$@"
