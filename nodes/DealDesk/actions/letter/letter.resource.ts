import type { Resource } from '../../../shared/resource';
import { getFile } from './get-file.operation';
import { list } from './list.operation';
import { request } from './request.operation';
import { settle } from './settle.operation';

/** Mail to clients (R-LEAD-3); the consent gate is in the core. */
export const letter: Resource = { resource: 'letter', title: 'Letter', operations: [request, getFile, settle, list] };
