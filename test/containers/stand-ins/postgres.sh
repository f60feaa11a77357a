#!/bin/sh
# As the official image started as its user `postgres`: makes user, password and database in an empty volume.
set -e
if [ "$1" = postgres ]; then
  chmod 0700 "$PGDATA"
  if [ ! -s "$PGDATA/PG_VERSION" ]; then
    file=$(mktemp); echo "${POSTGRES_PASSWORD:?}" > "$file"
    initdb --username="${POSTGRES_USER:=postgres}" --pwfile="$file" --auth-local=trust --auth-host=scram-sha-256
    rm "$file"
    echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
    pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
    [ "${POSTGRES_DB:=$POSTGRES_USER}" = postgres ] || createdb -U "$POSTGRES_USER" "$POSTGRES_DB"
    pg_ctl -D "$PGDATA" -m fast -w stop
  fi
  set -- "$@" -c listen_addresses='*'
fi
exec "$@"
