#!/bin/sh
# Puts n8n-nodes-deal-desk where n8n loads community nodes from (the volume is ~/.n8n/nodes of every process): from the .tgz in
# /package, made by `npm pack`, or else from npm. The files are put beside their place and moved there.
set -eu
name=n8n-nodes-deal-desk
place=/nodes/node_modules/$name
incoming=/nodes/node_modules/.incoming

# The newest, should there be several.
archive=$(ls -t /package/"$name"-*.tgz 2>/dev/null | head -n 1)
if [ -z "$archive" ]; then
	cd /tmp
	echo "No $name-*.tgz in ./package: taking version $DEAL_DESK_VERSION from npm."
	archive=/tmp/$(npm pack --silent "$name@$DEAL_DESK_VERSION") || {
		echo "npm has no $name@$DEAL_DESK_VERSION, or cannot be reached. Put the .tgz of the package into the folder 'package' beside docker-compose.yml, or set DEAL_DESK_VERSION." >&2
		exit 1
	}
fi

rm -rf "$incoming"
mkdir -p "$incoming"
tar -xzf "$archive" -C "$incoming" --strip-components=1
# As n8n itself does when it installs a package.
node -e "
const fs = require('node:fs');
const file = process.argv[1];
const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(fs.readFileSync(file, 'utf8'));
fs.writeFileSync(file, JSON.stringify(manifest, null, 2));
" "$incoming/package.json"
rm -rf "$place"
mv "$incoming" "$place"
# User and group "node" of n8n's image.
chown -R 1000:1000 /nodes
echo "Installed $(basename "$archive")"
