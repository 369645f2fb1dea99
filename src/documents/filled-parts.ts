import type { DXT } from '../vendor';

/** What docxtemplater tells at the end of a part. */
interface PartEnd {
	readonly filePath: string;
	/** Repairs what filling in may break, e.g. a table left without rows. */
	joinUncorrupt(pieces: string[], end: PartEnd): string[];
}

/**
 * Takes every part out of docxtemplater as text once it is filled in. Left to itself it encodes the pieces letter by letter and
 * puts the bytes into a zip, where they would have to be decoded again: a sixth of the time of a contract.
 */
export class FilledParts {
	/** Path → XML of the parts that may hold tags, changed or not. */
	readonly xml = new Map<string, string>();

	readonly module: DXT.Module = {
		name: 'DealDeskFilledParts',
		// Behind all others: the pieces are final.
		priority: -1_000_000,
		postrender: (pieces: string[], end: PartEnd): string[] => {
			this.xml.set(end.filePath, end.joinUncorrupt(pieces, end).join(''));
			return [];
		},
	};
}
