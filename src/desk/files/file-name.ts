/** Names that Windows keeps for devices, whatever their extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
export const LONGEST_FILE_NAME = 120;

/** A name as a person may see it and save under on any system: no folders, no invisible or reserved characters. Its extension is what the sender says. */
export function visibleFileName(name: string): string {
	const base = name.normalize('NFC').toWellFormed().split(/[/\\]/).at(-1) ?? '';
	const visible = base
		.replace(/[\p{Cc}\p{Cf}]/gu, '')
		.replace(/[<>:"|?*]/g, '_')
		.replace(/\s+/g, ' ')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	const named = visible === '' ? 'file' : DEVICE_NAME.test(visible) ? `_${visible}` : visible;
	const dot = named.lastIndexOf('.');
	const extension = dot > 0 && named.length - dot <= 10 ? named.slice(dot) : '';
	const stem = extension === '' ? named : named.slice(0, dot);
	return `${[...stem].slice(0, LONGEST_FILE_NAME - extension.length).join('').trimEnd()}${extension}`;
}
