import type { Call } from '../../call';
import { inspectTemplate, listTags, TemplateError } from '../../documents';
import type { TemplateTag } from '../../documents';
import type { TemplateLimits } from '../../documents/docx-package';
import { contractFieldOf } from '../../documents/contract-fields';
import { InvalidInputError, NotFoundError } from '../../errors';
import { legalEntities } from '../../store/organisation-tables';
import { keepFile } from '../files/store-file';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { organisationChanged, wholeWorkspace } from './organisation-changed';

export interface SetTemplate {
	/** Code of the legal entity. */
	readonly code: string;
	/** The .docx; null goes back to the template that comes with the package. */
	readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
	/** How large the file may be, packed and unpacked; the usual limits when absent. */
	readonly limits?: TemplateLimits;
}

export interface TemplateSet {
	readonly legalEntityId: number;
	readonly templateFileId: number | null;
	/** Tags the template uses, each once. */
	readonly tags: readonly string[];
	/** Those no contract has a value for, e.g. misspelt ones: a contract made with this template is refused until they are mended. */
	readonly unknownTags: readonly string[];
}

function namesOf(tags: readonly TemplateTag[]): string[] {
	return tags.flatMap((tag) => [tag.name, ...namesOf(tag.children)]);
}

/** @throws {InvalidInputError} with every fault of the template */
function checkTemplate(bytes: Uint8Array, limits?: TemplateLimits): string[] {
	const refuse = (faults: TemplateError['faults']) => new InvalidInputError(faults.map(({ tag, explanation }) => ({ field: tag === null ? 'Template' : `Template {${tag}}`, reason: explanation })), 'Correct the template in Word and upload it again; the present one stays.');
	const unsafe = inspectTemplate(bytes, limits);
	if (unsafe.length > 0) throw refuse(unsafe);
	try {
		return [...new Set(namesOf(listTags(bytes, limits)))];
	} catch (error) {
		if (error instanceof TemplateError) throw refuse(error.faults);
		throw error;
	}
}

async function setTemplateIn(tx: DeskTransaction, { code, file }: SetTemplate, tags: readonly string[]): Promise<TemplateSet> {
	const entity = await legalEntities.first(tx, `where code = :code${tx.lockRows}`, { code: code.trim().toLowerCase() });
	if (!entity) throw new NotFoundError('Legal entity', code);
	const kept = file && (await keepFile(tx, file));
	const templateFileId = kept?.id ?? null;
	await legalEntities.update(tx, entity.id, { templateFileId });
	const changed = templateFileId === entity.templateFileId ? [] : ['templateFileId'];
	await organisationChanged(tx, 'legal_entity', { created: false, changed, subject: wholeWorkspace, data: { legalEntityId: entity.id, code: entity.code, template: kept && { name: kept.name, hash: kept.hash } } });
	return { legalEntityId: entity.id, templateFileId, tags, unknownTags: tags.filter((tag) => contractFieldOf(tag) === null) };
}

/**
 * Gives a legal entity its own contract template (R-ORG-2, R-CON-1). The file is opened under limits and its tags are read
 * before anything is kept; contracts made before keep the template they were made from.
 * @throws {InvalidInputError} with every fault of the template
 */
export async function setTemplate(workspace: Workspace, input: SetTemplate, call: Call): Promise<EffectOutcome<TemplateSet>> {
	const tags = input.file === null ? [] : checkTemplate(input.file.bytes, input.limits);
	return await workspace.effect(call, 'contract template', async (tx) => await setTemplateIn(tx, input, tags));
}
