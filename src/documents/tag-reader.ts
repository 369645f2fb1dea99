/**
 * How tags find their values, and the list of those that do not. docxtemplater prints `undefined` for a missing value by
 * default; here every tag without data is collected, so that one run tells all of them (R-CON-2).
 */
import type { DXT } from '../vendor';
import { lookUp } from './document-data';
import type { TemplateFault } from './template-fault';

export class TagReader {
	/** In order of appearance, each tag once per part of the document. */
	readonly faults: TemplateFault[] = [];

	/** The part being rendered: docxtemplater does not tell it to parsers. */
	private file: string | null = null;

	readonly module: DXT.Module = {
		name: 'DealDeskTagReader',
		priority: 1_000_000,
		render: (_part: DXT.Part, { filePath }: DXT.RenderOptions): null => {
			this.file = filePath;
			return null;
		},
		// Asked when no scope knows the name; a value that is known to be absent never gets here.
		nullGetter: (part: DXT.Part): string => {
			const tag = part.module === 'loop' ? `{#${part.value}}` : `{${part.value}}`;
			this.report('unknown_tag', part.value, `The template asks for ${tag}, and nothing has that name.`);
			return '';
		},
	};

	readonly parser = (tag: string): DXT.Parser => ({
		get: (scope: unknown, { meta }: DXT.ParserContext): unknown => {
			const value = lookUp(scope, tag);
			// `undefined` sends docxtemplater on to the enclosing scope; `null` must not: an outer name would be printed instead.
			if (meta.part.module === 'loop') return value === null ? false : value;
			return value === undefined ? undefined : this.printable(tag, value, meta.part);
		},
	});

	private printable(tag: string, value: unknown, part: DXT.Part): unknown {
		if (part.module === 'rawxml') {
			this.report('raw_xml_tag', tag, `The tag {@${tag}} would insert unchecked XML. Use {${tag}}.`);
		} else if (value === null) {
			this.report('tag_without_data', tag, `The template asks for {${tag}}, and there is no value for it.`);
		} else if (typeof value === 'object') {
			const example = Object.keys(value)[0] ?? '…';
			this.report('tag_is_a_group', tag, `The tag {${tag}} names a group of values. Name one of them, such as {${tag}.${example}}.`);
		} else {
			return value;
		}
		return '';
	}

	private report(id: string, tag: string, explanation: string): void {
		const isKnown = this.faults.some((fault) => fault.id === id && fault.tag === tag && fault.file === this.file);
		if (!isKnown) this.faults.push({ id, explanation, tag, file: this.file });
	}
}
