import { advertisingConsent } from '../../src/crm/consent';
import { contact, NOW } from './builders';

const consented = (at: number) => contact({ marketingConsentAt: at, consentSource: 'сайт' });
const refused = (at: number) => contact({ marketingRefusedAt: at });

describe('consent to advertising', () => {
	it('R-LEAD-3: silence is no consent', () => {
		expect(advertisingConsent([], [])).toMatchObject({ allowed: false });
		expect(advertisingConsent([contact()], [])).toMatchObject({ allowed: false, reason: 'no consent to advertising is recorded' });
	});

	it('R-LEAD-3: a consent holds and says where it comes from', () => {
		expect(advertisingConsent([consented(NOW)], [])).toEqual({ allowed: true, consentAt: NOW, refusedAt: null, source: 'сайт', reason: 'consent of 2026-03-02T09:00:00.000Z, сайт' });
	});

	it('R-LEAD-3: the later of consent and refusal holds; at the same instant the refusal does', () => {
		expect(advertisingConsent([consented(NOW), refused(NOW - 1)], []).allowed).toBe(true);
		expect(advertisingConsent([consented(NOW), refused(NOW)], []).allowed).toBe(false);
		expect(advertisingConsent([consented(NOW), refused(NOW + 1)], []).allowed).toBe(false);
	});

	it("R-LEAD-3: a duplicate's refusal counts, a duplicate's consent does not", () => {
		expect(advertisingConsent([consented(NOW)], [refused(NOW + 1)]).allowed).toBe(false);
		expect(advertisingConsent([contact()], [consented(NOW)]).allowed).toBe(false);
	});
});
