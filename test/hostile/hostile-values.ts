import type { INodeProperties } from 'n8n-workflow';

/** Stands in every text below, so that the text is found wherever it was written to. */
export const MARK = 'zq7';

const deep = (levels: number): unknown => {
	let value: unknown = MARK;
	for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
	return value;
};

/** Stands for what n8n's own sandbox fails to hand over: seen on a real n8n with `{"toString": "x"}` out of a request's body. */
const unreadable = Object.freeze({ unreadable: MARK });

/** Whether a value is, or holds, what no expression can hand over. */
export const isUnreadable = (value: unknown): boolean =>
	value === unreadable || (typeof value === 'object' && value !== null && ('value' in value ? isUnreadable(value.value) : Object.values(value).includes(unreadable)));

const notATexts: Readonly<Record<string, unknown>> = {
	'a list': [MARK, 'b'],
	'a list of one': [MARK],
	'an object': { a: MARK },
	'an object that claims to be a text': { toString: MARK, valueOf: MARK },
	'a deep object': deep(20_000),
	'what no expression can hand over': unreadable,
	null: null,
};

export const hostileTexts: Readonly<Record<string, unknown>> = {
	SQL: `${MARK}'); drop table leads; --`,
	'SQL in double quotes': `${MARK}" or "1"="1`,
	'wildcards of SQL': `${MARK}%_\\`,
	'placeholders of SQL': `${MARK} :id $1 ?`,
	markup: `${MARK}<script>alert(1)</script><img src=x onerror=alert(1)>`,
	'tags of templates': `${MARK}{constructor}{#loop}{/loop}{{7*7}}\${7*7}`,
	'header lines': `${MARK}\r\nBcc: evil@example.com`,
	'a formula': `=${MARK}+cmd|' /C calc'!A0`,
	'a path': `../../${MARK}`,
	'text that runs backwards': `${MARK}\u202e\u200bfdp.exe`,
	'emoji and combining marks': `${MARK}👩‍👩‍👧 й e\u0301`,
	NUL: `${MARK}\0end`,
	'a control character': `${MARK}\u0007\u001bend`,
	'half a character': `${MARK}\ud83d`,
	'a megabyte': `${MARK}${'д'.repeat(1_000_000)}`,
	'a name of every object': 'constructor',
	'a name of every prototype': '__proto__',
	...notATexts,
};

const hostileNumbers: Readonly<Record<string, unknown>> = {
	NaN: Number.NaN,
	Infinity: Number.POSITIVE_INFINITY,
	'1e309': '1e309',
	'-1': -1,
	huge: 1e21,
	'hugely negative': -1e21,
	'the largest safe one': Number.MAX_SAFE_INTEGER,
	'a fraction': 1.5,
	'12,5': '12,5',
	hexadecimal: '0x1F',
	'other digits': '٣',
	words: `${MARK} or 1=1`,
	...notATexts,
	'a list with a number': [5],
	yes: true,
};

const hostileDates: Readonly<Record<string, unknown>> = {
	words: `${MARK}; drop`,
	'the 30th of February': '2026-02-30',
	'month 13': '2026-13-01',
	'the year 0': '0000-01-01',
	'long ago': '-271821-04-20T00:00:00Z',
	'the last instant of all': '+275760-09-13T00:00:00Z',
	'past the last instant': 8_640_000_000_000_001,
	'a far future': '9999-12-31',
	negative: -1e15,
	NaN: Number.NaN,
	'1e300': 1e300,
	...notATexts,
};

const hostileJson: Readonly<Record<string, unknown>> = {
	'half of it': `{"${MARK}"`,
	null: 'null',
	'a number': '5',
	'a list': `["${MARK}"]`,
	'an object': `{"${MARK}": "${MARK}"}`,
	'lists and objects as values': `{"title": {"${MARK}": []}, "code": ["${MARK}"]}`,
	'a prototype': '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
	'a prototype as text': `{"__proto__": "${MARK}", "toString": "${MARK}"}`,
	deep: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
	'deep lists': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
	NUL: `{"product": "${MARK}\\u0000end"}`,
	'NUL in a name': `{"${MARK}\\u0000end": "x"}`,
	'half a character': `{"product": "${MARK}\\ud83d"}`,
	'many names': JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${MARK}${index}`, index]))),
	'a long name': `{"${MARK}${'a'.repeat(100_000)}": 1}`,
	'a long text': `{"product": "${MARK}${'д'.repeat(1_000_000)}"}`,
	'huge numbers': '{"product": 1e309, "amount": -1e300}',
	'an object that is no text': { product: { toString: MARK } },
	'deep and no text': deep(20_000),
};

const hostileIds: Readonly<Record<string, unknown>> = {
	SQL: '1 or 1=1',
	'-1': '-1',
	'0': 0,
	'a fraction': 1.5,
	huge: '9007199254740993',
	'1e309': '1e309',
	nobody: 999_999_999,
	NUL: '1\0',
	'a name of every prototype': '__proto__',
	...notATexts,
};

const hostileFlags: Readonly<Record<string, unknown>> = { words: MARK, ...notATexts };

const located = Object.fromEntries(Object.entries(hostileIds).flatMap(([name, value]) => [[name, { __rl: true, mode: 'id', value }], [`${name}, bare`, value]]));

const byType: Readonly<Partial<Record<INodeProperties['type'], Readonly<Record<string, unknown>>>>> = {
	boolean: hostileFlags,
	dateTime: hostileDates,
	json: hostileJson,
	multiOptions: { ...hostileTexts, 'lists in a list': [[MARK]], 'objects in a list': [{ a: MARK }], 'texts in a list': Object.values(hostileTexts).filter((value) => typeof value === 'string') },
	number: hostileNumbers,
	options: hostileTexts,
	resourceLocator: located,
	string: hostileTexts,
};

/** What is tried on a parameter, by what it is called. Ids typed as text get both kinds. */
export function hostileValuesFor({ type, name }: INodeProperties): Readonly<Record<string, unknown>> {
	const values = byType[type];
	if (!values) throw new Error(`No hostile values are known for parameters of the type "${type}" ("${name}"); add some to hostile-values.ts.`);
	return type === 'string' && /Id$/.test(name) ? { ...values, ...hostileIds } : values;
}

/** What is tried in the place of a whole collection. */
export const hostileCollections: Readonly<Record<string, unknown>> = { ...notATexts, words: MARK, 'a number': 5 };
