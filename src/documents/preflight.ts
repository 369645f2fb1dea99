/**
 * Everything that would make a contract wrong, told at once and before its number is spent (R-CON-2): numbers have no gaps,
 * so a contract that fails halfway would leave a voided one behind.
 */
import type { ContractDraft } from './contract-inputs';
import { DEFAULT_TEMPLATE_LIMITS, type TemplateLimits } from './docx-package';
import type { Fault } from './fault';
import { checkSide, checkVat } from './preflight-sides';
import { checkTemplate } from './preflight-template';
import { checkTerms } from './preflight-terms';

export interface PreflightOptions {
	/** `YYYY-MM-DD` in the zone of the department. Left out, the date is only checked for being one. */
	readonly today?: string;
	/** Days before today that a contract may be dated without a warning. */
	readonly daysBack?: number;
	/** Days after today, likewise. */
	readonly daysAhead?: number;
	readonly limits?: TemplateLimits;
}

/** In the order a person reads a contract: terms, our side, the client, VAT, template. Empty means: go ahead. */
export function preflightContract(template: Uint8Array, draft: ContractDraft, options: PreflightOptions = {}): Fault[] {
	const { today = null, daysBack = 30, daysAhead = 30, limits = DEFAULT_TEMPLATE_LIMITS } = options;
	const faults = [
		...checkTerms(draft.contract, { today, daysBack, daysAhead }),
		...checkSide('ourEntity', draft.ourEntity),
		...checkSide('client', draft.client),
		...checkVat(draft),
	];
	return [...faults, ...checkTemplate(template, draft, faults, limits)];
}

/** Whether the contract may be made; warnings alone do not stop it. */
export const isBlocked = (faults: readonly Fault[]): boolean => faults.some(({ severity }) => severity === 'error');
