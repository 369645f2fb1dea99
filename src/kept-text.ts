/*
 * Which texts can be kept, and read back as they were. Both databases take what passes here: PostgreSQL refuses U+0000, and
 * half a character becomes another one in UTF-8.
 */

/** Characters without a shape that nobody means to send; tab and line breaks stay. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export const withoutControls = (text: string): string => text.replace(CONTROL, '');

/** Why a text cannot be kept as it is, as the reason of a fault; null for nearly all texts. */
export function keepingFault(text: string): string | null {
	if (text.includes('\0')) return 'holds the character U+0000, which cannot be kept; remove it';
	if (!text.isWellFormed()) return 'holds half a character (a lone surrogate), which cannot be kept; send the whole one';
	return null;
}

/** The beginning of a text that is too long for a message. */
export const clipped = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text);
