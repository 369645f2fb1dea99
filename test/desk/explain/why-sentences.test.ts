import { sayDue, sayWhen } from '../../../src/desk/explain/say-when';
import { doerOf, whySentences } from '../../../src/desk/explain/why-sentences';
import type { Why } from '../../../src/crm/notice';
import { lateBy, spanInWords } from '../../../src/texts';
import { instant } from '../../helpers/fixed-clock';

const due = instant('2026-03-13T00:00:00+03:00');
const why: Why = {
	cause: { actor: { kind: 'workflow', name: 'Эскалация договоров' }, workflow: { id: 'w1', name: 'Эскалация договоров' }, node: { id: 'n2', name: 'Поставить задачу' }, executionId: '231', deliveryId: 5 },
	event: { id: 55, kind: 'EscalationStepDue', at: due + 2 * 3_600_000 },
	escalation: { rule: 'contract-not-signed', step: 'task', occurrence: 1, dueAt: due, firedAt: due + 2 * 3_600_000, lateByMs: 2 * 3_600_000, calendar: 'Нижний Новгород, Europe/Moscow', warnings: ['ВНИМАНИЕ: нет календаря.'] },
	facts: { state: 'не подписан', ownField: 'x' },
	recipient: 'ответственный',
};

describe('a reason in sentences', () => {
	it('R-CORE-4: names workflow, node, event, rule, step, due, fired, lateness, calendar, warnings and facts', () => {
		expect(whySentences(why, 'Europe/Moscow')).toEqual([
			'Создано рабочим процессом «Эскалация договоров», узел «Поставить задачу», запуск № 231.',
			'Повод — событие № 55 от 13.03.2026 02:00: наступил срок шага контроля.',
			'Сработало правило «contract-not-signed», шаг «task».',
			'Срок наступил 12.03.2026 24:00, сработало 13.03.2026 02:00, с опозданием на 2 часа.',
			'Срок посчитан по рабочему календарю «Нижний Новгород, Europe/Moscow».',
			'ВНИМАНИЕ: нет календаря.',
			'Прочитаны данные: состояние — не подписан; ownField — x.',
		]);
	});

	it('R-CORE-4: says instants in the zone of the person who asks', () => {
		expect(whySentences(why, 'Asia/Novosibirsk')).toContain('Срок наступил 13.03.2026 04:00, сработало 13.03.2026 06:00, с опозданием на 2 часа.');
	});

	it('R-CORE-4: says "on time" for what fired in time, and which repetition it is', () => {
		const onTime = whySentences({ ...why, escalation: why.escalation && { ...why.escalation, lateByMs: 0, occurrence: 3 } }, 'Europe/Moscow');
		expect(onTime[2]).toBe('Сработало правило «contract-not-signed», шаг «task», повторение 3.');
		expect(onTime[3]).toMatch(/вовремя\.$/);
	});

	it('R-CORE-4: a person who decided is named, and the workflow it came through as well', () => {
		const byPerson = { ...why, cause: { ...why.cause, actor: { kind: 'person', name: 'Анна' } } } as const;
		expect(whySentences(byPerson, 'Europe/Moscow').slice(0, 2)).toEqual(['Так решил сотрудник: Анна.', 'Создано рабочим процессом «Эскалация договоров», узел «Поставить задачу», запуск № 231.']);
		expect(doerOf(byPerson.cause)).toBe('Анна');
	});

	it('R-CORE-4: a run without an event says so instead of inventing one', () => {
		const [, second] = whySentences({ cause: { actor: { kind: 'system', name: 'test' } }, event: null, escalation: null, facts: {}, recipient: null }, 'Europe/Moscow');
		expect(second).toMatch(/не указано/);
	});
});

describe('instants and spans for people', () => {
	it('R-CON-8: a deadline at midnight is 24:00 of the day that ends, in the zone where it is midnight only', () => {
		expect(sayDue(due, 'Europe/Moscow')).toBe('12.03.2026 24:00');
		expect(sayDue(due, 'Asia/Novosibirsk')).toBe('13.03.2026 04:00');
		expect(sayWhen(due, 'Europe/Moscow')).toBe('13.03.2026 00:00');
	});

	it.each([
		[0, 'меньше минуты'],
		[59_999, 'меньше минуты'],
		[60_000, '1 минуту'],
		[22 * 60_000, '22 минуты'],
		[11 * 3_600_000, '11 часов'],
		[25 * 3_600_000 + 60_000, '1 день 1 час'],
		[5 * 86_400_000 + 60_000, '5 дней 1 минуту'],
	])('R-CORE-3: %i ms late is said as «%s»', (ms, words) => {
		expect(spanInWords(ms)).toBe(words);
	});

	it('R-CORE-3: nothing is said about lateness of what is on time', () => {
		expect(lateBy(0)).toBe('');
	});
});
