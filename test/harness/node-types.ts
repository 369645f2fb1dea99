/**
 * Every node type a test can meet: ours from the TypeScript sources, n8n's own from the pinned n8n.
 *
 * Ours come from the sources, not from `dist`: no build can be stale, and a test that imports `src/…` shares that
 * module's state (open workspaces, clocks) with the nodes of the workflow it runs.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers } from 'n8n-workflow';
import type { ICredentialType, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';

import { findNodesBase } from '../../scripts/lib/install-n8n.mjs';
import { projectFolder } from '../../scripts/lib/places.mjs';

/** Behaves as n8n's loader of a community package does, on the file that `dist` is compiled from. */
class SourceLoader extends PackageDirectoryLoader {
	protected override resolvePath(file: string): string {
		const source = resolve(projectFolder, file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
		return existsSync(source) ? source : super.resolvePath(file);
	}
}

/** n8n's 400 nodes, each read when a workflow first uses it. Their descriptions (30 MB) are for the editor only. */
class NodesBaseLoader extends LazyPackageDirectoryLoader {
	override async loadAll(): Promise<void> {
		this.known.nodes = await this.readJSON('dist/known/nodes.json');
		this.known.credentials = await this.readJSON('dist/known/credentials.json');
	}
}

async function loadPackages(): Promise<Map<string, PackageDirectoryLoader>> {
	const nodesBase = findNodesBase();
	if (!nodesBase) throw new Error("n8n is not installed: run `npm test` or `npm start` once, both install it.");
	const loaders = [new SourceLoader(projectFolder), new NodesBaseLoader(nodesBase)];
	for (const loader of loaders) await loader.loadAll();
	return new Map(loaders.map((loader) => [loader.packageName, loader]));
}

let packages: ReturnType<typeof loadPackages> | undefined;

/** Node type name → what stands in for it. */
export type Replacements = ReadonlyMap<string, (original: INodeType) => INodeType>;

export class HarnessNodeTypes implements INodeTypes {
	private constructor(
		private readonly loaders: Map<string, PackageDirectoryLoader>,
		private readonly replacements: Replacements,
	) {}

	static async load(replacements: Replacements = new Map()): Promise<HarnessNodeTypes> {
		packages ??= loadPackages();
		return new HarnessNodeTypes(await packages, replacements);
	}

	getByName(name: string): INodeType | IVersionedNodeType {
		const loader = this.loaders.get(name.slice(0, name.lastIndexOf('.')));
		if (!loader) throw new Error(`No package in this harness has the node type "${name}".`);
		return loader.getNode(name.slice(name.lastIndexOf('.') + 1)).type;
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		const original = NodeHelpers.getVersionedNodeType(this.getByName(name), version);
		return this.replacements.get(name)?.(original) ?? original;
	}

	getKnownTypes(): Record<string, never> {
		return {};
	}

	credentialType(name: string): ICredentialType | undefined {
		for (const loader of this.loaders.values()) {
			if (name in loader.known.credentials) return loader.getCredential(name).type;
		}
		return undefined;
	}
}
