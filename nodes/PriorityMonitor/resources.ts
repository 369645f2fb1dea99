import type { Resource } from '../shared/resource';
import { dryRun } from './actions/dry-run.operation';
import { findDue } from './actions/find-due.operation';
import { schedule } from './actions/schedule.operation';
import { unschedule } from './actions/unschedule.operation';

/** The one resource of the node, which so shows no dropdown of resources. */
export const resources: readonly Resource[] = [{ resource: '', title: 'Priority Monitor', operations: [findDue, dryRun, schedule, unschedule] }];
