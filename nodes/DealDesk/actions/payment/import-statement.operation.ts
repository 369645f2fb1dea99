import { importStatement as importFile } from '../../../../src/desk/payments/import-statement';
import { formatKopecks } from '../../../../src/documents/russian';
import { inputFile, inputFileField } from '../../../shared/input-file';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const importStatement: Operation = {
	value: 'importStatement',
	name: 'Import Bank Statement',
	action: 'Import a bank statement',
	description: 'Take in a .csv or .xlsx of the bank: every row becomes a payment of its deal, or the whole file is refused with the rows named. The same statement twice changes nothing.',
	changes: true,
	properties: [inputFileField, { displayName: 'Time Zone', name: 'zone', type: 'string', default: 'Europe/Moscow', required: true, description: 'IANA zone in which the dates of the statement are written' }],
	async execute(item) {
		const { name, bytes } = await inputFile(item);
		return effect(await importFile(await item.workspace(), { name, bytes, zone: item.text('zone') }, item.call()), (done) => ({ ...done, paymentCount: done.payments.length, total: formatKopecks(done.totalKopecks) }));
	},
};
