/**
 * What is wrong with a template (R-CON-2). Explanations are English sentences for the operator who uploads templates; a
 * manager sees the same faults in Russian through `preflightContract`.
 */
export interface TemplateFault {
	/** Stable, e.g. `unclosed_tag` of docxtemplater or `macros` of the inspection. */
	readonly id: string;
	readonly explanation: string;
	/** The tag as written between the braces, where one is to blame. */
	readonly tag: string | null;
	/** Part of the document, e.g. `word/document.xml`. */
	readonly file: string | null;
}

/** Nothing was rendered; every fault found is in `faults`. */
export class TemplateError extends Error {
	override readonly name = 'TemplateError';

	constructor(
		readonly faults: readonly TemplateFault[],
		options?: ErrorOptions,
	) {
		super(faults.map(({ explanation }) => explanation).join(' '), options);
	}
}
