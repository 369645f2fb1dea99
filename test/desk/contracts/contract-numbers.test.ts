import { generateContract } from '../../../src/desk/contracts/generate-contract';
import { legalEntities } from '../../../src/store/organisation-tables';
import { sharedDrivers } from '../../helpers/temporary-workspace';
import { anEntity, call, contractDesk, contracts, dealFor, keyed } from './contract-desk';

const serial = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(4, '0')}`);

it.each(sharedDrivers)('R-CON-1: on %s twenty contracts at once from two processes get consecutive numbers, no gap, no duplicate', async (driver) => {
	const desk = await contractDesk({ driver });
	const { workspace, people, entity } = desk;
	const workspaces = [workspace, await desk.openAgain()];
	const deals = [];
	for (let index = 0; index < 20; index += 1) deals.push(await dealFor(workspace, people, entity));

	const outcomes = await Promise.all(deals.map(async (deal, index) => await generateContract(workspaces[index % 2]!, { dealId: deal.id }, keyed(`deal:${deal.id}`))));

	expect(outcomes.every((outcome) => outcome.kind === 'done' && outcome.result.created)).toBe(true);
	const filed = await contracts(workspace);
	expect(filed.map((entry) => entry.number).sort()).toEqual(serial(20, 'СЭ-2026/'));
	expect(new Set(filed.map((entry) => entry.dealId)).size).toBe(20);
	// Each document bears its own number, so no two have the same bytes.
	expect(new Set(filed.map((entry) => entry.fileHash)).size).toBe(20);
}, 60_000);

it.each(sharedDrivers)('R-CON-1: on %s contracts that fail among parallel ones leave no gap', async (driver) => {
	const desk = await contractDesk({ driver });
	const { workspace, people, entity } = desk;
	const again = await desk.openAgain();
	const deals = [];
	for (let index = 0; index < 12; index += 1) deals.push(await dealFor(workspace, people, entity, index % 3 === 0 ? { amountKopecks: 0 } : {}));
	const outcomes = await Promise.allSettled(deals.map(async (deal, index) => await generateContract(index % 2 ? again : workspace, { dealId: deal.id }, call)));
	expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(4);
	expect((await contracts(workspace)).map((entry) => entry.number).sort()).toEqual(serial(8, 'СЭ-2026/'));
}, 60_000);

it.each(sharedDrivers)('R-CON-1: on %s parallel runs for one deal make one contract', async (driver) => {
	const desk = await contractDesk({ driver });
	const { workspace, deal } = desk;
	const again = await desk.openAgain();
	const outcomes = await Promise.all(Array.from({ length: 6 }, async (_, index) => await generateContract(index % 2 ? again : workspace, { dealId: deal.id }, keyed(`run:${index}`))));
	expect(outcomes.filter((outcome) => outcome.kind === 'done' && outcome.result.created)).toHaveLength(1);
	expect(new Set(outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.result.number : outcome.kind)))).toEqual(new Set(['СЭ-2026/0001']));
	expect(await contracts(workspace)).toHaveLength(1);
}, 60_000);

it.each(sharedDrivers)('R-CON-1: on %s two legal entities that share a pattern share no number', async (driver) => {
	const desk = await contractDesk({ driver });
	const { workspace, people, entity } = desk;
	const twin = await anEntity(workspace, { code: 'TWIN', shortName: 'ООО «Двойник»' });
	expect((await workspace.read(async (query) => await legalEntities.get(query, twin.id))).numberPattern).toBe(entity.numberPattern);
	const deals = [];
	for (let index = 0; index < 8; index += 1) deals.push(await dealFor(workspace, people, index % 2 ? twin : entity));
	await Promise.all(deals.map(async (deal) => await generateContract(workspace, { dealId: deal.id }, call)));
	expect((await contracts(workspace)).map((entry) => entry.number).sort()).toEqual(serial(8, 'СЭ-2026/'));
}, 60_000);
