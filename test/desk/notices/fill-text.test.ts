import fc from 'fast-check';

import { fillText, fillTexts, placeholdersIn } from '../../../src/desk/notices/fill-text';
import { InvalidInputError } from '../../../src/errors';

const facts = { title: 'Договор № 7', texts: { client: 'ООО «Ромашка»', amount: '1 000 ₽', trackNumber: '' } };

describe('filling a text', () => {
	it('R-LEAD-3: placeholders become the facts of the subject', () => {
		expect(fillText('{subject}: {client}, { amount }', facts)).toBe('Договор № 7: ООО «Ромашка», 1 000 ₽');
	});

	it('R-LEAD-3: a fact that is not filled in yet is empty, not unknown', () => {
		expect(fillText('Трек: {trackNumber}.', facts)).toBe('Трек: .');
	});

	it('R-REG-5: the note of the escalation may itself name facts, and the step and its lateness can be named', () => {
		const step = { note: 'Спросите {client}', step: 'task', lateByMs: 125 * 60_000 };
		expect(fillText('{note} ({step}) {late}', facts, step)).toBe('Спросите ООО «Ромашка» (task) Это сообщение пришло с опозданием на 2 часа 5 минут.');
	});

	it('R-REG-5: {note}, {step} and {late} are empty outside an escalation', () => {
		expect(fillText('[{note}{step}{late}]', facts)).toBe('[]');
	});

	it('R-CORE-6: an unknown placeholder is refused by name, with the known ones', () => {
		expect(() => fillText('Здравствуйте, {clinet}', facts)).toThrow(InvalidInputError);
		expect(() => fillText('Здравствуйте, {clinet}', facts)).toThrow(/\{clinet\} is not known here; known are \{amount\}, \{client\}/);
	});

	it('R-CORE-6: all unknown placeholders of all texts and of the note are named at once', () => {
		const fill = () => fillTexts({ Title: '{a} {client}', Body: '{b} {a}' }, facts, { note: '{c} {note}', step: '', lateByMs: 0 });
		expect(fill).toThrow(InvalidInputError);
		try {
			fill();
		} catch (error) {
			const faults = (error as InvalidInputError).faults.map(({ field, reason }) => [field, reason.split(' ')[0]]);
			expect(faults).toEqual([['Note', '{c}'], ['Note', '{note}'], ['Title', '{a}'], ['Body', '{b}'], ['Body', '{a}']]);
		}
	});

	it.each([
		['\\{client\\}', '{client}'],
		['{{ $json.client }} {client}', '{{ $json.client }} ООО «Ромашка»'],
		['{"a": 1} { }', '{"a": 1} { }'],
		['a \\ b', 'a \\ b'],
	])('R-LEAD-3: %s is filled as %s', (template, filled) => {
		expect(fillText(template, facts)).toBe(filled);
	});

	it('R-CORE-6: words that every object has are no placeholders', () => {
		expect(() => fillText('{constructor}', facts)).toThrow(/\{constructor\} is not known/);
	});

	it('R-LEAD-3: what stands in a fact is never read as a placeholder again', () => {
		expect(fillText('{client}', { title: '', texts: { client: '{amount} $& \\{' } })).toBe('{amount} $& \\{');
	});

	it('R-LEAD-3: a text without braces and backslashes comes out as it went in', () => {
		fc.assert(fc.property(fc.string().filter((text) => !/[{}\\]/.test(text)), (text) => expect(fillText(text, facts)).toBe(text)));
	});

	it('R-CORE-4: the placeholders of a text are told, each once', () => {
		expect(placeholdersIn('{client} {{ x }} {client} \\{no} {amount}')).toEqual(['client', 'amount']);
	});
});
