/** Annex 1: the table of works, one row for each line of the contract. */
import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx';
import { body, paragraph, TEXT_WIDTH } from './layout';
import { signaturesTable, type ExecutorForm } from './sides';

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];
interface Column {
	readonly title: string;
	readonly tag: string;
	/** Twips. */
	readonly width: number;
	readonly align: Align;
}

const NARROW: readonly Column[] = [
	{ title: '№', tag: '{#lines}{index}', width: 560, align: AlignmentType.CENTER },
	{ title: 'Наименование услуги', tag: '{title}', width: 0, align: AlignmentType.LEFT },
	{ title: 'Кол-во', tag: '{quantity}', width: 850, align: AlignmentType.CENTER },
	{ title: 'Ед. изм.', tag: '{unit}', width: 1000, align: AlignmentType.CENTER },
	{ title: 'Цена, руб.', tag: '{price}', width: 1450, align: AlignmentType.RIGHT },
	{ title: 'Сумма, руб.', tag: '{sum}{/lines}', width: 1500, align: AlignmentType.RIGHT },
];
const fixed = NARROW.reduce((sum, { width }) => sum + width, 0);
const COLUMNS = NARROW.map((column) => ({ ...column, width: column.width || TEXT_WIDTH - fixed }));

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE };

function cell(text: string, width: number, alignment: Align, columnSpan = 1, keepNext = false): TableCell {
	return new TableCell({
		children: [paragraph(text, { alignment, spacing: { before: 30, after: 30 }, keepNext }, 20)],
		width: { size: width, type: WidthType.DXA },
		verticalAlign: VerticalAlign.CENTER,
		columnSpan,
		margins: { left: 85, right: 85 },
	});
}

function worksTable(): Table {
	const last = COLUMNS[COLUMNS.length - 1];
	const sumWidth = last?.width ?? 0;
	return new Table({
		width: { size: TEXT_WIDTH, type: WidthType.DXA },
		columnWidths: COLUMNS.map(({ width }) => width),
		borders: BORDERS,
		rows: [
			new TableRow({ tableHeader: true, cantSplit: true, children: COLUMNS.map(({ title, width }) => cell(`**${title}**`, width, AlignmentType.CENTER, 1, true)) }),
			new TableRow({ cantSplit: true, children: COLUMNS.map(({ tag, width, align }) => cell(tag, width, align)) }),
			new TableRow({
				cantSplit: true,
				children: [cell('**Итого:**', TEXT_WIDTH - sumWidth, AlignmentType.RIGHT, COLUMNS.length - 1), cell('**{contract.total}**', sumWidth, AlignmentType.RIGHT)],
			}),
		],
	});
}

export const annex = (form: ExecutorForm): Array<Paragraph | Table> => [
	paragraph('Приложение № 1', { alignment: AlignmentType.RIGHT, pageBreakBefore: true, spacing: { after: 0 } }),
	paragraph('к Договору № {contract.number} от {contract.date}', { alignment: AlignmentType.RIGHT, spacing: { after: 240 } }),
	paragraph('**Перечень и стоимость Услуг**', { alignment: AlignmentType.CENTER, spacing: { after: 160 }, keepNext: true }),
	worksTable(),
	paragraph('', { spacing: { after: 0 } }),
	body('Общая стоимость Услуг составляет {contract.totalWithWords}, {vat.text}.'),
	paragraph('', { spacing: { after: 0 }, keepNext: true }),
	signaturesTable(form),
];
