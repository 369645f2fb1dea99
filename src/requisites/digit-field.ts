import { doubtful, malformed, missing, type RequisiteFault } from './requisite-fault';

interface DigitField {
	readonly field: string;
	/** Name of the number in Russian, nominative: «ИНН». */
	readonly label: string;
	readonly value: string;
	readonly length: number;
	readonly required: boolean;
	/** Control digits; left out where the number has none or they depend on a field that is itself wrong. */
	readonly checksumHolds?: (digits: string) => boolean;
}

function describeShape(value: string, length: number): string {
	if (/^\d+$/.test(value)) return `указано цифр: ${value.length}, нужно ${length}`;
	if (/^[\d\s]+$/.test(value)) return `уберите пробелы, нужно ${length} цифр подряд`;
	return `нужно ${length} цифр без других знаков, указано «${value}»`;
}

/** A number of fixed length with an optional control key: at most one fault, the first that matters. */
export function checkDigitField({ field, label, value, length, required, checksumHolds }: DigitField): RequisiteFault[] {
	if (value.trim() === '') return required ? [missing(field, `Не заполнено: ${label}.`)] : [];
	if (!/^\d+$/.test(value) || value.length !== length) {
		return [malformed(field, `${label}: ${describeShape(value, length)}.`)];
	}
	if (/^0+$/.test(value)) return [malformed(field, `${label}: номер не может состоять из одних нулей.`)];
	if (checksumHolds === undefined || checksumHolds(value)) return [];
	return [
		doubtful(field, 'checksum', `${label} ${value}: не сходится контрольное число, вероятна опечатка. Сверьте с карточкой предприятия.`),
	];
}
