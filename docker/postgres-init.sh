#!/bin/bash
# Runs once, when the postgres container creates its data folder: the same two roles that `npm start` makes (scripts/lib/roles.mjs).
set -euo pipefail
: "${KINSHIP_OWNER_PASSWORD:?}" "${KINSHIP_API_PASSWORD:?}"

psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=owner_password="$KINSHIP_OWNER_PASSWORD" --set=api_password="$KINSHIP_API_PASSWORD" <<'SQL'
create role kinship_owner login nocreatedb nosuperuser nobypassrls noreplication nocreaterole password :'owner_password';
create role kinship_api login nocreatedb nosuperuser nobypassrls noreplication nocreaterole password :'api_password';
create database kinship owner kinship_owner;
SQL
