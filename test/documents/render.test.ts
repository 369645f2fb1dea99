import fc from 'fast-check';
import type { DocumentData } from '../../src/documents/document-data';
import { renderDocx } from '../../src/documents/render';
import { TemplateError, type TemplateFault } from '../../src/documents/template-fault';
import { listTags } from '../../src/documents/template-tags';
import { readZip } from '../../src/documents/zip-reader';
import { textOf, xmlOf } from './docx-text';
import { documentXml, entry, tinyDocx } from './tiny-docx';

const faultsOf = (template: Uint8Array, data: DocumentData): readonly TemplateFault[] => {
	try {
		renderDocx(template, data);
	} catch (error) {
		if (error instanceof TemplateError) return error.faults;
		throw error;
	}
	return [];
};
const lines = (docx: Uint8Array): string[] => textOf(docx).split('\n').filter((line) => line !== '');

describe('renderDocx', () => {
	it('R-CON-1: fills dotted tags, sections, absent sections and repeated ones', () => {
		const template = tinyDocx([
			'{client.name}, {client.bank.bic}{#client.kpp}, КПП {client.kpp}{/client.kpp}{^client.kpp}, без КПП{/client.kpp}',
			'{#lines}', '{index}. {title} для {client.name}', '{/lines}',
		]);
		const data = { client: { name: 'ООО «А&Б»', bank: { bic: '044525225' }, kpp: null }, lines: [{ index: 1, title: 'Первая' }, { index: 2, title: 'Вторая <br>' }] };
		expect(lines(renderDocx(template, data))).toEqual(['ООО «А&Б», 044525225, без КПП', '1. Первая для ООО «А&Б»', '2. Вторая <br> для ООО «А&Б»']);
	});

	it('R-CON-1: finds a tag that Word has split over runs, and keeps the formatting of its first run', () => {
		const body = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{cli</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>ent.inn</w:t></w:r><w:r><w:t>}</w:t></w:r></w:p>';
		const document = renderDocx(tinyDocx([], [entry('word/document.xml', documentXml(body))]), { client: { inn: '7704999007' } });
		expect(lines(document)).toEqual(['7704999007']);
		expect(xmlOf(document)).toContain('<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">7704999007</w:t></w:r>');
	});

	it('R-CON-1: the same input gives the same bytes, at any time', () => {
		const template = tinyDocx(['{a}']);
		const first = Buffer.from(renderDocx(template, { a: '1' }));
		jest.useFakeTimers({ now: Date.UTC(2031, 4, 5) });
		const second = Buffer.from(renderDocx(template, { a: '1' }));
		jest.useRealTimers();
		expect(second.equals(first)).toBe(true);
		expect(Buffer.from(renderDocx(template, { a: '2' })).equals(first)).toBe(false);
	});

	it('R-CON-1: leaves the template untouched and copies pictures without unpacking them', () => {
		const picture = Buffer.from([...Array(1000).keys()].map((n) => (n * 7919) % 251));
		const template = tinyDocx(['{a}'], [entry('word/media/logo.png', picture)]);
		const before = Buffer.from(template);
		const document = renderDocx(template, { a: '1' });
		expect(Buffer.from(template).equals(before)).toBe(true);
		const packed = (docx: Uint8Array) => readZip(docx).find(({ name }) => name === 'word/media/logo.png')?.compressed;
		expect(Buffer.from(packed(document) ?? []).equals(Buffer.from(packed(template) ?? []))).toBe(true);
	});

	it('R-CON-1: never leaves a trace of another client’s data, over a hundred renders of one template', () => {
		const template = tinyDocx(['{client.name}', '{#client.lines}', '{title}{#note} ({note}){/note}', '{/client.lines}']);
		const documents = [...Array(100).keys()].map((n) => ({
			n,
			text: textOf(renderDocx(template, { client: { name: `client-${n}-`, lines: [{ title: `title-${n}-`, note: n % 2 === 0 ? `note-${n}-` : null }] } })),
		}));
		for (const { n, text } of documents) {
			expect([...text.matchAll(/(?:client|title|note)-(\d+)-/g)].map(([, number]) => Number(number))).toEqual(n % 2 === 0 ? [n, n, n] : [n, n]);
		}
	});

	it('R-CON-1: prints values as they are, even if they look like tags or XML', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('{', '}', '#', '/', '<', '>', '&', '"', "'", 'b', 'Я', ' ') }), (value) => {
				expect(textOf(renderDocx(tinyDocx(['[{a}]']), { a: value, b: 'LEAK' })).split('\n')[0]).toBe(`[${value}]`);
			}),
			{ numRuns: 50 },
		);
	});

	it('R-CON-2: reports every tag without data at once, with tag and file, each once', () => {
		const template = tinyDocx(['{client.inn} {a} {client.inn}', '{#flag}', '{b}', '{/flag}', '{#lines}{sum}{/lines}']);
		expect(faultsOf(template, { a: 'here', lines: [{ sum: null }, {}] })).toEqual([
			{ id: 'unknown_tag', tag: 'client.inn', file: 'word/document.xml', explanation: 'The template asks for {client.inn}, and nothing has that name.' },
			{ id: 'unknown_tag', tag: 'flag', file: 'word/document.xml', explanation: 'The template asks for {#flag}, and nothing has that name.' },
			{ id: 'tag_without_data', tag: 'sum', file: 'word/document.xml', explanation: 'The template asks for {sum}, and there is no value for it.' },
			{ id: 'unknown_tag', tag: 'sum', file: 'word/document.xml', explanation: 'The template asks for {sum}, and nothing has that name.' },
		]);
	});

	it('R-CON-2: a value that is absent in a line is not taken from the contract around it', () => {
		expect(faultsOf(tinyDocx(['{#lines}{sum}{/lines}']), { sum: 'TOTAL', lines: [{ sum: null }] }).map(({ id }) => id)).toEqual(['tag_without_data']);
	});

	it('R-CON-2: does not ask for tags inside a section that is not shown', () => {
		expect(faultsOf(tinyDocx(['{#kpp}КПП {kpp}, {nothing}{/kpp}text']), { kpp: null })).toEqual([]);
	});

	it.each(['constructor', '__proto__', 'toString', 'client.constructor.name', 'client.length'])('R-CON-2: {%s} finds nothing', (tag) => {
		expect(faultsOf(tinyDocx([`{${tag}}`]), { client: 'text' }).map(({ id }) => id)).toEqual(['unknown_tag']);
	});

	it('R-CON-2: reports all broken tags of a template at once', () => {
		const faults = faultsOf(tinyDocx(['unopened}', '{a', '{b} {b']), { a: '1' });
		expect(faults.map(({ id }) => id)).toEqual(['unopened_tag', 'unclosed_tag', 'unclosed_tag']);
		expect(faults.every(({ explanation, file }) => explanation.endsWith('.') && file === 'word/document.xml')).toBe(true);
		expect(faultsOf(tinyDocx(['{#open}text']), {}).map(({ id, tag }) => [id, tag])).toEqual([['unclosed_loop', 'open']]);
	});

	it('R-CON-2: refuses a group of values, unchecked XML and characters that no XML can hold', () => {
		expect(faultsOf(tinyDocx(['{client}']), { client: { inn: '1' } }).map(({ id }) => id)).toEqual(['tag_is_a_group']);
		expect(faultsOf(tinyDocx(['{@a}']), { a: '<w:p/>' }).map(({ id }) => id)).toContain('raw_xml_tag');
		expect(faultsOf(tinyDocx(['{a}']), { a: 'a\u0001b' }).map(({ id, tag }) => [id, tag])).toEqual([['invalid_xml_characters', 'a']]);
	});

	it('R-CON-2: refuses an unsafe template before it looks at its tags', () => {
		expect(faultsOf(tinyDocx(['{a}'], [entry('word/vbaProject.bin', 'x')]), { a: '1' }).map(({ id }) => id)).toEqual(['macros']);
	});

	it('R-CON-2: explains all faults in the message, too, for whoever only sees that', () => {
		expect(() => renderDocx(tinyDocx(['{a} {b}']), {})).toThrow('The template asks for {a}, and nothing has that name. The template asks for {b}');
	});
});

describe('listTags', () => {
	it('R-CON-1: lists values and sections with what is inside, in order', () => {
		expect(listTags(tinyDocx(['{a.b}', '{#lines}', '{title}', '{/lines}', '{^c}none{/c}']))).toEqual([
			{ name: 'a.b', kind: 'value', file: 'word/document.xml', children: [] },
			{ name: 'lines', kind: 'section', file: 'word/document.xml', children: [{ name: 'title', kind: 'value', file: 'word/document.xml', children: [] }] },
			{ name: 'c', kind: 'inverted', file: 'word/document.xml', children: [] },
		]);
	});

	it('R-CON-2: refuses a template with broken tags', () => {
		expect(() => listTags(tinyDocx(['{a']))).toThrow(TemplateError);
	});
});
