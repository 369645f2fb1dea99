import { normaliseEmail, normalisePhone } from '../../src/crm/contact-point';

describe('phones', () => {
	const spellings: ReadonlyArray<readonly [string, string]> = [
		['8 (920) 123-45-67', '+79201234567'],
		['+7 920 123 45 67', '+79201234567'],
		['7-920-123-45-67', '+79201234567'],
		['9201234567', '+79201234567'],
		['8\u00a0920\u00a0123–45–67', '+79201234567'],
		['+8 920 123 45 67', '+79201234567'],
		// Nizhny Novgorod's area code begins with the digit that people also put in front of it.
		['8312223344', '+78312223344'],
		['8 831 222-33-44', '+78312223344'],
		['+7 701 123 45 67', '+77011234567'],
		['+49 (30) 1234567', '+49301234567'],
		['0049 30 1234567', '+49301234567'],
		['+375 29 123-45-67', '+375291234567'],
	];
	it.each(spellings)('R-LEAD-1: %s is understood as %s', (text, phone) => {
		expect(normalisePhone(text)).toEqual({ phone, extension: null });
	});

	it.each(['8 (831) 222-33-44 доб. 12', '+7 831 222 33 44, ext 12', '88312223344 #12', '8 831 222 33 44 (доб.12)'])('R-LEAD-1: the extension of "%s" is kept beside the number', (text) => {
		expect(normalisePhone(text)).toEqual({ phone: '+78312223344', extension: '12' });
	});

	it.each(['123', 'позвоните мне', '+7 920 123 45', '8920123456789', '+7 100 123 45 67', '375291234567', '+0 123 456 789', '', '+'])('R-LEAD-1: "%s" is refused with a reason', (text) => {
		expect(normalisePhone(text)).toEqual({ fault: expect.stringContaining(`"${text}"`) });
	});

	it('R-LEAD-1: a normalised number stays as it is', () => {
		for (const [, phone] of spellings) expect(normalisePhone(phone)).toEqual({ phone, extension: null });
	});
});

describe('e-mails', () => {
	it.each([
		['  Ivan.Petrov@Example.RU ', 'ivan.petrov@example.ru'],
		['info+site@sub.example.co.uk', 'info+site@sub.example.co.uk'],
		['почта@пример.рф', 'почта@пример.рф'],
	])('R-LEAD-1: "%s" is kept as %s', (text, email) => {
		expect(normaliseEmail(text)).toEqual({ email });
	});

	it.each(['ivan', 'ivan@', '@example.ru', 'ivan@example', 'a b@example.ru', 'a@example.ru, b@example.ru', 'Иван <a@example.ru>', '.a@example.ru', 'a..b@example.ru', 'a@-example.ru', 'a@exa_mple.ru', `${'a'.repeat(65)}@example.ru`])(
		'R-LEAD-1: "%s" is refused with a reason',
		(text) => {
			expect(normaliseEmail(text)).toEqual({ fault: expect.stringContaining('is not an e-mail address') });
		},
	);
});
