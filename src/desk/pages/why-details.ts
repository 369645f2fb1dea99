import type { Why } from '../../crm/notice';
import { explainTexts, pageTexts } from '../../texts';
import { whySentences } from '../explain/why-sentences';
import { html } from './html';
import type { Markup } from './html';

/** What a notice or task exists for, to be opened by whoever wonders (R-CORE-4). @param name of who got it */
export function whyDetails(why: Why, zone: string, name: string): Markup {
	const sentences = [...whySentences(why, zone), ...(why.recipient === null ? [] : [explainTexts.recipient(name, why.recipient)])];
	return html`<details class="why"><summary>${pageTexts.why}</summary>${sentences.map((sentence) => html`<p>${sentence}</p>`)}</details>`;
}
