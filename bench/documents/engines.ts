import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderDocx } from '../../src/documents/render';
import { contractOfClient } from '../../test/documents/many-clients';
import { loadPeer } from '../peers';
import { bracesTemplate, carboneTemplate, flatData } from './same-template';

/** Renders the contract of a client by its number. */
export type Engine = (client: number) => Promise<Uint8Array>;

/** Clients whose contracts are rendered in turn. */
export const CLIENTS = 50;

export interface EngineSetting {
	/** The package's folder. */
	readonly root: string;
	/** A folder for whoever needs one. */
	readonly folder: string;
}

const shipped = (root: string): Buffer => readFileSync(join(root, 'templates', 'contract-ooo.docx'));

/** The values of all clients, made before anything is measured. */
function contracts<T>(form: (client: number) => T): (client: number) => T {
	const all = Array.from({ length: CLIENTS }, (_, client) => form(client));
	return (client) => all[client % CLIENTS] as T;
}
const flatContracts = () => contracts((client) => flatData(contractOfClient(client)));

/** Some of these packages are called by their default export. */
const called = <T>(module: T | { default: T }): T => (typeof module === 'object' && module !== null && 'default' in module ? module.default : module);

async function dealDesk({ root }: EngineSetting): Promise<Engine> {
	const template = shipped(root);
	const contractOf = contracts(contractOfClient);
	return async (client) => renderDocx(template, contractOf(client));
}

/** As its documentation has it: PizZip, paragraph loops, a fresh instance for each document, DEFLATE. */
async function docxtemplater({ root }: EngineSetting): Promise<Engine> {
	const PizZip = called(await loadPeer<typeof import('pizzip')>(root, 'pizzip'));
	const Docxtemplater = called(await loadPeer<typeof import('docxtemplater')>(root, 'docxtemplater')) as unknown as typeof import('docxtemplater').default;
	const template = bracesTemplate(shipped(root));
	const contractOf = flatContracts();
	return async (client) => {
		const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
		document.render(contractOf(client));
		return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' }) as Buffer;
	};
}

async function easyTemplateX({ root }: EngineSetting): Promise<Engine> {
	const { TemplateHandler } = await loadPeer<{ TemplateHandler: new () => { process(template: Buffer, data: object): Promise<Uint8Array> } }>(root, 'easy-template-x');
	const template = bracesTemplate(shipped(root));
	const contractOf = flatContracts();
	const handler = new TemplateHandler();
	return async (client) => await handler.process(template, contractOf(client));
}

interface Carbone {
	set(options: { templatePath: string; tempPath: string }): void;
	render(template: string, data: object, options: object, done: (error: Error | null, bytes: Buffer) => void): void;
}

/** carbone reads its template from a file and keeps it. */
async function carbone({ root, folder }: EngineSetting): Promise<Engine> {
	const { set, render } = called(await loadPeer<Carbone | { default: Carbone }>(root, 'carbone'));
	set({ templatePath: folder, tempPath: folder });
	writeFileSync(join(folder, 'contract.docx'), carboneTemplate(shipped(root)));
	const contractOf = flatContracts();
	return async (client) => await new Promise((resolve, reject) => render('contract.docx', contractOf(client), {}, (error, bytes) => (error ? reject(error) : resolve(bytes))));
}

export const engines = { 'Deal Desk': dealDesk, docxtemplater, 'easy-template-x': easyTemplateX, carbone };
export type EngineName = keyof typeof engines;
