/** Reads «Две тысячи один рубль 02 копейки» back into kopecks: the reverse of the code under test, written independently. */
const UNITS: Readonly<Record<string, number>> = {
	ноль: 0, один: 1, одна: 1, два: 2, две: 2, три: 3, четыре: 4, пять: 5, шесть: 6, семь: 7, восемь: 8, девять: 9,
	десять: 10, одиннадцать: 11, двенадцать: 12, тринадцать: 13, четырнадцать: 14, пятнадцать: 15, шестнадцать: 16,
	семнадцать: 17, восемнадцать: 18, девятнадцать: 19, двадцать: 20, тридцать: 30, сорок: 40, пятьдесят: 50,
	шестьдесят: 60, семьдесят: 70, восемьдесят: 80, девяносто: 90, сто: 100, двести: 200, триста: 300, четыреста: 400,
	пятьсот: 500, шестьсот: 600, семьсот: 700, восемьсот: 800, девятьсот: 900,
};

const SCALES: ReadonlyArray<readonly [RegExp, number]> = [
	[/^тысяч/, 1e3],
	[/^миллион/, 1e6],
	[/^миллиард/, 1e9],
	[/^триллион/, 1e12],
];

export function parseAmountInWords(text: string): number {
	const match = /^(.+) рубл\S+ (\d\d) копе\S+$/.exec(text.toLowerCase());
	if (match === null) throw new Error(`Not an amount: ${text}`);
	let total = 0;
	let group = 0;
	for (const word of (match[1] ?? '').split(' ')) {
		const scale = SCALES.find(([pattern]) => pattern.test(word));
		const unit = UNITS[word];
		if (scale === undefined && unit === undefined) throw new Error(`Unknown word: ${word}`);
		total += scale === undefined ? 0 : group * scale[1];
		group = scale === undefined ? group + (unit ?? 0) : 0;
	}
	return (total + group) * 100 + Number(match[2]);
}
