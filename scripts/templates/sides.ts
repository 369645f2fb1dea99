/** The two sides: preamble, and requisites with signatures as a table of two columns. */
import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx';
import { body, paragraph, TEXT_WIDTH, unless, when } from './layout';

export type ExecutorForm = 'organisation' | 'entrepreneur';

const represented = (side: string): string =>
	`в лице {${side}.signatory.positionGenitive} {${side}.signatory.fullNameGenitive}, {${side}.acting} на основании {${side}.signatory.basisGenitive}`;

/** Our entrepreneur usually signs in person; our organisation never does. */
function executorIntroduction(form: ExecutorForm): string {
	const name = '**{executor.fullName}**, {executor.named} в дальнейшем «Исполнитель»';
	if (form === 'organisation') return `${name}, ${represented('executor')}`;
	return `${name}, {#executor.isRepresented}${represented('executor')}{/executor.isRepresented}{^executor.isRepresented}{executor.acting} на основании {executor.signatory.basisGenitive}{/executor.isRepresented}`;
}

/** A client may be an organisation, an entrepreneur (in person or represented) or a person without «на основании». */
const CLIENT_INTRODUCTION =
	'**{client.fullName}**,{#client.isPerson} {client.identityDocument},{/client.isPerson} {client.named} в дальнейшем «Заказчик»,' +
	`{#client.isRepresented} ${represented('client')},{/client.isRepresented}` +
	'{^client.isRepresented}{^client.isPerson} {client.acting} на основании {client.signatory.basisGenitive},{/client.isPerson}{/client.isRepresented}';

export const preamble = (form: ExecutorForm): Paragraph =>
	body(
		`${executorIntroduction(form)}, с одной стороны, и ${CLIENT_INTRODUCTION} с другой стороны, вместе именуемые «Стороны», заключили настоящий договор (далее — Договор) о нижеследующем.`,
	);

/** A line of the table: left, and together with the signature below it. */
const line = (text: string): Paragraph => paragraph(text, { alignment: AlignmentType.LEFT, spacing: { after: 20 }, keepNext: true });

const bankLines = (side: string): Paragraph[] => [
	line(`Р/с {${side}.bank.account}`),
	line(`Банк: {${side}.bank.bankName}`),
	line(`К/с {${side}.bank.correspondentAccount}`),
	line(`БИК {${side}.bank.bic}`),
];

const contactLines = (side: string): Paragraph[] => [...when(`${side}.phone`, line(`Тел.: {${side}.phone}`)), line(`Эл. почта: {${side}.email}`)];

const executorRequisites = (form: ExecutorForm): Paragraph[] => [
	line('**Исполнитель**'),
	line('**{executor.fullName}**'),
	line(form === 'organisation' ? 'ИНН {executor.inn}, КПП {executor.kpp}' : 'ИНН {executor.inn}'),
	line(form === 'organisation' ? 'ОГРН {executor.ogrn}' : 'ОГРНИП {executor.ogrn}'),
	line('Адрес: {executor.address}'),
	...bankLines('executor'),
	...contactLines('executor'),
];

const clientRequisites = (): Paragraph[] => [
	line('**Заказчик**'),
	line('**{client.fullName}**'),
	...when('client.identityDocument', line('{client.identityDocument}')),
	...when('client.inn', line('ИНН {client.inn}{#client.kpp}, КПП {client.kpp}{/client.kpp}')),
	...when('client.ogrn', line('{client.ogrnLabel} {client.ogrn}')),
	line('Адрес: {client.address}'),
	...when('client.bank', ...bankLines('client')),
	...contactLines('client'),
];

const SIGNATURE_LINE = '_________________';

/** Room for the stamp is asked of organisations only; an entrepreneur or a person rarely has one. */
const executorSignature = (form: ExecutorForm): Paragraph[] => [
	...(form === 'organisation'
		? [line('{executor.signatory.position}')]
		: [...when('executor.isRepresented', line('{executor.signatory.position}')), ...unless('executor.isRepresented', line('Индивидуальный предприниматель'))]),
	line(''),
	line(`${SIGNATURE_LINE} {executor.signatory.initialsAndSurname}`),
	line('М. П.'),
];

const clientSignature = (): Paragraph[] => [
	...when('client.isRepresented', line('{client.signatory.position}')),
	...unless('client.isRepresented', ...when('client.isEntrepreneur', line('Индивидуальный предприниматель')), ...when('client.isPerson', line(''))),
	line(''),
	line(`${SIGNATURE_LINE} {client.signatory.initialsAndSurname}`),
	...unless('client.isPerson', line('М. П.')),
];

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER };
const COLUMN = Math.floor(TEXT_WIDTH / 2);

const cell = (children: Paragraph[]): TableCell =>
	new TableCell({ children, width: { size: COLUMN, type: WidthType.DXA }, verticalAlign: VerticalAlign.TOP, margins: { left: 0, right: 170, top: 60, bottom: 60 } });

function twoColumns(rows: ReadonlyArray<readonly [Paragraph[], Paragraph[]]>): Table {
	return new Table({
		width: { size: COLUMN * 2, type: WidthType.DXA },
		columnWidths: [COLUMN, COLUMN],
		borders: NO_BORDERS,
		rows: rows.map(([left, right]) => new TableRow({ cantSplit: true, children: [cell(left), cell(right)] })),
	});
}

/** Signatures have a row of their own, so that both lines stand level whatever the length of the requisites. */
export const requisitesTable = (form: ExecutorForm): Table =>
	twoColumns([[executorRequisites(form), clientRequisites()], [executorSignature(form), clientSignature()]]);

export const signaturesTable = (form: ExecutorForm): Table =>
	twoColumns([[[line('**Исполнитель**'), ...executorSignature(form)], [line('**Заказчик**'), ...clientSignature()]]]);
