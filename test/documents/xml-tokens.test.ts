import * as fc from 'fast-check';
import { hasTokenLongerThan } from '../../src/documents/xml-tokens';

it.each([
	['a text', '<t>12345</t>', 5],
	['a tag', '<longer/>', 9],
	['a tag with ">" and quotation marks in its attributes', `<a b='">' c=">'"/>`, 18],
	['a comment full of tags', '<!--<a><b>-->', 13],
	['character data full of tags', '<![CDATA[<a><b>]]>', 18],
	['an instruction', '<?xml a=">"?>', 13],
	['a comment that never ends', '<!--<a><b>', 10],
	['a tag whose quotation mark never ends', '<a b="><c/>', 11],
])('R-CORE-6: %s counts as one token', (_what, text, length) => {
	expect(hasTokenLongerThan(text, length - 1)).toBe(true);
	expect(hasTokenLongerThan(text, length)).toBe(false);
});

it('R-CORE-6: a text of tokens is never longer in one than its longest', () => {
	const token = fc.oneof(
		fc.string({ maxLength: 30 }).map((text) => `<!--${text.replaceAll('-', '')}-->`),
		fc.string({ maxLength: 30 }).map((text) => `<a b="${text.replaceAll('"', '')}">`),
		fc.string({ maxLength: 30 }).map((text) => `<![CDATA[${text.replaceAll(']', '')}]]>`),
	);
	fc.assert(
		fc.property(fc.array(token, { minLength: 1 }), (tokens) => {
			const longest = Math.max(...tokens.map(({ length }) => length));
			expect(hasTokenLongerThan(tokens.join(''), longest)).toBe(false);
			expect(hasTokenLongerThan(tokens.join(''), longest - 1)).toBe(true);
		}),
	);
});
