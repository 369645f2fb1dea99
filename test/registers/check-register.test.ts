import { registerFaults } from '../../src/registers/check-register';
import { defaultRegisters } from '../../src/registers/default-registers';
import { readRegister } from '../../src/registers/read-register';
import type { RegisterDefinition } from '../../src/registers/register';
import { registerOf } from './entry-builder';

const powers: RegisterDefinition = {
	code: 'powers_of_attorney',
	title: 'Доверенности',
	entryTitle: 'Доверенность',
	initialStatus: 'issued',
	statuses: [
		{ code: 'issued', title: 'выдана', next: ['revoked'] },
		{ code: 'revoked', title: 'отозвана', next: [], needsReason: true },
	],
	fields: [{ code: 'validUntil', title: 'Действует до', type: 'date', requiredIn: ['issued'] }],
};

const reasons = (definition: RegisterDefinition, inUse: string[] = []) => registerFaults(definition, inUse).map((fault) => fault.reason);

it.each(defaultRegisters.map((register) => register.code))('R-REG-1: the shipped register %s has no fault and survives being written and read', (code) => {
	const { definition } = readRegister(JSON.parse(JSON.stringify(registerOf(code))));
	expect(definition).toEqual(registerOf(code));
	expect(registerFaults(definition ?? powers, [])).toEqual([]);
});

it('R-REG-1: an own register is taken', () => {
	expect(reasons(powers, ['issued', 'revoked'])).toEqual([]);
});

it.each<[string, Partial<RegisterDefinition>, RegExp]>([
	['a move to a status that does not exist', { statuses: [{ code: 'issued', title: 'выдана', next: ['gone'] }] }, /leads to "gone"/],
	['a first status that does not exist', { initialStatus: 'nowhere' }, /"nowhere" is not one of the statuses/],
	['no status at all', { statuses: [] }, /at least one status/],
	['a status twice', { statuses: [...powers.statuses, { code: 'issued', title: 'снова', next: [] }] }, /"issued" is there twice/],
	['a first status that demands a reason', { initialStatus: 'revoked' }, /cannot demand a file or a reason/],
	['a field twice', { fields: [...powers.fields, ...powers.fields] }, /"validUntil" is there twice/],
	['a field of an unknown type', { fields: [{ code: 'x', title: 'X', type: 'money' as 'text' }] }, /has the type "money"/],
	['a field required in an unknown status', { fields: [{ code: 'x', title: 'X', type: 'text', requiredIn: ['sent'] }] }, /required in "sent"/],
	['a code with capitals', { code: 'Powers' }, /not a register code/],
	['no title', { title: ' ' }, /needs a title/],
])('R-REG-1: %s is refused', (_what, change, sentence) => {
	expect(reasons({ ...powers, ...change }).join('\n')).toMatch(sentence);
});

it('R-REG-1: a status in which entries stand may not vanish', () => {
	expect(reasons({ ...powers, statuses: [{ code: 'issued', title: 'выдана', next: [] }] }, ['issued', 'revoked'])).toEqual(['entries are in the status "revoked"; move them to another one before it goes']);
});

it.each(['not_signed', 'scan', 'cancelled', 'annulled'])('R-CON-4: the contract register keeps the status %s, which the package acts on', (code) => {
	const contracts = registerOf('contracts');
	const without = { ...contracts, statuses: contracts.statuses.filter((status) => status.code !== code).map((status) => ({ ...status, next: status.next.filter((next) => next !== code) })) };
	expect(reasons(without).join('\n')).toContain(`needs the status "${code}"`);
});

it('R-CON-7: the scan of a contract always needs a file', () => {
	const contracts = registerOf('contracts');
	const lax = { ...contracts, statuses: contracts.statuses.map(({ needsFile: _needsFile, ...status }) => status) };
	expect(reasons(lax)).toEqual(['"скан" must need a file: it is the file that the head verifies']);
});

it('R-CORE-6: all faults are listed at once', () => {
	expect(reasons({ code: 'X', title: '', entryTitle: '', initialStatus: 'a', statuses: [], fields: [] }).length).toBe(5);
});

it.each([
	[null, ['register']],
	['contracts', ['register']],
	[[], ['register']],
	[{ code: 1, title: 'T', entryTitle: 'E', initialStatus: 'a', statuses: {}, fields: 'no' }, ['code', 'statuses', 'fields']],
	[{ ...powers, statuses: [{ code: 'issued', title: 'выдана', next: 'revoked', needsReason: 'yes', fileKinds: ['exe'] }] }, ['statuses[0].fileKinds', 'statuses[0].next', 'statuses[0].needsReason']],
])('R-CORE-6: what an operator pasted in a wrong shape is named by its place: %j', (input, fields) => {
	expect(readRegister(input).faults.map((fault) => fault.field)).toEqual(fields);
});
