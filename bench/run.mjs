/** `npm run bench`: see bench/README.md. What it takes: --help. */
import { fileURLToPath } from 'node:url';

import { reportFailure } from '../scripts/lib/operator-error.mjs';
import { runProgram } from '../scripts/lib/run-program.mjs';

await runProgram(fileURLToPath(import.meta.url), 'bench/main.ts').catch(reportFailure);
