/** R-LEAD-2, R-DEAL-1. A stage is open, won or lost; won and lost end the way through the pipeline. */
export type StageKind = 'open' | 'won' | 'lost';

export interface Stage {
	readonly code: string;
	readonly title: string;
	readonly kind: StageKind;
}

export interface Pipeline {
	readonly code: string;
	readonly title: string;
	readonly subject: 'lead' | 'deal';
	/** In order of the way through. */
	readonly stages: readonly Stage[];
}

/** The code of the one lead pipeline. */
export const LEAD_PIPELINE = 'leads';
