import { LEAD_PIPELINE } from './pipeline';
import type { Pipeline } from './pipeline';

const open = (code: string, title: string) => ({ code, title, kind: 'open' as const });
const won = (code: string, title: string) => ({ code, title, kind: 'won' as const });
const lost = (code: string, title: string) => ({ code, title, kind: 'lost' as const });

/** What a new workspace starts with (R-LEAD-2, R-DEAL-1); operators edit it afterwards. */
export const defaultPipelines: readonly Pipeline[] = [
	{
		code: LEAD_PIPELINE,
		title: 'Лиды',
		subject: 'lead',
		stages: [
			open('new', 'Новая заявка'),
			open('assigned', 'Назначен ответственный'),
			open('first_call', 'Первый звонок'),
			open('no_answer', 'Недозвон'),
			open('call_later', 'Перезвонить'),
			open('needs', 'Выявление потребности'),
			open('docs_requested', 'Запрошены документы'),
			open('docs_received', 'Документы получены'),
			open('calculation', 'Расчёт стоимости'),
			open('offer_sent', 'КП отправлено'),
			open('offer_follow_up', 'Контроль КП'),
			open('negotiation', 'Переговоры'),
			open('postponed', 'Отложено'),
			won('converted', 'Сделка'),
			lost('lost', 'Отказ'),
		],
	},
	{
		code: 'certification',
		title: 'Сертификация',
		subject: 'deal',
		stages: [
			open('contract', 'Договор'),
			open('prepayment', 'Предоплата'),
			open('samples', 'Отбор образцов'),
			open('tests', 'Испытания'),
			open('draft_approval', 'Согласование макета'),
			open('issue', 'Выдача документа'),
			won('completed', 'Заказ выполнен'),
			lost('failed', 'Сделка не состоялась'),
		],
	},
	{
		code: 'licensing',
		title: 'Лицензирование',
		subject: 'deal',
		stages: [
			open('contract', 'Договор'),
			open('prepayment', 'Предоплата'),
			open('documents', 'Подготовка документов'),
			open('submission', 'Подача в орган'),
			open('inspection', 'Проверка органом'),
			won('completed', 'Лицензия получена'),
			lost('failed', 'Сделка не состоялась'),
		],
	},
	{
		code: 'inspection_control',
		title: 'Инспекционный контроль',
		subject: 'deal',
		stages: [
			open('planned', 'Запланирован'),
			open('contract', 'Договор'),
			open('samples', 'Отбор образцов'),
			open('tests', 'Испытания'),
			won('completed', 'Контроль пройден'),
			lost('failed', 'Контроль не состоялся'),
		],
	},
];
