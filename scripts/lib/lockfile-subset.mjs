/**
 * The part of a lockfile that one package needs. The in-process tests want n8n's nodes without the 2 GB around them, in
 * exactly the versions the full n8n has: one lockfile, two sizes.
 */

/**
 * Node's own lookup: the nearest enclosing node_modules that has the package.
 * @param {Record<string, unknown>} packages @param {string} from @param {string} name
 */
function resolvePlace(packages, from, name) {
	for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
		const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
		if (packages[place]) return place;
		if (!folder) return undefined;
	}
}

/** @param {any} lockfile @param {string} name */
export function lockfileSubset(lockfile, name) {
	const all = lockfile.packages;
	/** @type {Set<string>} */
	const needed = new Set();
	const visit = (/** @type {string} */ place) => {
		if (needed.has(place)) return;
		needed.add(place);
		const { dependencies, optionalDependencies, peerDependencies } = all[place];
		for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
			const found = resolvePlace(all, place, dependency);
			if (found) visit(found);
		}
	};
	visit(`node_modules/${name}`);

	const manifest = { name: `only-${name}`, version: '1.0.0', private: true, dependencies: { [name]: all[`node_modules/${name}`].version } };
	const kept = Object.fromEntries(Object.entries(all).filter(([place]) => needed.has(place)));
	return {
		manifest,
		lockfile: { name: manifest.name, version: manifest.version, lockfileVersion: 3, requires: true, packages: { '': manifest, ...kept } },
	};
}
