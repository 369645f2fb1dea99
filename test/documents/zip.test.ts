import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { ZipError, type ZipEntry } from '../../src/documents/zip-entry';
import { inflateEntry, readZip } from '../../src/documents/zip-reader';
import { deflateEntry, writeZip } from '../../src/documents/zip-writer';
import { PizZip } from '../../src/vendor';

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (error) {
		if (error instanceof ZipError) return error.code;
		throw error;
	}
	return 'none';
};
const MEGABYTE = 1024 * 1024;

describe('zip container', () => {
	it('R-CON-1: what is written is read back, by this reader and by another one', () => {
		const files = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-zа-я0-9/._-]{1,20}[a-zа-я0-9]$/), fc.uint8Array({ maxLength: 500 })), { selector: ([name]) => name, maxLength: 8 });
		fc.assert(
			fc.property(files, (contents) => {
				const zip = writeZip(contents.map(([name, content]) => deflateEntry(name, content)));
				expect(readZip(zip).map((entry) => [entry.name, [...inflateEntry(entry, MEGABYTE)]])).toEqual(contents.map(([name, content]) => [name, [...content]]));
				const other = new PizZip(zip);
				for (const [name, content] of contents) expect([...(other.file(name)?.asUint8Array() ?? [])]).toEqual([...content]);
			}),
			{ numRuns: 50 },
		);
	});

	it('R-CON-1: reads what another writer wrote, and copies an entry without unpacking it', () => {
		const content = randomBytes(10_000);
		const source = new PizZip();
		source.file('stored.bin', content, { compression: 'STORE' });
		source.file('word/deflated.xml', 'x'.repeat(10_000), { compression: 'DEFLATE' });
		const entries = readZip(source.generate({ type: 'uint8array' }));
		const copied = readZip(writeZip(entries)).filter(({ size }) => size > 0);
		expect(copied.map(({ name, method }) => [name, method])).toEqual([['stored.bin', 0], ['word/deflated.xml', 8]]);
		expect(copied.map((entry) => Buffer.from(inflateEntry(entry, MEGABYTE)).toString('base64'))).toEqual([
			content.toString('base64'), Buffer.from('x'.repeat(10_000)).toString('base64'),
		]);
	});

	it('R-CON-1: the same entries give the same bytes', () => {
		const write = () => Buffer.from(writeZip([deflateEntry('a.xml', Buffer.from('same'))]));
		expect(write().equals(write())).toBe(true);
	});
});

describe('hostile zip containers', () => {
	const good = (): Buffer => Buffer.from(writeZip([deflateEntry('a.xml', Buffer.from('hello hello hello')), deflateEntry('b.xml', Buffer.from('b'))]));

	it.each([
		['nothing', Buffer.alloc(0)],
		['text', Buffer.from('This is not a zip file, however long it goes on about it.')],
		['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')],
	])('R-CON-2: %s is no container', (_what, bytes) => {
		expect(codeOf(() => readZip(bytes))).toBe('not_a_zip');
	});

	it('R-CON-2: no cut, and no single changed byte, makes the reader do anything but read or refuse', () => {
		fc.assert(
			fc.property(fc.nat(good().length - 1), fc.nat(255), fc.boolean(), (position, value, cut) => {
				const bytes = cut ? good().subarray(0, position) : good();
				if (!cut) bytes[position] = value;
				expect(() => codeOf(() => readZip(bytes).map((entry) => inflateEntry(entry, MEGABYTE)))).not.toThrow();
			}),
			{ numRuns: 500 },
		);
	});

	it('R-CON-2: an entry larger than the limit is not unpacked', () => {
		const entry = deflateEntry('bomb.xml', Buffer.alloc(2 * MEGABYTE));
		expect(codeOf(() => inflateEntry(entry, MEGABYTE))).toBe('zip_bomb');
	});

	it('R-CON-2: an entry that unpacks to more than it claims is stopped while it unpacks', () => {
		const lie: ZipEntry = { name: 'bomb.xml', method: 8, crc32: 0, size: 10, compressed: deflateRawSync(Buffer.alloc(100 * MEGABYTE)) };
		expect(codeOf(() => inflateEntry(lie, MEGABYTE))).toBe('zip_bomb');
	});

	it('R-CON-2: an entry that unpacks to less, or to something else, is damaged', () => {
		const entry = deflateEntry('a.xml', Buffer.from('hello'));
		expect(codeOf(() => inflateEntry({ ...entry, size: 6 }, MEGABYTE))).toBe('zip_damaged');
		expect(codeOf(() => inflateEntry({ ...entry, crc32: 1 }, MEGABYTE))).toBe('zip_damaged');
		expect(codeOf(() => inflateEntry({ ...entry, compressed: Buffer.from('garbage') }, MEGABYTE))).toBe('zip_damaged');
	});

	it('R-CON-2: two names over the same bytes are a bomb', () => {
		const bytes = good();
		const centralB = bytes.lastIndexOf('b.xml') - 46;
		const localA = bytes.indexOf('a.xml') - 30;
		bytes.writeUInt32LE(localA, centralB + 42);
		bytes.write('a.xml', centralB + 46);
		expect(codeOf(() => readZip(bytes))).toBe('zip_bomb');
	});

	it('R-CON-2: an entry that goes by one name in the list and by another at its content is refused', () => {
		const bytes = good();
		bytes.write('c.xml', bytes.indexOf('a.xml'));
		expect(codeOf(() => readZip(bytes))).toBe('zip_damaged');
	});

	it('R-CON-2: encrypted, unusually packed and ZIP64 containers are refused with advice', () => {
		const encrypted = good();
		encrypted.writeUInt16LE(1, encrypted.indexOf('504b0102', 0, 'hex') + 8);
		expect(codeOf(() => readZip(encrypted))).toBe('zip_unsupported');
		const lzma = good();
		lzma.writeUInt16LE(14, lzma.indexOf('504b0102', 0, 'hex') + 10);
		expect(codeOf(() => readZip(lzma))).toBe('zip_unsupported');
		const zip64 = good();
		zip64.writeUInt16LE(0xffff, zip64.indexOf('504b0506', 0, 'hex') + 10);
		expect(codeOf(() => readZip(zip64))).toBe('zip_unsupported');
	});
});
