import type { EventKind } from './journal/event';
import type { SubjectKind } from './subject';

/*
 * Every Russian sentence the package itself says to people, by topic in alphabetical order. What operators write on the
 * canvas is not here; neither are errors, which are for operators and in English.
 */

/** 1 день, 2 дня, 5 дней. */
export function counted(amount: number, one: string, few: string, many: string): string {
	const lastTwo = amount % 100;
	const last = amount % 10;
	const form = lastTwo >= 11 && lastTwo <= 14 ? many : last === 1 ? one : last >= 2 && last <= 4 ? few : many;
	return `${amount} ${form}`;
}

const MINUTE_MS = 60_000;

/** A span in words (accusative), to the two largest units: «2 дня 3 часа», «5 минут»; below a minute «меньше минуты». @param ms 0 or more */
export function spanInWords(ms: number): string {
	const minutes = Math.floor(ms / MINUTE_MS);
	const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
	const parts = [
		...(days > 0 ? [counted(days, 'день', 'дня', 'дней')] : []),
		...(hours > 0 ? [counted(hours, 'час', 'часа', 'часов')] : []),
		...(rest > 0 ? [counted(rest, 'минуту', 'минуты', 'минут')] : []),
	];
	return parts.slice(0, 2).join(' ') || 'меньше минуты';
}

/** Advertising letters and the consent they need (domain facts 4.6). */
export const consentTexts = {
	noConsent: (address: string) => `Нет записанного согласия на рекламную рассылку для ${address}.`,
	refused: (address: string) => `От рекламной рассылки на ${address} отказались.`,
} as const;

/** Titles of events as the answer to "why" names them. */
export const eventTitles: Readonly<Record<EventKind, string>> = {
	LeadCreated: 'создана заявка',
	LeadStageChanged: 'заявка перешла на стадию',
	LeadUpdated: 'заявка изменена',
	LeadRepeated: 'та же заявка пришла ещё раз',
	LeadConverted: 'заявка стала сделкой',
	DealCreated: 'создана сделка',
	DealStageChanged: 'сделка перешла на стадию',
	DealUpdated: 'сделка изменена',
	DealPaidSumChanged: 'изменилась сумма оплат сделки',
	PaymentChanged: 'оплата внесена, исправлена, перенесена или удалена',
	StatementImported: 'загружена банковская выписка',
	MonthClosed: 'месяц отдела закрыт',
	MonthRestated: 'изменился закрытый месяц',
	CompanyCreated: 'создана компания',
	CompanyUpdated: 'компания изменена',
	CompanyPriorityChanged: 'изменён приоритет компании',
	ContactUpdated: 'контакт изменён',
	ContactLogged: 'записан контакт с клиентом',
	PriorityRemindersMade: 'мониторинг приоритетов нашёл клиентов, о которых пора напомнить',
	CompanyReminderSet: 'звонок или письмо клиенту запланированы, перенесены или сняты',
	ContractGenerated: 'сформирован договор',
	RegisterEntryCreated: 'создана запись реестра',
	RegisterEntryStatusChanged: 'запись реестра перешла в статус',
	RegisterEntryUpdated: 'запись реестра изменена',
	RegisterFileAttached: 'к записи реестра прикреплён файл',
	ContractScanVerified: 'скан договора подтверждён',
	ContractScanRejected: 'скан договора отклонён',
	TaskCreated: 'поставлена задача',
	TaskClosed: 'задача закрыта',
	NotificationCreated: 'отправлено уведомление',
	LetterRequested: 'запрошено письмо клиенту',
	LetterSettled: 'известна судьба письма клиенту',
	EscalationStarted: 'запущен контроль срока',
	EscalationStepDue: 'наступил срок шага контроля',
	EscalationMoved: 'срок контроля перенесён',
	EscalationEnded: 'контроль срока завершён',
	DeliveryParked: 'доставка события отложена до решения человека',
	EffectParked: 'действие с неизвестным исходом отложено до решения человека',
	EffectResolved: 'человек решил, состоялось ли действие',
	OrganisationChanged: 'изменены данные организации',
	WorkspaceChanged: 'изменено рабочее пространство',
};

/** What the history of a register entry calls its fields (R-REG-1). */
export const entryFieldTitles = {
	number: 'Номер',
	title: 'Название',
	companyId: 'Клиент',
	dealId: 'Сделка',
	legalEntityId: 'Юрлицо',
	responsibleId: 'Ответственный',
	departmentId: 'Отдел',
	status: 'Статус',
	statusReason: 'Причина',
	file: 'Файл',
	fileHash: 'Хеш файла',
	verification: 'Проверка скана',
} as const;

/** How late a step fired: fills {late} and stands in the answer to "why". */
export const lateBy = (ms: number): string => (ms > 0 ? `с опозданием на ${spanInWords(ms)}` : '');

/** Letters to clients. */
export const letterTexts = {
	noAddress: 'Не указан адрес электронной почты клиента.',
} as const;

/** How a recipient came to be chosen (R-ORG-1). */
export const recipientTexts = {
	as: { responsible: 'ответственный', head: 'руководитель', employee: 'указан на схеме' },
	substituteFor: (name: string) => `вместо отсутствующего сотрудника: ${name}`,
	awayWithoutSubstitute: 'отсутствует, но замещать некому',
	leftTheCompany: (name: string) => `${name} больше не работает`,
	oneLevelUp: (name: string) => `уровнем выше, потому что ${name} и есть исполнитель`,
	headAway: (name: string) => `${name} отсутствует, замещать некому`,
	nobodyAbove: (name: string) => `над сотрудником ${name} никого нет`,
	nobodyResponsible: 'ответственный не назначен',
} as const;

/** What tasks and journals say about the check of a scan (R-CON-7). */
export const scanTexts = {
	confirmed: (by: string) => `скан подтверждён: ${by}`,
	rejected: (by: string, reason: string) => `скан отклонён: ${by}. ${reason}`,
} as const;

/** What kinds of subjects are called. */
export const subjectTitles: Readonly<Record<SubjectKind, string>> = {
	lead: 'заявка',
	deal: 'сделка',
	company: 'компания',
	contact: 'контакт',
	entry: 'запись реестра',
	task: 'задача',
	department: 'отдел',
	workspace: 'рабочее пространство',
};
