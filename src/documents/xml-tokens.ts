/** Tags, texts, comments and the like of an XML part, by their places alone: nothing here says that the part is well-formed. */

const CLOSINGS: ReadonlyArray<readonly [opening: string, closing: string]> = [
	['<!--', '-->'],
	['<![CDATA[', ']]>'],
	['<?', '?>'],
];

/** The place behind `closing`, or the end of the text when it never comes. */
function behind(text: string, closing: string, from: number): number {
	const found = text.indexOf(closing, from);
	return found === -1 ? text.length : found + closing.length;
}

/** A `>` in a quoted attribute does not end a tag. */
function endOfTag(text: string, start: number): number {
	const stop = /[>"']/g;
	stop.lastIndex = start;
	for (let found = stop.exec(text); found; found = stop.exec(text)) {
		if (found[0] === '>') return stop.lastIndex;
		stop.lastIndex = behind(text, found[0], stop.lastIndex);
	}
	return text.length;
}

function endOfToken(text: string, start: number): number {
	if (text[start] !== '<') {
		const tag = text.indexOf('<', start);
		return tag === -1 ? text.length : tag;
	}
	const closing = CLOSINGS.find(([opening]) => text.startsWith(opening, start));
	return closing ? behind(text, closing[1], start + closing[0].length) : endOfTag(text, start);
}

/** Whether some token has more than `most` UTF-16 units. A token that never ends reaches to the end of the text. */
export function hasTokenLongerThan(text: string, most: number): boolean {
	for (let start = 0; start < text.length; ) {
		const end = endOfToken(text, start);
		if (end - start > most) return true;
		start = end;
	}
	return false;
}
