/** The other end of ./child: answers every question with what `work` makes of it. */
export function answer<Question, Answer>(work: (question: Question) => Promise<Answer>): void {
	process.on('message', (question: Question) => {
		work(question).then(
			(value) => process.send?.({ answer: value }),
			(error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
		);
	});
	process.once('disconnect', () => process.exit());
}
