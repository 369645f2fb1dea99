import type { Resource } from '../../../shared/resource';
import { notifyOperation } from './notify.operation';

export const notification: Resource = { resource: 'notification', title: 'Notification', operations: [notifyOperation] };
