/** The whole template of a service contract for one legal form of ours. */
import { AlignmentType, Document, Footer, PageNumber, Packer, Paragraph, TabStopType, TextRun } from 'docx';
import { keepTogether } from '../../src/documents/russian';
import { readZip, inflateEntry } from '../../src/documents/zip-reader';
import { deflateEntry, writeZip } from '../../src/documents/zip-writer';
import { annex } from './annex';
import { clauses } from './clauses';
import { leftAndRight, numbering, PAGE, paragraph, section, styles, TEXT_WIDTH } from './layout';
import { preamble, requisitesTable, type ExecutorForm } from './sides';

const FOOTER_SIZE = 18;

function footer(): Footer {
	const pages = new TextRun({ children: ['\tСтраница ', PageNumber.CURRENT, ' из ', PageNumber.TOTAL_PAGES], size: FOOTER_SIZE });
	const number = new TextRun({ text: keepTogether('Договор № {contract.number} от {contract.dateShort}'), size: FOOTER_SIZE });
	return new Footer({ children: [new Paragraph({ tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }], children: [number, pages] })] });
}

function contractDocument(form: ExecutorForm): Document {
	return new Document({
		title: 'Договор возмездного оказания услуг',
		creator: 'Deal Desk',
		lastModifiedBy: 'Deal Desk',
		styles,
		numbering,
		sections: [
			{
				properties: { page: { size: { width: PAGE.width, height: PAGE.height }, margin: PAGE.margin } },
				footers: { default: footer() },
				children: [
					paragraph('**ДОГОВОР № {contract.number}**', { alignment: AlignmentType.CENTER, spacing: { after: 0 } }, 26),
					paragraph('**возмездного оказания услуг**', { alignment: AlignmentType.CENTER, spacing: { after: 200 } }, 24),
					leftAndRight('г. {contract.city}\t{contract.date}', { spacing: { after: 200 } }),
					preamble(form),
					...clauses(),
					section('Адреса, реквизиты и подписи Сторон'),
					requisitesTable(form),
					...annex(form),
				],
			},
		],
	});
}

/** The library stamps the present moment; a template that is built again must be the same file. */
const withoutClock = (core: string): string => core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, '$12026-01-01T00:00:00Z');

/** The two parts every reader looks for come first, as Word writes them. */
const rank = (name: string): number => ['[Content_Types].xml', '_rels/.rels'].indexOf(name) + 1 || 3;

/** Bytes of a template, the same on every run. */
export async function contractTemplate(form: ExecutorForm): Promise<Uint8Array> {
	const packed = await Packer.toBuffer(contractDocument(form));
	const entries = readZip(packed).filter(({ name }) => !name.endsWith('/')).sort((a, b) => rank(a.name) - rank(b.name));
	return writeZip(
		entries.map((entry) => {
			const content = inflateEntry(entry, 10_000_000);
			const isCore = entry.name === 'docProps/core.xml';
			return deflateEntry(entry.name, isCore ? Buffer.from(withoutClock(Buffer.from(content).toString('utf8'))) : content);
		}),
	);
}
