/** Where Chromium is. Apart from what drives it, so that it can be asked before any package is installed. */
import { existsSync } from 'node:fs';
import { OperatorError } from './operator-error.mjs';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** @throws {OperatorError} when there is none */
export function findChromium() {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen && !existsSync(chosen)) throw new OperatorError(`CHROMIUM_PATH says ${chosen}, but there is no such file.`, 'Correct or unset it.');
	const found = chosen ?? USUAL_PLACES.find((place) => existsSync(place));
	if (!found) throw new OperatorError('Pictures and tests of the editor need Chromium or Chrome, and none was found.', 'Install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to the program.');
	return found;
}
