import { DEFAULT_TEMPLATE_LIMITS } from '../../src/documents/docx-package';
import { OpenedTemplates } from '../../src/documents/opened-templates';
import { renderDocx } from '../../src/documents/render';
import { TemplateError } from '../../src/documents/template-fault';
import { textOf } from './docx-text';
import { entry, tinyDocx } from './tiny-docx';

const textIn = (document: Uint8Array): string => textOf(document).trim();
const open = (templates: OpenedTemplates, bytes: Uint8Array, limits = DEFAULT_TEMPLATE_LIMITS) => templates.open(bytes, limits);

describe('OpenedTemplates', () => {
	it('R-CON-1: opens the same bytes once, wherever they lie', () => {
		const templates = new OpenedTemplates();
		const bytes = tinyDocx(['{a}']);
		expect(open(templates, Uint8Array.from(bytes)).docx).toBe(open(templates, bytes).docx);
	});

	it('R-CON-1: two templates share nothing, even if a letter is all that tells them apart', () => {
		const templates = new OpenedTemplates();
		const [left, right] = [tinyDocx(['L {a}']), tinyDocx(['R {a}'])];
		const [openedLeft, openedRight] = [open(templates, left).docx, open(templates, right).docx];
		expect(openedLeft.xml.get('word/document.xml')).toContain('L {a}');
		expect(openedRight.xml.get('word/document.xml')).toContain('R {a}');
		for (const one of openedLeft.entries) expect(openedRight.entries).not.toContain(one);
		for (const value of ['1', '2']) expect([left, right].map((template) => textIn(renderDocx(template, { a: value })))).toEqual([`L ${value}`, `R ${value}`]);
	});

	it('R-CON-1: neither a render, nor who writes over a template or a document afterwards, changes a later document', () => {
		const [template, other] = [tinyDocx(['kept {a}'], [entry('word/media/logo.png', Buffer.from('logo'))]), tinyDocx(['other {a}'])];
		const copy = Uint8Array.from(template);
		const expected = Buffer.from(renderDocx(copy, { a: '1' }));
		renderDocx(copy, { a: '2' }).fill(0);
		expect(() => renderDocx(copy, {})).toThrow(TemplateError);
		expect(Buffer.from(renderDocx(template, { a: '1' })).equals(expected)).toBe(true);
		copy.fill(0);
		expect(Buffer.from(renderDocx(template, { a: '1' })).equals(expected)).toBe(true);
		expect(() => renderDocx(copy, { a: '1' })).toThrow(TemplateError);
		// The same buffer with the bytes of another template is another template.
		const reused = new Uint8Array(copy.buffer, 0, other.byteLength);
		reused.set(other);
		expect(textIn(renderDocx(reused, { a: '1' }))).toBe('other 1');
	});

	it('R-CON-2: a template opened under wide limits is held against narrow ones all the same', () => {
		const template = tinyDocx(['{a}']);
		renderDocx(template, { a: '1' });
		for (const [limit, value] of [['maxFileBytes', 100], ['maxEntries', 2], ['maxEntryBytes', 50], ['maxUnpackedBytes', 50]] as const) {
			expect(() => renderDocx(template, { a: '1' }, { ...DEFAULT_TEMPLATE_LIMITS, [limit]: value })).toThrow(TemplateError);
		}
	});

	it('R-CON-2: a template that is refused is refused again', () => {
		const templates = new OpenedTemplates();
		const unsafe = tinyDocx(['{a}'], [entry('word/vbaProject.bin', 'x')]);
		const refusals = [1, 2].map(() => open(templates, unsafe).faults.map(({ id }) => id));
		expect(refusals).toEqual([['macros'], ['macros']]);
	});

	it('R-CON-1: keeps the eight used last, and none that is large', () => {
		const templates = new OpenedTemplates();
		const small = Array.from({ length: 9 }, (_, index) => tinyDocx([`${index}`]));
		const docxOf = (index: number) => open(templates, small[index] ?? new Uint8Array()).docx;
		const opened = small.slice(0, 8).map((_, index) => docxOf(index));
		expect(docxOf(0)).toBe(opened[0]);
		docxOf(8);
		expect(docxOf(0)).toBe(opened[0]);
		expect(docxOf(1)).not.toBe(opened[1]);

		const packsWell = tinyDocx([], [entry('word/media/large.bin', Buffer.alloc(5 * 1024 * 1024))]);
		expect(open(templates, packsWell).faults).toEqual([]);
		expect(open(templates, packsWell).docx).not.toBe(open(templates, packsWell).docx);
	});
});
