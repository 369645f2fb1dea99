/** Photographs one canvas: the whole of it, nothing but it, in the size a person reads it at. */

/* global document */
/** Around the outermost note or node, in pixels. */
const MARGIN = 40;
/** A node's name and subtitle stand below it. */
const BELOW_NODE = 60;
const NODE_SIZE = 96;
const SETTLE_MS = 400;

/** The canvas fills the window, and shows nothing that only makes sense under a mouse. */
const CANVAS_ALONE = `
	.vue-flow { position: fixed !important; inset: 0 !important; width: 100vw !important; height: 100vh !important; z-index: 1; }
	[data-picture=way] > :not([data-picture]) { display: none !important; }
	.vue-flow__panel { display: none !important; }
	*, *::before, *::after { animation: none !important; transition: none !important; }
`;

/** Marks the way to the canvas, so that everything beside it can be hidden, whatever it is called and whenever it appears. */
function markWayToCanvas() {
	const canvas = document.querySelector('.vue-flow');
	canvas?.setAttribute('data-picture', 'canvas');
	for (let around = canvas?.parentElement; around && around !== document.documentElement; around = around.parentElement) around.setAttribute('data-picture', 'way');
}

/**
 * @param {{ nodes: any[] }} workflow
 * @returns {{ left: number, top: number, width: number, height: number }} of the canvas, in its own coordinates
 */
export function extentOf({ nodes }) {
	const boxes = nodes.map(({ position: [x, y], type, parameters }) =>
		type === 'n8n-nodes-base.stickyNote'
			? { x, y, right: x + parameters.width, bottom: y + parameters.height }
			: { x, y, right: x + NODE_SIZE, bottom: y + NODE_SIZE + BELOW_NODE },
	);
	const left = Math.min(...boxes.map(({ x }) => x));
	const top = Math.min(...boxes.map(({ y }) => y));
	return { left, top, width: Math.max(...boxes.map(({ right }) => right)) - left, height: Math.max(...boxes.map(({ bottom }) => bottom)) - top };
}

/**
 * @param {import('playwright-core').Page} page signed in
 * @param {string} url of n8n
 * @param {{ id: string, nodes: any[] }} workflow
 */
export async function openCanvas(page, url, workflow) {
	const { left, top, width, height } = extentOf(workflow);
	await page.setViewportSize({ width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(height + 2 * MARGIN) });
	await page.goto(`${url}/workflow/${workflow.id}`);
	await page.waitForFunction((count) => document.querySelectorAll('.vue-flow__node').length === count, workflow.nodes.length);
	// The editor first fits the canvas by itself; asked for full size only afterwards.
	await page.waitForTimeout(SETTLE_MS);
	await page.keyboard.press('0');
	await page.addStyleTag({ content: `${CANVAS_ALONE} .vue-flow__transformationpane { transform: translate(${MARGIN - left}px, ${MARGIN - top}px) scale(1) !important; }` });
	await page.evaluate(markWayToCanvas);
	await page.evaluate(() => document.fonts.ready);
	await page.waitForFunction(() => [...document.images].every((image) => image.complete));
	await page.waitForTimeout(SETTLE_MS);
}
