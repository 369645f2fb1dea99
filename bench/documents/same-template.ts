/** The shipped template in the tag language of each engine: the same text, the same conditions, the same table. */
import { PizZip } from '../../src/vendor';
import type { DocumentData, DocumentValue } from '../../src/documents/document-data';

const MAIN = 'word/document.xml';
const TAG = /\{([#^/]?)([\w.]+)\}/g;

function withMain(template: Uint8Array, change: (xml: string) => string): Buffer {
	const zip = new PizZip(template);
	zip.file(MAIN, change(zip.file(MAIN)?.asText() ?? ''));
	return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

const flatName = (name: string): string => name.replaceAll('.', '_');
const isRecord = (value: DocumentValue): value is DocumentData => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value under one name without dots, and for each whether it is there and whether it is not: some engines know neither dots nor "absent". */
export function flatData(data: DocumentData, prefix = ''): Record<string, DocumentValue> {
	const flat: Record<string, DocumentValue> = {};
	for (const [name, value] of Object.entries(data)) {
		const key = `${prefix}${name}`;
		const there = value !== null && value !== false;
		if (!Array.isArray(value)) Object.assign(flat, { [`has_${key}`]: there, [`no_${key}`]: !there });
		if (isRecord(value)) Object.assign(flat, flatData(value, `${key}_`));
		else flat[key] = value;
	}
	return flat;
}

/** docxtemplater and easy-template-x: `{#x}`, `{/x}`; conditions ask the booleans of {@link flatData}. */
export const bracesTemplate = (template: Uint8Array): Buffer =>
	withMain(template, (xml) => {
		const open: string[] = [];
		return xml.replace(TAG, (_tag, mark: string, name: string) => {
			if (mark === '/') return `{/${open.pop()}}`;
			if (mark === '') return `{${flatName(name)}}`;
			open.push(name === 'lines' ? name : `${mark === '^' ? 'no' : 'has'}_${flatName(name)}`);
			return `{#${open.at(-1)}}`;
		});
	});

/** carbone: `{d.x}`, `:showBegin` and `:showEnd`, and a second row that says how the first repeats. */
export const carboneTemplate = (template: Uint8Array): Buffer =>
	withMain(template, (xml) => {
		const row = /<w:tr>(?:(?!<\/w:tr>).)*\{#lines\}.*?<\/w:tr>/s.exec(xml)?.[0] ?? '';
		const rowOf = (index: string) => row.replaceAll('{#lines}', '').replaceAll('{/lines}', '').replace(TAG, (_tag, _mark, name: string) => `{d.lines[${index}].${name}}`);
		const [before = '', after = ''] = xml.split(row);
		const open: string[] = [];
		const translate = (part: string) =>
			part.replace(TAG, (_tag, mark: string, name: string) => {
				if (mark === '/') return `{d.${open.pop()}:showEnd}`;
				if (mark === '') return `{d.${flatName(name)}}`;
				open.push(`${mark === '^' ? 'no' : 'has'}_${flatName(name)}`);
				return `{d.${open.at(-1)}:ifEQ(true):showBegin}`;
			});
		return `${translate(before)}${rowOf('i')}${rowOf('i+1')}${translate(after)}`;
	});
