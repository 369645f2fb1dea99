/** Terms of the contract itself: subject, date, lines, sums, term, prepayment (R-CON-2). */
import type { ContractLine, ContractTerms } from './contract-inputs';
import { fault, warning, type Fault } from './fault';
import { daysBetween, formatKopecks, parseCivilDate } from './russian';

/** How far the contract's date may be from today before somebody is asked. Days. */
export interface DateWindow {
	/** `YYYY-MM-DD`; `null` skips the check. */
	readonly today: string | null;
	readonly daysBack: number;
	readonly daysAhead: number;
}

export function checkTerms(contract: ContractTerms, window: DateWindow): Fault[] {
	return [
		...checkDate(contract.date, window),
		...checkFilled('city_empty', 'contract.city', contract.city, 'Не указан город заключения договора.', 'Заполните город в карточке юрлица или в параметрах договора.'),
		...checkFilled('subject_empty', 'contract.subject', contract.subject, 'Не указан предмет договора.', 'Напишите, какие услуги оказываются.'),
		...checkLines(contract),
		...checkTotal(contract),
		...checkTerm(contract.termWorkingDays),
		...checkPrepayment(contract.prepaymentPercent),
	];
}

function checkFilled(code: string, field: string, value: string, message: string, fix: string): Fault[] {
	return value.trim() === '' ? [fault(code, field, message, fix)] : [];
}

function checkDate(date: string, { today, daysBack, daysAhead }: DateWindow): Fault[] {
	const field = 'contract.date';
	if (parseCivilDate(date) === null) {
		return [fault('date_invalid', field, `Дата договора «${date}» не существует.`, 'Укажите дату в виде ГГГГ-ММ-ДД.')];
	}
	if (today === null) return [];
	const days = daysBetween(today, date);
	if (days < -daysBack) return [warning('date_far_back', field, `Договор датирован ${-days} дн. назад.`, 'Проверьте дату.')];
	if (days > daysAhead) return [warning('date_far_ahead', field, `Договор датирован на ${days} дн. вперёд.`, 'Проверьте дату.')];
	return [];
}

const isAmount = (kopecks: number): boolean => Number.isSafeInteger(kopecks) && kopecks >= 0;
const isQuantity = (quantity: number): boolean => Number.isFinite(quantity) && quantity > 0 && Number(quantity.toFixed(3)) === quantity;

/** quantity × price rounded half-up to the kopeck; a quantity has at most three decimals, so thousandths are exact. */
export function lineSum(quantity: number, priceKopecks: number): number {
	const thousandths = BigInt(Math.round(quantity * 1000));
	return Number((2n * thousandths * BigInt(priceKopecks) + 1000n) / 2000n);
}

function checkLines({ lines }: ContractTerms): Fault[] {
	if (lines.length > 0) return lines.flatMap(checkLine);
	return [fault('lines_empty', 'contract.lines', 'В договоре нет ни одной услуги.', 'Добавьте строки с услугами и ценами.')];
}

function checkLine(line: ContractLine, index: number): Fault[] {
	const field = `contract.lines.${index}`;
	const title = line.title.trim();
	const name = `Строка ${index + 1}${title === '' ? '' : ` «${title}»`}`;
	const faults: Fault[] = [];
	if (title === '') faults.push(fault('line_title_empty', `${field}.title`, `${name}: нет наименования услуги.`, 'Заполните наименование.'));
	if (line.unit.trim() === '') faults.push(fault('line_unit_empty', `${field}.unit`, `${name}: нет единицы измерения.`, 'Укажите единицу, например «услуга».'));
	if (!isQuantity(line.quantity)) {
		faults.push(fault('line_quantity_wrong', `${field}.quantity`, `${name}: количество ${line.quantity} недопустимо.`, 'Укажите число больше нуля, не более трёх знаков после запятой.'));
	}
	if (!isAmount(line.priceKopecks)) faults.push(fault('line_price_wrong', `${field}.priceKopecks`, `${name}: неверная цена.`, 'Укажите цену в рублях и копейках.'));
	if (!isAmount(line.sumKopecks)) faults.push(fault('line_sum_wrong', `${field}.sumKopecks`, `${name}: неверная сумма.`, 'Укажите сумму в рублях и копейках.'));
	return faults.length > 0 ? faults : checkLineSum(line, field, name);
}

function checkLineSum({ quantity, priceKopecks, sumKopecks }: ContractLine, field: string, name: string): Fault[] {
	const expected = lineSum(quantity, priceKopecks);
	if (expected === sumKopecks) return [];
	const product = `${String(quantity).replace('.', ',')} × ${formatKopecks(priceKopecks)} = ${formatKopecks(expected)} руб.`;
	return [fault('line_sum_wrong', `${field}.sumKopecks`, `${name}: ${product}, а указано ${formatKopecks(sumKopecks)} руб.`, 'Исправьте сумму, цену или количество.')];
}

function checkTotal({ lines, totalKopecks }: ContractTerms): Fault[] {
	const field = 'contract.totalKopecks';
	if (!isAmount(totalKopecks) || totalKopecks === 0) {
		return [fault('total_wrong', field, 'Стоимость договора должна быть больше нуля.', 'Укажите стоимость договора.')];
	}
	const sums = lines.map(({ sumKopecks }) => sumKopecks);
	if (sums.length === 0 || !sums.every(isAmount)) return [];
	const sum = sums.reduce((total, one) => total + one, 0);
	if (sum === totalKopecks) return [];
	const message = `Сумма строк ${formatKopecks(sum)} руб., а стоимость договора ${formatKopecks(totalKopecks)} руб.`;
	return [fault('total_differs', field, message, 'Исправьте строки или стоимость: они должны совпадать.')];
}

function checkTerm(days: number): Fault[] {
	if (Number.isSafeInteger(days) && days > 0) return [];
	return [fault('term_wrong', 'contract.termWorkingDays', 'Не указан срок оказания услуг.', 'Укажите срок целым числом рабочих дней.')];
}

function checkPrepayment(percent = 0): Fault[] {
	if (Number.isSafeInteger(percent) && percent >= 0 && percent <= 100) return [];
	return [fault('prepayment_wrong', 'contract.prepaymentPercent', `Аванс ${percent} % недопустим.`, 'Укажите целое число от 0 до 100.')];
}
