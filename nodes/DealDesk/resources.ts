import type { Resource } from '../shared/resource';
import { notificationResource } from './actions/notification/notification.resource';

/** Everything the Deal Desk node can work with. A new resource is a folder in actions/ and a line here. */
export const resources: readonly Resource[] = [notificationResource];
