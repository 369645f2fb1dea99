import { importStatement as importFile, MOST_STATEMENT_ROWS } from '../../../../src/desk/payments/import-statement';
import { formatKopecks } from '../../../../src/documents/russian';
import { inputFile, inputFileField, largestFileOption } from '../../../shared/input-file';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const importStatement: Operation = {
	value: 'importStatement',
	name: 'Import Bank Statement',
	action: 'Import a bank statement',
	description: 'Take in a .csv or .xlsx of the bank: every row becomes a payment of its deal, or the whole file is refused with the rows named. The same statement twice changes nothing. Payments that look like ones entered before are named under "alike".',
	changes: true,
	properties: [inputFileField, { displayName: 'Time Zone', name: 'zone', type: 'string', default: 'Europe/Moscow', required: true, description: 'IANA zone in which the dates of the statement are written' }],
	options: [
		{ ...largestFileOption, default: 10 },
		{ displayName: 'Most Rows', name: 'mostRows', type: 'number', typeOptions: { minValue: 1 }, default: MOST_STATEMENT_ROWS, description: 'A longer file is refused: all rows are saved together, and other changes wait meanwhile. 10,000 rows take some seconds.' },
	],
	async execute(item) {
		const { name, bytes, mostBytes } = await inputFile(item, 10);
		return effect(await importFile(await item.workspace(), { name, bytes, mostBytes, zone: item.text('zone'), ...(item.has('options.mostRows') && { mostRows: item.number('options.mostRows') }) }, item.call()), (done) => ({ ...done, paymentCount: done.payments.length, total: formatKopecks(done.totalKopecks) }));
	},
};
