import type { InputFault } from '../../errors';
import type { SubjectRef } from '../../subject';

/** The page that shows a subject; served by the bundled workflow "card". */
export function cardLink(publicUrl: string, subject: SubjectRef): string {
	return `${publicUrl.replace(/\/+$/, '')}/webhook/deal-desk/card?kind=${subject.kind}&id=${subject.id}`;
}

/** A link that people click must be one of the web: others (javascript:, file:) are refused. */
export function linkFaults(link: string | undefined): InputFault[] {
	const isWeb = link === undefined || (URL.canParse(link) && ['http:', 'https:'].includes(new URL(link).protocol));
	return isWeb ? [] : [{ field: 'Link', reason: `"${link}" is not a web address beginning with http:// or https://` }];
}
