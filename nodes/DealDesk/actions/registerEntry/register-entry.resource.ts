import type { Resource } from '../../../shared/resource';
import { assign } from './assign.operation';
import { attachFile } from './attach-file.operation';
import { changeStatus } from './change-status.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getFile } from './get-file.operation';
import { list } from './list.operation';
import { update } from './update.operation';
import { verifyScan } from './verify-scan.operation';

/** A line of a register: contracts and the other four (R-REG-1). */
export const registerEntry: Resource = {
	resource: 'registerEntry',
	title: 'Register Entry',
	operations: [changeStatus, create, attachFile, verifyScan, update, assign, get, getFile, list],
};
