import type { INodeProperties } from 'n8n-workflow';

export const dataField: INodeProperties = {
	displayName: 'Data (JSON)',
	name: 'data',
	type: 'json',
	default: '{}',
	description: 'Values by tag, e.g. {"client": {"fullName": "ООО «Ромашка»"}, "lines": [{"title": "…"}]}',
};

export const DOCX_MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
