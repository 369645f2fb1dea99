#!/bin/sh
# Run once by the PostgreSQL image, on an empty data folder: a database of its own for Deal Desk's workspace, with a user
# who cannot read n8n's.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 --set password="$DEAL_DESK_PASSWORD" <<'SQL'
create role deal_desk login password :'password';
create database deal_desk owner deal_desk;
revoke connect on database n8n from public;
revoke connect on database deal_desk from public;
SQL
