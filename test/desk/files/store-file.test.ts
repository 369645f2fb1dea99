import { createHash } from 'node:crypto';

import { systemCall } from '../../../src/call';
import { getFile } from '../../../src/desk/files/get-file';
import { cleanFileName, DEFAULT_MOST_FILE_BYTES, storeFile } from '../../../src/desk/files/store-file';
import { InvalidInputError, NotFoundError } from '../../../src/errors';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { docxBytes, jpgBytes, pdfBytes, pngBytes, tiffBytes } from '../../helpers/sample-files';

const call = systemCall('test');
const open = async () => (await temporaryWorkspace()).workspace;

async function stored(workspace: Awaited<ReturnType<typeof open>>, name: string, bytes: Uint8Array, mostBytes?: number) {
	const outcome = await storeFile(workspace, { name, bytes, ...(mostBytes !== undefined && { mostBytes }) }, call);
	if (outcome.kind !== 'done') throw new Error(outcome.kind);
	return outcome.result;
}

const count = async (workspace: Awaited<ReturnType<typeof open>>) => Number((await workspace.read(async (query) => await query.get('select count(*) as n from files')))?.n);

it('R-REG-1: a file comes back byte for byte, with its SHA-256 and the MIME type of its content', async () => {
	const workspace = await open();
	const bytes = pdfBytes('договор');
	const info = await stored(workspace, 'Скан договора.pdf', bytes);
	expect(info).toMatchObject({ name: 'Скан договора.pdf', mime: 'application/pdf', size: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') });
	expect(info).not.toHaveProperty('bytes');
	expect(Buffer.from((await getFile(workspace, info.id)).bytes)).toEqual(Buffer.from(bytes));
});

it.each([
	['pdf', pdfBytes('x'), 'application/pdf'],
	['png', pngBytes, 'image/png'],
	['jpg', jpgBytes, 'image/jpeg'],
	['tiff', tiffBytes, 'image/tiff'],
	['docx', docxBytes('x'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
])('R-CON-7: a %s is known by its content, whatever its name says', async (extension, bytes, mime) => {
	expect(await stored(await open(), 'document.exe', bytes)).toMatchObject({ mime, name: `document.exe.${extension}` });
});

it.each([
	['a program', Buffer.from('MZ\u0090\u0000 this is no document')],
	['a web page called .pdf', Buffer.from('<html>%PDX</html>')],
	['another ZIP', Buffer.from('PK\u0003\u0004 holiday-photos/img.raw')],
	['an old Word document', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
])('R-CORE-6: %s is refused and nothing is kept', async (_what, bytes) => {
	const workspace = await open();
	await expect(storeFile(workspace, { name: 'scan.pdf', mime: 'application/pdf', bytes }, call)).rejects.toThrow(/the content counts/);
	expect(await count(workspace)).toBe(0);
});

it('R-CORE-6: an empty file and one above the visible limit are refused in words', async () => {
	const workspace = await open();
	await expect(stored(workspace, 'пусто.pdf', new Uint8Array())).rejects.toThrow(/"пусто.pdf" is empty/);
	const large = Buffer.concat([pdfBytes('x'), Buffer.alloc(2 * 1024 * 1024)]);
	await expect(stored(workspace, 'large.pdf', large, 1024 * 1024)).rejects.toThrow(/has 2.0 MB, at most 1.0 MB/);
	await expect(stored(workspace, 'large.pdf', large, 1024 * 1024)).rejects.toBeInstanceOf(InvalidInputError);
	expect((await stored(workspace, 'large.pdf', large)).size).toBe(large.length);
	expect(DEFAULT_MOST_FILE_BYTES).toBe(20 * 1024 * 1024);
});

it('R-REG-1: the same bytes are kept once, each upload under its own name', async () => {
	const workspace = await open();
	const first = await stored(workspace, 'первый.pdf', pdfBytes('same'));
	const second = await stored(workspace, 'второй.pdf', pdfBytes('same'));
	expect(second).toEqual({ ...first, name: 'второй.pdf' });
	await stored(workspace, 'другой.pdf', pdfBytes('different'));
	expect(await count(workspace)).toBe(2);
});

it('R-CORE-6: an unknown file id is said plainly', async () => {
	await expect(getFile(await open(), 99)).rejects.toBeInstanceOf(NotFoundError);
});

it.each([
	['../../etc/passwd', 'passwd.pdf'],
	['..\\..\\Windows\\system32\\evil.pdf', 'evil.pdf'],
	['/', 'file.pdf'],
	['...', 'file.pdf'],
	['', 'file.pdf'],
	['con.pdf', '_con.pdf'],
	['a\u0000b\r\nc.pdf', 'abc.pdf'],
	// The mark that turns the reading direction makes "fdp.exe" look like "exe.pdf".
	['contract\u202Efdp.exe', 'contractfdp.exe.pdf'],
	['what? "is": <this>|*.pdf', 'what_ _is__ _this___.pdf'],
	['  Скан   договора .PDF ', 'Скан договора.PDF'],
	['и\u0306.pdf', 'й.pdf'],
	['scan.jpeg', 'scan.jpeg.pdf'],
])('R-CORE-6: the name %j is kept as %j', (given, kept) => {
	expect(cleanFileName(given, 'pdf')).toBe(kept);
});

it('R-CORE-6: a very long name is cut and keeps its extension', () => {
	const name = cleanFileName(`${'д'.repeat(400)}.pdf`, 'pdf');
	expect([...name]).toHaveLength(120);
	expect(name.endsWith('д.pdf')).toBe(true);
});
