/**
 * How tall a note's text stands on n8n's canvas, so that notes are as large as their text and headings never lie on nodes.
 * n8n lays text out in the browser; these are its sizes, read off there. `npm run pictures` checks the outcome.
 */

const PADDING = 12;
const LETTER = { text: 7.1, code: 8.3, h1: 16.5, h2: 12.2, h3: 8.4 };
const LINE = { text: 19, code: 17, h1: 44, h2: 30, h3: 22 };
const AFTER = { text: 8, h1: 8, h2: 8, h3: 10, list: 2, block: 52 };

const linesOf = (text, width, letter) => Math.max(1, Math.ceil((text.length * letter) / width));

function heading(line, width) {
	const level = /^#+/.exec(line)[0].length;
	const kind = `h${Math.min(level, 3)}`;
	return linesOf(line.slice(level + 1), width, LETTER[kind]) * LINE[kind] + AFTER[kind];
}

/** A row is as tall as its tallest cell; the columns share the width. */
function tableRow(line, width) {
	const cells = line.split('|').slice(1, -1);
	return Math.max(...cells.map((cell) => linesOf(cell.trim(), (width * (cell.length > 20 ? 0.7 : 0.3)) - 24, LETTER.text))) * LINE.text + 24;
}

function paragraph(line, width) {
	const isItem = /^(-|\d+\.) /.test(line);
	const plain = line.replace(/\*\*|(?<!\w)[*_](?=\S)/g, '');
	const code = (plain.match(/`[^`]*`/g) ?? []).join('').length;
	const widthOfAll = (plain.length - code) * LETTER.text + code * LETTER.code;
	return Math.max(1, Math.ceil(widthOfAll / (isItem ? width - 24 : width))) * LINE.text + (isItem ? AFTER.list : 0);
}

/**
 * @param {string} markdown
 * @param {number} noteWidth
 * @returns {number} pixels from the top of the note to the end of the text
 */
export function heightOfText(markdown, noteWidth) {
	const width = noteWidth - 2 * PADDING;
	let height = PADDING;
	let inBlock = false;
	for (const line of markdown.split('\n')) {
		if (line.startsWith('```')) {
			height += inBlock ? 0 : AFTER.block;
			inBlock = !inBlock;
		} else if (inBlock) height += LINE.code;
		else if (line === '') height += AFTER.text;
		else if (/^\|[-|]+\|$/.test(line)) continue;
		else if (line.startsWith('|')) height += tableRow(line, width);
		else height += line.startsWith('#') ? heading(line, width) : paragraph(line, width);
	}
	return Math.ceil(height + PADDING);
}
