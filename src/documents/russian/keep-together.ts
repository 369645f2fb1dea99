/**
 * No-break spaces where a Russian reader expects no line break: after № and abbreviations of addresses, inside digit groups,
 * before a dash. Not after one-letter words: justified lines stretch the other spaces only, and the gaps look worse than the break.
 */
const RULES: ReadonlyArray<readonly [RegExp, string]> = [
	[/№ /g, '№\u00A0'],
	[/(?<=\d) (?=\d)/g, '\u00A0'],
	[/(?<=\d) (?=[(%])/g, '\u00A0'],
	[/(?<![\p{L}\d])(г|ул|пер|пр|пл|наб|ш|д|стр|корп|к|кв|оф|офис|пом|п|пос|обл|р|ст|им)\. (?=\S)/giu, '$1.\u00A0'],
	[/(?<=(?:ГК|НК|АПК)) (?=РФ)/g, '\u00A0'],
	[/ — /g, '\u00A0— '],
];

export function keepTogether(text: string): string {
	return RULES.reduce((kept, [pattern, replacement]) => kept.replace(pattern, replacement), text);
}
