#!/bin/sh
# Backs up everything while it runs: both databases (all files are in them) and .env with the encryption key.
# Usage, beside docker-compose.yml: ./backup.sh /backup/2026-01-31
set -eu
cd "$(dirname "$0")"
folder=${1:?Say where to: ./backup.sh /backup/2026-01-31}
[ -f .env ] || { echo "There is no .env here: is this the folder that n8n was started from?" >&2; exit 1; }
[ ! -e "$folder" ] || { echo "$folder is there already: choose a new folder." >&2; exit 1; }
umask 077
mkdir -p "$folder.unfinished"

# The workspace last: it is never behind what n8n's own database says was done.
for database in n8n deal_desk; do
	docker compose exec -T postgres pg_dump --username=n8n --format=custom "$database" > "$folder.unfinished/$database.dump"
done
cp .env "$folder.unfinished/env"
mv "$folder.unfinished" "$folder"
echo "Backed up to $folder. It holds the passwords and the encryption key: keep it where nobody else can read it."
