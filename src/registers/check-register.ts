import type { InputFault } from '../errors';
import { contractStatus } from './contract-status';
import { CONTRACT_REGISTER } from './default-registers';
import type { RegisterDefinition } from './register';

const CODE = /^[a-z][a-z0-9_]{0,62}$/;
const FIELD_CODE = /^[a-zA-Z][a-zA-Z0-9_]{0,62}$/;

function repeated(codes: readonly string[]): string[] {
	return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))];
}

function headFaults(definition: RegisterDefinition): InputFault[] {
	const faults: InputFault[] = [];
	if (!CODE.test(definition.code)) faults.push({ field: 'code', reason: `"${definition.code}" is not a register code; use lower-case letters, digits and underscores` });
	if (definition.title.trim() === '') faults.push({ field: 'title', reason: 'the register needs a title' });
	if (definition.entryTitle.trim() === '') faults.push({ field: 'entryTitle', reason: 'say what one entry is called, e.g. Договор' });
	return faults;
}

function statusFaults(definition: RegisterDefinition): InputFault[] {
	const codes = definition.statuses.map((status) => status.code);
	const faults: InputFault[] = repeated(codes).map((code) => ({ field: 'statuses', reason: `the status "${code}" is there twice` }));
	if (codes.length === 0) faults.push({ field: 'statuses', reason: 'a register needs at least one status' });
	if (!codes.includes(definition.initialStatus)) faults.push({ field: 'initialStatus', reason: `"${definition.initialStatus}" is not one of the statuses: ${codes.join(', ')}` });
	for (const status of definition.statuses) {
		if (!CODE.test(status.code)) faults.push({ field: 'statuses', reason: `"${status.code}" is not a status code; use lower-case letters, digits and underscores` });
		if (status.title.trim() === '') faults.push({ field: 'statuses', reason: `the status "${status.code}" needs a title` });
		for (const next of status.next) if (!codes.includes(next)) faults.push({ field: 'statuses', reason: `"${status.title}" leads to "${next}", which is not a status of this register` });
	}
	const initial = definition.statuses.find((status) => status.code === definition.initialStatus);
	if (initial?.needsFile || initial?.needsReason) faults.push({ field: 'initialStatus', reason: `a new entry starts in "${initial.title}", so that status cannot demand a file or a reason` });
	return faults;
}

function fieldFaults(definition: RegisterDefinition): InputFault[] {
	const statuses = new Set(definition.statuses.map((status) => status.code));
	const faults: InputFault[] = repeated(definition.fields.map((field) => field.code)).map((code) => ({ field: 'fields', reason: `the field "${code}" is there twice` }));
	for (const field of definition.fields) {
		if (!FIELD_CODE.test(field.code)) faults.push({ field: 'fields', reason: `"${field.code}" is not a field code; use letters, digits and underscores, beginning with a letter` });
		if (field.title.trim() === '') faults.push({ field: 'fields', reason: `the field "${field.code}" needs a title` });
		if (!['text', 'date', 'number', 'boolean'].includes(field.type)) faults.push({ field: 'fields', reason: `"${field.title}" has the type "${field.type}"; allowed are text, date, number, boolean` });
		for (const status of field.requiredIn ?? []) if (!statuses.has(status)) faults.push({ field: 'fields', reason: `"${field.title}" is required in "${status}", which is not a status of this register` });
	}
	return faults;
}

function contractFaults(definition: RegisterDefinition): InputFault[] {
	if (definition.code !== CONTRACT_REGISTER) return [];
	const codes = definition.statuses.map((status) => status.code);
	const faults: InputFault[] = Object.values(contractStatus)
		.filter((code) => !codes.includes(code))
		.map((code) => ({ field: 'statuses', reason: `the contract register needs the status "${code}": generating contracts and verifying scans work with it` }));
	const scan = definition.statuses.find((status) => status.code === contractStatus.scan);
	if (scan && !scan.needsFile) faults.push({ field: 'statuses', reason: `"${scan.title}" must need a file: it is the file that the head verifies` });
	if (definition.initialStatus !== contractStatus.notSigned) faults.push({ field: 'initialStatus', reason: `a new contract starts in "${contractStatus.notSigned}"` });
	for (const code of ['contractDate', 'amountKopecks']) {
		if (!definition.fields.some((field) => field.code === code)) faults.push({ field: 'fields', reason: `the contract register needs the field "${code}": generating contracts fills it in` });
	}
	return faults;
}

/**
 * What is wrong with an edited register (R-REG-1). A status that entries stand in may not vanish: they would be stuck.
 * @param inUse codes of statuses that entries of this register are in now
 */
export function registerFaults(definition: RegisterDefinition, inUse: readonly string[]): InputFault[] {
	const codes = definition.statuses.map((status) => status.code);
	const vanished = inUse.filter((code) => !codes.includes(code));
	return [
		...headFaults(definition),
		...statusFaults(definition),
		...fieldFaults(definition),
		...contractFaults(definition),
		...vanished.map((code) => ({ field: 'statuses', reason: `entries are in the status "${code}"; move them to another one before it goes` })),
	];
}
