/**
 * A failure the person at the terminal can do something about: what is wrong, and what to do.
 * Everything else keeps its stack trace, because it is a fault of ours.
 */
export class OperatorError extends Error {
	/**
	 * @param {string} message what is wrong
	 * @param {string} [advice] what to do about it
	 * @param {unknown} [cause]
	 */
	constructor(message, advice, cause) {
		super(message, { cause });
		this.name = 'OperatorError';
		this.advice = advice;
	}
}

/** Prints the error the way its reader needs it and marks the process as failed. */
export function reportFailure(error) {
	if (error instanceof OperatorError) {
		console.error(`\n✗ ${error.message}`);
		if (error.advice) console.error(`  ${error.advice.replaceAll('\n', '\n  ')}`);
	} else {
		console.error(error);
	}
	process.exitCode = 1;
}
