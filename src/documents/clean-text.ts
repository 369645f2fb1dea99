import { keepTogether } from './russian';

/**
 * Text pasted from sites and PDFs carries characters nobody sees: controls that no XML may hold, zero-width marks, runs of
 * spaces. They go; line breaks stay and become line breaks of the document.
 */
export function cleanText(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF\uFFFE\uFFFF]/g, '')
		.replace(/[ \t]{2,}|\t/g, ' ')
		.trim();
}

/** `null` for text that is not there, so that sections skip it and tags without data are reported. */
export function presentText(text: string | null | undefined): string | null {
	const cleaned = cleanText(text ?? '');
	return cleaned === '' ? null : keepTogether(cleaned);
}
