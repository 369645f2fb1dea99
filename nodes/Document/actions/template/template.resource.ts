import type { Resource } from '../../../shared/resource';
import { listTags } from './list-tags.operation';
import { preflight } from './preflight.operation';
import { render } from './render.operation';

/** .docx templates of any kind; bytes come and go as n8n's binary data. */
export const template: Resource = { resource: 'template', title: 'Template', operations: [render, preflight, listTags] };
