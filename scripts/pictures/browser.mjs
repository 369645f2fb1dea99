/** Chromium as it is installed on this machine, signed in to n8n. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { OperatorError } from '../lib/operator-error.mjs';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const PATIENCE_MS = 60_000;

function findChromium() {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen && !existsSync(chosen)) throw new OperatorError(`CHROMIUM_PATH says ${chosen}, but there is no such file.`, 'Correct or unset it.');
	const found = chosen ?? USUAL_PLACES.find((place) => existsSync(place));
	if (!found) throw new OperatorError('Pictures need Chromium or Chrome, and none was found.', 'Install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to the program.');
	return found;
}

/** No sandbox of its own: the only pages it opens are those of the n8n started beside it. */
export const openBrowser = async () =>
	await chromium.launch({ executablePath: findChromium(), args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--font-render-hinting=none'] });

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ url: string, owner: { email: string, password: string } }} n8n
 */
export async function openEditor(browser, { url, owner }) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, locale: 'en-GB', timezoneId: 'Europe/Moscow', reducedMotion: 'reduce' });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	await page.goto(`${url}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', owner.email);
	await page.fill('input[name=password]', owner.password);
	await page.click('[data-test-id=form-submit-button]');
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	return page;
}
