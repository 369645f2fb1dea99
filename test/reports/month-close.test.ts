import { restate } from '../../src/reports/month-close';
import type { Booked } from '../../src/reports/month-close';

const march: Booked = { closeId: 3, dealId: 7, managerId: 1, pipeline: 'certification', legalEntityId: null, kopecks: 100_00 };

describe('restating closed months', () => {
	it('R-PAY-3: what stands as it should is left alone', () => {
		expect(restate([march], march)).toEqual([]);
		expect(restate([], null)).toEqual([]);
	});

	it('R-PAY-3: a corrected amount is one restatement from old to new', () => {
		expect(restate([march], { ...march, kopecks: 70_00 })).toEqual([expect.objectContaining({ closeId: 3, oldKopecks: 100_00, newKopecks: 70_00 })]);
	});

	it('R-PAY-3: a payment that left the month is taken out of it', () => {
		expect(restate([march], null)).toEqual([expect.objectContaining({ closeId: 3, oldKopecks: 100_00, newKopecks: 0 })]);
	});

	it('R-PAY-3: a payment that came late is put in', () => {
		expect(restate([], march)).toEqual([expect.objectContaining({ closeId: 3, oldKopecks: 0, newKopecks: 100_00 })]);
	});

	it('R-PAY-3: a payment in another month is taken out of the one and put into the other', () => {
		expect(restate([march], { ...march, closeId: 4 }).map(({ closeId, oldKopecks, newKopecks }) => [closeId, oldKopecks, newKopecks])).toEqual([
			[3, 100_00, 0],
			[4, 0, 100_00],
		]);
	});

	it('R-PAY-3: a deal handed to another manager changes no closed month, and a later correction stays with the old manager', () => {
		expect(restate([march], { ...march, managerId: 2 })).toEqual([]);
		expect(restate([march], { ...march, managerId: 2, kopecks: 50_00 })).toEqual([expect.objectContaining({ managerId: 1, oldKopecks: 100_00, newKopecks: 50_00 })]);
	});

	it('R-PAY-3: a payment moved to another deal within the month leaves one manager and comes to the other', () => {
		const drafts = restate([march], { ...march, dealId: 8, managerId: 2 });
		expect(drafts.map(({ dealId, managerId, newKopecks, oldKopecks }) => [dealId, managerId, newKopecks - oldKopecks])).toEqual([
			[7, 1, -100_00],
			[8, 2, 100_00],
		]);
	});
});
