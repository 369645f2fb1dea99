/** Typography of contract templates: Times New Roman 11 pt, numbered clauses, no hand-made spacing. Lengths are twips unless named. */
import {
	AlignmentType,
	LevelFormat,
	LevelSuffix,
	Paragraph,
	TabStopType,
	TextRun,
	type INumberingOptions,
	type IParagraphOptions,
	type IStylesOptions,
} from 'docx';
import { keepTogether } from '../../src/documents/russian';

export const FONT = 'Times New Roman';
/** Half-points: 22 is 11 pt. */
export const TEXT_SIZE = 22;
export const PAGE = { width: 11906, height: 16838, margin: { top: 1134, bottom: 1134, left: 1418, right: 851, footer: 567 } };
/** Width between the margins. */
export const TEXT_WIDTH = PAGE.width - PAGE.margin.left - PAGE.margin.right;
const CLAUSE_INDENT = 709;
const NUMBERING = 'contract';

export const styles: IStylesOptions = {
	default: { document: { run: { font: FONT, size: TEXT_SIZE, language: { value: 'ru-RU' } } } },
};

const level = (depth: number, text: string) => ({
	level: depth,
	format: LevelFormat.DECIMAL,
	text,
	alignment: AlignmentType.LEFT,
	style: { paragraph: { indent: { left: CLAUSE_INDENT, hanging: CLAUSE_INDENT } } },
});

/** «1.» for sections, «1.1.» for clauses, «1.1.1.» for items; Word renumbers when a lawyer adds one. */
export const numbering: INumberingOptions = {
	config: [
		{
			reference: NUMBERING,
			levels: [{ ...level(0, '%1.'), alignment: AlignmentType.CENTER, suffix: LevelSuffix.SPACE, style: { run: { bold: true }, paragraph: { indent: { left: 0, firstLine: 0 } } } }, level(1, '%1.%2.'), level(2, '%1.%2.%3.')],
		},
	],
};

/** `**bold**` parts become runs of their own; a tag must not be cut by the marks, so each stays within one run. */
export function runs(text: string, size = TEXT_SIZE): TextRun[] {
	return keepTogether(text)
		.split(/(\*\*[^*]+\*\*)/)
		.filter((part) => part !== '')
		.map((part) => new TextRun({ text: part.replaceAll('**', ''), bold: part.startsWith('**'), size }));
}

export function paragraph(text: string, options: IParagraphOptions = {}, size?: number): Paragraph {
	return new Paragraph({ spacing: { after: 60 }, ...options, children: runs(text, size) });
}

export const body = (text: string): Paragraph => paragraph(text, { alignment: AlignmentType.JUSTIFIED });

export const section = (title: string): Paragraph =>
	paragraph(`**${title}**`, { numbering: { reference: NUMBERING, level: 0 }, alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 200, after: 100 } });

const numbered = (depth: 1 | 2) => (text: string): Paragraph =>
	paragraph(text, { numbering: { reference: NUMBERING, level: depth }, alignment: AlignmentType.JUSTIFIED });

export const clause = numbered(1);
export const item = numbered(2);

/** A clause that introduces items stays with the first of them. */
export const leadingClause = (text: string): Paragraph =>
	paragraph(text, { numbering: { reference: NUMBERING, level: 1 }, alignment: AlignmentType.JUSTIFIED, keepNext: true });

/** Text at the left margin and text at the right one. */
export const leftAndRight = (text: string, options: IParagraphOptions = {}, size?: number): Paragraph =>
	paragraph(text, { tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }], ...options }, size);

/** Paragraphs shown when the tag holds; the marks vanish with their paragraphs when the template is filled. */
export const when = (tag: string, ...paragraphs: Paragraph[]): Paragraph[] => [paragraph(`{#${tag}}`), ...paragraphs, paragraph(`{/${tag}}`)];
export const unless = (tag: string, ...paragraphs: Paragraph[]): Paragraph[] => [paragraph(`{^${tag}}`), ...paragraphs, paragraph(`{/${tag}}`)];
