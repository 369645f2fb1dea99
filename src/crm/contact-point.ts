/** A phone or an e-mail in the one form that two spellings of it share, so that a known client is recognised (R-LEAD-1). */
export type PhoneReading = { readonly phone: string; /** «доб. 12», digits only. */ readonly extension: string | null } | { readonly fault: string };
export type EmailReading = { readonly email: string } | { readonly fault: string };

/** A trailing extension: «доб. 12», «вн. 12», "ext. 12", "#12". */
const EXTENSION = /[\s,;(]*(?:доб(?:авочный)?|вн(?:утр)?|ext|extension|#)[.:\s№]*(\d{1,6})\)?\s*$/iu;
const FILLING = /[\s\u00a0().‐‑–—-]/g;
/** Area and mobile codes under +7 begin with 3 to 9 (6 and 7 are Kazakhstan). */
const RUSSIAN = /^[3-9]\d{9}$/;
/** ITU-T E.164: a country code that does not begin with 0, at most 15 digits in all. */
const FOREIGN = /^[1-9]\d{6,14}$/;

/**
 * Russian numbers in any spelling become +7XXXXXXXXXX: with 8, 7 or +7 in front, or bare ten digits. Foreign ones need
 * their country code after + (or 00) and keep it.
 */
export function normalisePhone(text: string): PhoneReading {
	const extension = EXTENSION.exec(text)?.[1] ?? null;
	const number = text.replace(EXTENSION, '').replace(FILLING, '').replace(/^00/, '+');
	if (!/^\+?\d+$/.test(number)) return { fault: `"${text}" is not a phone number: digits, spaces, brackets, hyphens and a leading + are understood` };
	const digits = number.replace('+', '');
	// Nobody has the country code 89: "+8 9…" is a Russian mobile number with a plus too many.
	const national = number.startsWith('+') ? /^(?:7|8(?=9\d{9}$))(\d{10})$/.exec(digits)?.[1] : /^[78]?(\d{10})$/.exec(digits)?.[1];
	if (national !== undefined && RUSSIAN.test(national)) return { phone: `+7${national}`, extension };
	if (number.startsWith('+') && !digits.startsWith('7') && FOREIGN.test(digits)) return { phone: `+${digits}`, extension };
	return { fault: `"${text}" is not a complete phone number: give 10 digits after +7 or 8, or + and the country code` };
}

const LOCAL = /^[^\s@<>()[\]\\,;:"]+$/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** Trimmed and in lower case; one address only, its syntax as far as mail servers agree on it (RFC 5321 lengths). */
export function normaliseEmail(text: string): EmailReading {
	const email = text.trim().toLowerCase();
	const at = email.lastIndexOf('@');
	const local = email.slice(0, at);
	const sound = at > 0 && local.length <= 64 && email.length <= 254 && LOCAL.test(local) && !/^\.|\.\.|\.$/.test(local) && DOMAIN.test(email.slice(at + 1));
	return sound ? { email } : { fault: `"${text.trim()}" is not an e-mail address; one address like name@company.ru is needed` };
}
