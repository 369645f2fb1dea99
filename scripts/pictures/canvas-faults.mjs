/** What a person would be ashamed of in a picture, found in the page: unknown nodes, cut texts, things on top of each other. */

/* global document, DOMRect, HTMLImageElement */
/** Runs in the browser. @returns {string[]} */
function findFaults() {
	const faults = [];
	const boxOf = (/** @type {Element} */ element) => element.getBoundingClientRect();
	const overlap = (/** @type {DOMRect} */ a, /** @type {DOMRect} */ b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
	const isCut = (/** @type {Element} */ element) => element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight + 1;
	const nameOf = (/** @type {Element} */ element) => element.querySelector('[data-node-name]')?.getAttribute('data-node-name') ?? '?';
	const all = [...document.querySelectorAll('.vue-flow__node')];
	const isNote = (/** @type {Element} */ element) => element.querySelector('[data-node-type$=stickyNote]') !== null;

	const labels = all.filter((node) => !isNote(node)).map((node) => ({ name: nameOf(node), body: node.querySelector('[class*=_node_]'), text: node.querySelector('[class*=_description_]') }));
	for (const node of all.filter((one) => !isNote(one))) {
		const name = nameOf(node);
		const icon = node.querySelector('.n8n-node-icon img, .n8n-node-icon svg');
		if (!icon || (icon instanceof HTMLImageElement && icon.naturalWidth === 0)) faults.push(`"${name}" has no icon`);
		if (node.querySelector('[data-test-id=node-issues], [data-test-id=canvas-node-status-node-not-installed]')) faults.push(`"${name}" shows a warning`);
		if (/\?/.test(icon?.parentElement?.textContent ?? '')) faults.push(`"${name}" is of an unknown type`);
		for (const label of node.querySelectorAll('[class*=_outputLabel_]')) if (isCut(label)) faults.push(`"${name}": the output name "${label.textContent}" is cut`);
		for (const label of node.querySelectorAll('[class*=_description_] > *')) if (isCut(label)) faults.push(`"${name}": the text "${label.textContent}" is cut`);
	}
	for (const [index, one] of labels.entries()) {
		for (const other of labels.slice(index + 1)) {
			if (one.text && other.text && overlap(boxOf(one.text), boxOf(other.text))) faults.push(`The names of "${one.name}" and "${other.name}" overlap`);
			if (one.text && other.body && overlap(boxOf(one.text), boxOf(other.body))) faults.push(`The name of "${one.name}" lies on "${other.name}"`);
		}
	}
	const notes = all.filter(isNote);
	for (const [index, note] of notes.entries()) {
		const name = nameOf(note);
		const text = note.querySelector('h1, h2, h3')?.parentElement;
		if (!text?.lastElementChild) {
			faults.push(`The note "${name}" has no heading`);
			continue;
		}
		const frame = boxOf(note);
		const written = new DOMRect(boxOf(text).left, boxOf(text).top, boxOf(text).width, boxOf(text.lastElementChild).bottom - boxOf(text).top);
		if (written.bottom > frame.bottom - 4) faults.push(`The note "${name}" cuts its text (${Math.ceil(written.bottom - frame.bottom)} px)`);
		for (const wide of text.querySelectorAll('pre, table')) if (isCut(wide)) faults.push(`The note "${name}" cuts its ${wide.tagName.toLowerCase()}`);
		for (const { name: node, body } of labels) if (body && overlap(written, boxOf(body))) faults.push(`The text of the note "${name}" lies under "${node}"`);
		for (const { name: node, text: label } of labels) {
			if (label && overlap(frame, boxOf(label)) && boxOf(label).bottom > frame.bottom) faults.push(`The name of "${node}" sticks out of the note "${name}"`);
		}
		for (const other of notes.slice(index + 1)) if (overlap(frame, boxOf(other))) faults.push(`The notes "${name}" and "${nameOf(other)}" overlap`);
	}
	return faults;
}

/**
 * @param {import('playwright-core').Page} page with a canvas in it
 * @returns {Promise<string[]>} in words
 */
export const faultsOf = async (page) => await page.evaluate(findFaults);
