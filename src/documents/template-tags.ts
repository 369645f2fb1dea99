/** The tags a template uses, for the operator who wonders what to fill and for the table in templates/README.md. */
import { DocxInspectModule, type DXT } from '../vendor';
import { DEFAULT_TEMPLATE_LIMITS, openDocx, type TemplateLimits } from './docx-package';
import { TagReader } from './tag-reader';
import { TemplateError } from './template-fault';
import { compileTags } from './templater';

export interface TemplateTag {
	/** Dotted name, e.g. `client.bank.bic`. */
	readonly name: string;
	/** `section` repeats over a list or shows when the value is there; `inverted` shows when it is not. */
	readonly kind: 'value' | 'section' | 'inverted';
	readonly file: string;
	/** Tags inside a section, empty for a value. */
	readonly children: readonly TemplateTag[];
}

/** In order of appearance, repetitions included. @throws TemplateError when the template is unsafe or its tags are broken. */
export function listTags(template: Uint8Array, limits: TemplateLimits = DEFAULT_TEMPLATE_LIMITS): TemplateTag[] {
	const { docx, faults } = openDocx(template, limits);
	if (faults.length > 0) throw new TemplateError(faults);
	const inspector = new DocxInspectModule();
	compileTags(docx, new TagReader().parser, [inspector]);
	return Object.keys(inspector.fullInspected).flatMap((file) => tagsOf(inspector.getStructuredTags(file), file));
}

function tagsOf(parts: readonly DXT.Part[], file: string): TemplateTag[] {
	return parts.map((part): TemplateTag => {
		const isSection = part.module === 'loop';
		const kind = !isSection ? 'value' : part.inverted === true ? 'inverted' : 'section';
		return { name: part.value, kind, file, children: tagsOf(part.subparsed ?? [], file) };
	});
}
