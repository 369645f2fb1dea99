/** Chromium as it is installed on this machine, signed in to n8n. */
import { chromium } from 'playwright-core';
import { findChromium } from '../lib/chromium.mjs';

const PATIENCE_MS = 60_000;

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
