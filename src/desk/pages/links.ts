import type { SubjectRef } from '../../subject';
import { html } from './html';
import type { Markup } from './html';
import { pageTexts } from '../../texts';

/** Where a record's card is, seen from another page of the desk. */
export function cardPath(subject: SubjectRef): string {
	return `card?kind=${subject.kind}&id=${subject.id}`;
}

/** Links to the bundled forms; pages are served below /webhook/deal-desk/, forms below /form/. */
export function formLinks(only?: readonly string[]): Markup[] {
	return Object.entries(pageTexts.forms)
		.filter(([path]) => only === undefined || only.includes(path))
		.map(([path, title]) => html`<a href="../../form/${path}">${title}</a>`);
}

/** A page of the desk, seen from another one, with what it is called. */
export interface PageLink {
	readonly title: string;
	readonly href: string;
}

/** Links on top of a page; nothing when there are none. */
export function pageLinks(links: readonly PageLink[]): Markup {
	return links.length === 0 ? html`` : html`<nav>${links.map(({ title, href }) => html`<a href="${href}">${title}</a>`)}</nav>`;
}
