#!/bin/sh
# Writes .env for the compose set, with passwords and a first key that nobody else has. Leaves one that is there alone.
set -e
cd "$(dirname "$0")/.."
if [ -e .env ]; then
  echo '.env is there already and stays as it is; delete it for new passwords (volumes keep the old ones)' >&2
  exit 1
fi
secret() { head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }
umask 077
while IFS= read -r line; do
  case $line in
    *=change-me) echo "${line%change-me}$(secret)" ;;
    *) echo "$line" ;;
  esac
done < .env.example > .env
echo 'written: .env; the API key is the value of TOUCHSTONE_API_KEYS' >&2
