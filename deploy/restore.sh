#!/bin/sh
# Puts a backup of backup.sh in place of what is there now. n8n stands still meanwhile, and stays stopped at the end.
# Usage, beside docker-compose.yml: ./restore.sh /backup/2026-01-31
set -eu
cd "$(dirname "$0")"
folder=${1:?Say which backup: ./restore.sh /backup/2026-01-31}
for file in n8n.dump deal_desk.dump env; do
	[ -f "$folder/$file" ] || { echo "$folder holds no $file: it is not a whole backup." >&2; exit 1; }
done
key_in() { sed -n 's/^N8N_ENCRYPTION_KEY=//p' "$1"; }
if [ "$(key_in .env)" != "$(key_in "$folder/env")" ]; then
	echo "N8N_ENCRYPTION_KEY in .env is not the one of the backup, so n8n could read no credential. Take it over from $folder/env." >&2
	exit 1
fi

docker compose up --detach --wait postgres redis
# Before anything is thrown away: both can be read.
for database in n8n deal_desk; do
	docker compose exec -T postgres pg_restore --list < "$folder/$database.dump" > /dev/null
done
docker compose stop n8n-main n8n-webhook n8n-worker
for database in n8n deal_desk; do
	# Made anew, because a version later than the backup may have made tables that the backup does not know.
	docker compose exec -T postgres dropdb --username=n8n --maintenance-db=postgres --force --if-exists "$database"
	docker compose exec -T postgres createdb --username=n8n --maintenance-db=postgres --owner="$database" "$database"
	docker compose exec -T postgres psql --username=n8n --dbname="$database" --quiet --command="revoke connect on database $database from public"
	docker compose exec -T postgres pg_restore --username=n8n --dbname="$database" --single-transaction --exit-on-error < "$folder/$database.dump"
done
# Jobs of the time after the backup: their executions are not in the restored database.
docker compose exec -T redis redis-cli flushall
echo "Restored. Read 'A restored workspace is as old as its backup' in docs/operations.md, then: docker compose up -d"
