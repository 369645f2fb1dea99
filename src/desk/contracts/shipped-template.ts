import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { LegalForm } from '../../requisites';

/** An organisation and an entrepreneur sign with other words, so each has a template of its own. */
const names: Readonly<Record<LegalForm, string>> = { organisation: 'contract-ooo.docx', entrepreneur: 'contract-ip.docx', person: 'contract-ip.docx' };

/** From this file to the package's root: from the sources, and from `dist` in an installed package. */
const roots = ['../../..', '../../../..'];

/** The template that comes with the package, for a legal entity that has none of its own. @param form of our legal entity */
export async function shippedTemplate(form: LegalForm): Promise<Uint8Array> {
	const paths = roots.map((root) => join(__dirname, root, 'templates', names[form]));
	const path = paths.find((candidate) => existsSync(candidate));
	if (path === undefined) throw new Error(`The package is incomplete: templates/${names[form]} is missing. Install n8n-nodes-deal-desk again.`);
	return await readFile(path);
}
