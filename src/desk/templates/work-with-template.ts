import type { DocumentData } from '../../documents/document-data';
import { inspectTemplate } from '../../documents/docx-package';
import type { TemplateLimits } from '../../documents/docx-package';
import { renderDocx } from '../../documents/render';
import { TemplateError } from '../../documents/template-fault';
import type { TemplateFault } from '../../documents/template-fault';
import { listTags } from '../../documents/template-tags';
import type { TemplateTag } from '../../documents/template-tags';
import { InvalidInputError } from '../../errors';

/** Faults of a template are the operator's to mend: told with tag and place, and not as a defect of ours. */
function tellFaults<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof TemplateError)) throw error;
		throw new InvalidInputError(
			error.faults.map(({ tag, file, explanation }) => ({ field: tag ?? file ?? 'template', reason: explanation })),
			'Correct the template, or give the missing values.',
		);
	}
}

/** Fills a .docx template. @throws {InvalidInputError} with every fault of template and data */
export function renderTemplate(template: Uint8Array, data: Readonly<Record<string, unknown>>, limits?: TemplateLimits): Uint8Array {
	return tellFaults(() => renderDocx(template, data as DocumentData, limits));
}

/** The tags of a template, in order. @throws {InvalidInputError} when it is unsafe or its tags are broken */
export function tagsOfTemplate(template: Uint8Array, limits?: TemplateLimits): TemplateTag[] {
	return tellFaults(() => listTags(template, limits));
}

export interface TemplateCheck {
	readonly ok: boolean;
	readonly faults: readonly TemplateFault[];
}

/** Everything that would keep this template from being filled with this data; nothing is made. */
export function checkTemplate(template: Uint8Array, data: Readonly<Record<string, unknown>>, limits?: TemplateLimits): TemplateCheck {
	const unsafe = inspectTemplate(template, limits);
	if (unsafe.length > 0) return { ok: false, faults: unsafe };
	try {
		renderDocx(template, data as DocumentData, limits);
		return { ok: true, faults: [] };
	} catch (error) {
		if (!(error instanceof TemplateError)) throw error;
		return { ok: false, faults: error.faults };
	}
}
