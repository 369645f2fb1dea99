/** Contracts of many clients, twenty lines each. What belongs to one client carries that client's mark, so that a trace of it elsewhere is found. */
import { buildContractData } from '../../src/documents/contract-data';
import type { DocumentData } from '../../src/documents/document-data';
import { contractOfOrganisations } from './sample-contracts';

const LINES = 20;

const markOf = (client: number): string => `К${String(client).padStart(5, '0')}Ц`;

/** The clients whose marks a text shows. */
export const clientsIn = (text: string): number[] => [...new Set([...text.matchAll(/К(\d{5})Ц/g)].map(([, number]) => Number(number)))];

/** The values of one client's contract, for the tags of the shipped template. */
export function contractOfClient(client: number): DocumentData {
	const mark = markOf(client);
	const { ourEntity, client: sample, contract } = contractOfOrganisations();
	const priceKopecks = 1_000_00 + client;
	const lines = Array.from({ length: LINES }, (_, index) => ({ title: `Испытания образца ${index + 1} для ${mark}`, quantity: index + 1, unit: 'образец', priceKopecks, sumKopecks: priceKopecks * (index + 1) }));
	return buildContractData({
		ourEntity,
		client: { ...sample, fullName: `Общество с ограниченной ответственностью «${mark}»`, shortName: `ООО «${mark}»`, address: `119000, г. Москва, переулок ${mark}, д. 3`, email: `${mark}@client.example` },
		contract: { ...contract, number: `СЭ-2026/${mark}`, subject: `сертификация продукции ${mark}`, product: `кабели силовые ${mark}`, lines, totalKopecks: lines.reduce((sum, line) => sum + line.sumKopecks, 0) },
	});
}
