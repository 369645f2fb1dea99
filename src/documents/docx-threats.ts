/**
 * What a template must not carry, because every client receives a copy of it: programs, links that load something when the
 * document is opened, and names or XML that trick the programs which read it later.
 */
import type { DocxPackage } from './docx-package';
import type { TemplateFault } from './template-fault';
import type { ZipEntry } from './zip-entry';

const MAIN_DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** Field codes that run or load something, or spell out such a code (QUOTE). PAGE, REF, HYPERLINK and the like are harmless. */
const LOADING_FIELD = /^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|LINK|DATABASE|QUOTE)\b/i;

const fault = (id: string, explanation: string, file: string | null): TemplateFault => ({ id, explanation, tag: null, file });

const isUnsafePath = (name: string): boolean =>
	name.split('/').includes('..') || /^(?:[/\\]|[a-z]:)|[\\\0]/i.test(name) || name === '';

/** Paths that leave the folder they are unpacked to, and names that collide on a disk that ignores case. */
export function inspectNames(entries: readonly ZipEntry[]): TemplateFault[] {
	const seen = new Set<string>();
	return entries.flatMap(({ name }) => {
		const key = name.toLowerCase();
		const faults = isUnsafePath(name) ? [fault('unsafe_path', `The document holds a file with the unsafe path "${name}".`, name)] : [];
		if (seen.has(key)) faults.push(fault('duplicate_entry', `The document holds two files named "${name}".`, name));
		seen.add(key);
		return faults;
	});
}

export function inspectParts(docx: DocxPackage): TemplateFault[] {
	const texts = [...docx.xml];
	return [
		...inspectContentTypes(docx),
		...inspectPrograms(docx.entries),
		...texts.flatMap(([name, text]) => inspectDoctype(name, text)),
		...texts.filter(([name]) => name.endsWith('.rels')).flatMap(([name, text]) => inspectRelationships(name, text)),
		...texts.flatMap(([name, text]) => inspectFields(name, text)),
	];
}

function inspectContentTypes({ xml }: DocxPackage): TemplateFault[] {
	const file = '[Content_Types].xml';
	const types = xml.get(file);
	if (types === undefined) return [fault('not_a_docx', 'The file is not a Word document: it has no list of content types.', file)];
	if (/macroEnabled/i.test(types)) return [fault('macros', 'The document may hold macros (.docm). Save it as .docx.', file)];
	if (!types.includes(MAIN_DOCUMENT)) return [fault('not_a_docx', 'The file is not a .docx document. Save the template with Word as .docx.', file)];
	return [];
}

function inspectPrograms(entries: readonly ZipEntry[]): TemplateFault[] {
	return entries.flatMap(({ name }) => {
		if (/vba(?:project|data|projectsignature\w*)\.(?:bin|xml)$/i.test(name)) return [fault('macros', `The document holds macros (${name}). Save it as .docx.`, name)];
		if (/\/activex\/|oleobject\d*\.bin$|\/embeddings\/[^/]*\.(?!xlsx$)[^./]*$/i.test(name)) return [fault('active_content', `The document holds an embedded program or control (${name}). Remove it.`, name)];
		return [];
	});
}

/** Word never writes a DOCTYPE; it is the way to entity bombs and to reading local files. */
function inspectDoctype(name: string, text: string): TemplateFault[] {
	return /<!(?:DOCTYPE|ENTITY)/i.test(text) ? [fault('doctype', `${name} declares XML entities, which Word never does.`, name)] : [];
}

/** «&#69;xternal» must not hide from the checks below. */
function decodeReferences(text: string): string {
	return text
		.replace(/&#x([\da-f]{1,6});/gi, (_match, code: string) => String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)))
		.replace(/&#(\d{1,7});/g, (_match, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)));
}

/** A hyperlink waits for a click; anything else outside is fetched when the document is opened. */
function inspectRelationships(name: string, text: string): TemplateFault[] {
	const relationships = text.match(/<(?:[\w-]+:)?Relationship\b[^>]*>/g) ?? [];
	return relationships.map(decodeReferences).flatMap((relationship) => {
		const isExternal = /\bTargetMode\s*=\s*["']External["']/i.test(relationship);
		const type = /\bType\s*=\s*["']([^"']*)["']/.exec(relationship)?.[1] ?? '';
		if (type.endsWith('/aFChunk')) return [fault('active_content', 'The document embeds a document of another format. Paste its text instead.', name)];
		if (!isExternal || type.endsWith('/hyperlink')) return [];
		const kind = type.slice(type.lastIndexOf('/') + 1) || 'unknown';
		const advice = kind === 'attachedTemplate' ? 'In Word attach the template "Normal" instead.' : 'Embed it in the document instead.';
		return [fault('external_relationship', `Opening the document would load something from outside (${kind}). ${advice}`, name)];
	});
}

/** Instructions may be split over runs, so those of one field are read joined; a nested field starts anew. */
function fieldInstructions(text: string): string[] {
	const instructions: string[] = [];
	for (const [, inRun, simple] of text.matchAll(/<(?:[\w-]+:)?(?:instrText\b[^>]*>([^<]*)<|fldSimple\b[^>]*\binstr\s*=\s*["']([^"']*)|fldChar\b[^>]*\bfldCharType\s*=\s*["']begin)/g)) {
		if (simple !== undefined) instructions.push(simple);
		else if (inRun === undefined) instructions.push('');
		else instructions.push(`${instructions.pop() ?? ''}${inRun}`);
	}
	return instructions.map(decodeReferences);
}

function inspectFields(name: string, text: string): TemplateFault[] {
	const found = fieldInstructions(text).map((instruction) => LOADING_FIELD.exec(instruction)?.[1]).find((code) => code !== undefined);
	return found === undefined ? [] : [fault('loading_field', `The document has a field that loads or runs something (${found}). Replace it by text.`, name)];
}
