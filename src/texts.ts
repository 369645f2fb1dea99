import type { Priority } from './crm/company';
import type { EventKind } from './journal/event';
import type { SubjectKind } from './subject';
import { MINUTE_MS } from './milliseconds';

export { pageTexts } from './texts/pages';
export { fieldTitles, missingTitles, refusals, refusalTexts, rowTitle } from './texts/refusals';

/*
 * Every Russian sentence the package itself says to people, by topic in alphabetical order; pages and refusals, which are
 * many, each in a file of their own. What operators write on the canvas is not here. Errors are in English, for operators;
 * what people read of them on forms and pages is in texts/refusals.ts.
 */

/** 1 день, 2 дня, 5 дней. */
export function counted(amount: number, one: string, few: string, many: string): string {
	const lastTwo = amount % 100;
	const last = amount % 10;
	const form = lastTwo >= 11 && lastTwo <= 14 ? many : last === 1 ? one : last >= 2 && last <= 4 ? few : many;
	return `${amount} ${form}`;
}


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

/** What generating a contract writes outside the document itself (R-CON-1). */
export const contractTexts = {
	/** Title of the register entry. */
	entryTitle: (client: string, deal: string) => `${client}: ${deal}`,
	/** Without the extension. */
	fileName: (number: string, client: string) => `Договор № ${number.replace(/[/\\]/g, '-')}, ${client}`,
	/** Unit of a line that has none. */
	service: 'услуга',
	/** What keeps a contract from being made before its contents can even be looked at (R-CON-2). */
	faults: {
		noEntity: 'Не выбрано наше юрлицо.',
		entityInactive: (name: string) => `Юрлицо ${name} больше не используется.`,
		entityUnknown: (id: number) => `Юрлица с номером ${id} нет.`,
		chooseEntity: (known: string) => (known === '' ? 'Сначала добавьте своё юрлицо.' : `Выберите одно из юрлиц: ${known}.`),
		noClient: 'У сделки нет компании клиента.',
		clientUnknown: (id: number) => `Компании клиента с номером ${id} нет.`,
		linkClient: 'Свяжите сделку с компанией клиента.',
		templateGone: (name: string) => `Шаблон договора юрлица ${name} не найден среди файлов.`,
		uploadTemplate: 'Загрузите шаблон снова или уберите его из карточки юрлица: тогда возьмётся шаблон из поставки.',
		patternWrong: (name: string, faults: string) => `Формат номера договоров юрлица ${name} неверен: ${faults}.`,
		correctPattern: 'Исправьте формат номера в карточке юрлица.',
	},
} as const;

/** What the invented history of the demo company says. */
export const demoHistoryTexts = {
	teller: 'демонстрационные данные',
	scan: 'Подписанный договор (пример).pdf',
	head: 'Руководитель',
	changedMind: 'Клиент передумал',
	movedOn: 'статус договора изменён',
	typedTwice: 'внесена дважды',
	task: {
		signature: (number: string) => `Договор № ${number}: решить дальнейшую судьбу`,
		original: (number: string) => `Договор № ${number}: нет оригинала`,
	},
} as const;

/** A dry run of the priority monitor (R-PRI-2). */
export const dryRunTexts = {
	title: 'Что было бы с другими нормами',
	period: (from: string, to: string, mornings: number) => `С ${from} по ${to}: ${counted(mornings, 'рабочее утро', 'рабочих утра', 'рабочих утр')}`,
	reminders: (reminders: number, clients: number) => `${counted(reminders, 'напоминание', 'напоминания', 'напоминаний')} о ${counted(clients, 'клиенте', 'клиентах', 'клиентах')}`,
	tried: 'Пробные нормы',
	inForce: 'Действующие нормы',
	difference: 'Разница',
	byWeek: 'Напоминаний по неделям',
	byManager: 'По менеджерам и неделям',
	manager: 'Менеджер',
	week: 'Неделя',
	who: 'О ком напомнили бы',
	nobody: 'без ответственного',
	shownOf: (shown: number, all: number) => `показано ${shown} из ${all}`,
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
	DecisionRecorded: 'записано решение',
	EscalationStarted: 'запущен контроль срока',
	EscalationStepDue: 'наступил срок шага контроля',
	EscalationMoved: 'срок контроля перенесён',
	EscalationEnded: 'контроль срока завершён',
	DeliveryParked: 'доставка события отложена до решения человека',
	EffectParked: 'действие с неизвестным исходом отложено до решения человека',
	EffectResolved: 'человек решил, состоялось ли действие',
	RunFailed: 'запуск процесса закончился ошибкой',
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

/** Why what was pending for a stage or status ended. */
export const moveTexts = {
	movedOn: 'запись уже вышла из этого состояния',
	beforeRobot: 'запись вышла из этого состояния раньше, чем сработал робот',
	over: 'контроль срока уже завершён',
	left: (title: string) => `переход из «${title}»`,
	again: (title: string) => `повторный вход в «${title}»`,
} as const;

/** The answer to "why" (R-CORE-4). Instants come in as text of the reader's zone. */
export const explainTexts = {
	zone: (zone: string) => `Время указано по поясу ${zone}.`,
	byWorkflow: (workflow: string, node: string | null, execution: string | null) => `Создано рабочим процессом «${workflow}»${node === null ? '' : `, узел «${node}»`}${execution === null ? '' : `, запуск № ${execution}`}.`,
	byPerson: (name: string) => `Так решил сотрудник: ${name}.`,
	bySystem: (name: string) => `Создано самой системой (${name}).`,
	doer: {
		workflow: (workflow: string, node: string | null) => `рабочий процесс «${workflow}»${node === null ? '' : `, узел «${node}»`}`,
		person: (name: string) => name,
		system: (name: string) => `система (${name})`,
	},
	event: (id: number, title: string, at: string) => `Повод — событие № ${id} от ${at}: ${title}.`,
	noEvent: 'Событие-повод не указано: процесс запустил человек, форма или внешний запрос.',
	rule: (rule: string, step: string, occurrence: number) => `Сработало правило «${rule}», шаг «${step}»${occurrence > 1 ? `, повторение ${occurrence}` : ''}.`,
	fired: (due: string, fired: string, late: string) => `Срок наступил ${due}, сработало ${fired}${late === '' ? ', вовремя' : `, ${late}`}.`,
	calendar: (name: string) => `Срок посчитан по рабочему календарю «${name}».`,
	facts: (facts: string) => `Прочитаны данные: ${facts}.`,
	recipient: (name: string, reason: string) => `Получатель — ${name}: ${reason}.`,
	notification: (id: number, name: string, at: string) => `Уведомление № ${id} для сотрудника ${name} отправлено ${at}.`,
	notificationText: (text: string) => `Текст: «${text}»`,
	readAt: (at: string) => `Прочитано ${at}; прочтение не считается реакцией.`,
	notRead: 'Ещё не прочитано.',
	task: (id: number, title: string, at: string) => `Задача № ${id} «${title}» поставлена ${at}.`,
	taskPeople: (assignee: string, participants: string) => `Исполнитель — ${assignee}${participants === '' ? '' : `, подключены: ${participants}`}.`,
	taskDue: (at: string) => `Срок задачи — ${at}.`,
	taskFile: (id: number, hash: string) => `Задача касается одного файла: № ${id}, SHA-256 ${hash}.`,
	taskOpen: 'Задача открыта.',
	taskDone: (by: string, at: string, note: string | null) => `Задачу закрыл(а) ${by} ${at}${note === null ? '' : `: ${note}`}.`,
	taskCancelled: (at: string, reason: string) => `Задача снята ${at}: ${reason}.`,
	taskBound: 'Задача снимется сама, когда запись покинет нынешний статус.',
	letter: (id: number, to: string, subject: string, at: string) => `Письмо № ${id} «${subject}» на адрес ${to} запрошено ${at}.`,
	letterPurpose: { service: 'Письмо служебное: согласие на рекламу не нужно.', advertising: 'Письмо рекламное: отправлено только при записанном согласии.' },
	letterState: { requested: 'Письмо ещё не отправлено.', sent: 'Письмо отправлено', failed: 'Письмо не отправлено', unknown: 'Неизвестно, ушло ли письмо' },
	escalation: (rule: string, title: string, at: string) => `Контроль «${rule}» по записи «${title}» запущен ${at}.`,
	escalationGuard: (state: string, cycle: number) => `Он действует, пока запись в состоянии «${state}» (пребывание № ${cycle}).`,
	escalationNote: (note: string) => `Что нужно сделать: «${note}»`,
	escalationStep: (index: number, code: string, when: string, times: number, inHours: boolean) => `Шаг ${index} «${code}»: ${when}${times > 1 ? `, до ${counted(times, 'раза', 'раз', 'раз')}` : ''}${inHours ? ', только в рабочее время' : ''}.`,
	stepAfter: (wait: string) => (wait === 'сразу' ? 'сразу' : `через ${wait}`),
	stepAt: 'в назначенную дату',
	stepFired: (step: string, occurrence: number, due: string, fired: string, late: string) => `Шаг «${step}» сработал (${occurrence}-й раз): срок ${due}, сработал ${fired}${late === '' ? '' : `, ${late}`}.`,
	nextDue: (step: string, at: string) => `Следующий шаг «${step}» — ${at}.`,
	waitsForDate: (step: string) => `Шаг «${step}» ждёт, пока укажут дату.`,
	unheard: (step: string, at: string) => `Срок шага «${step}» наступил ${at}, но ни один включённый процесс его не слушает.`,
	ended: (status: 'running' | 'completed' | 'acknowledged' | 'cancelled', at: string, reason: string) => `${{ running: 'Идёт', completed: 'Завершён', acknowledged: 'Остановлен реакцией', cancelled: 'Снят' }[status]} ${at}: ${reason}.`,
	present: (state: string, cycle: number, at: string) => `Сейчас: «${state}», с ${at} (пребывание № ${cycle}).`,
	moved: (from: string, to: string, at: string, by: string) => `Последний переход: «${from}» → «${to}», ${at}; кто: ${by}.`,
	inCharge: (name: string, department: string) => `Ответственный — ${name}${department === '' ? '' : `, отдел ${department}`}.`,
	runs: (rule: string) => `Идёт контроль «${rule}».`,
	openTask: (id: number, title: string, name: string) => `Открыта задача № ${id} «${title}», исполнитель — ${name}.`,
	nothingPending: 'Ничего не ожидается: нет ни сроков, ни открытых задач.',
} as const;

/** What the facts are called that a notice was made from; a name that is not here is shown as it is. */
export const factTitles: Readonly<Record<string, string>> = {
	subject: 'запись',
	state: 'состояние',
	responsible: 'ответственный',
	department: 'отдел',
	client: 'клиент',
	company: 'компания',
	phone: 'телефон',
	email: 'почта',
	number: 'номер',
	title: 'название',
	status: 'статус',
	stage: 'стадия',
	amount: 'сумма',
	paid: 'оплачено',
	reason: 'причина',
	file: 'файл',
	callAt: 'время звонка',
	calendar: 'календарь срока',
	warnings: 'предупреждения',
};

/** How late a step fired, in the answer to "why". */
export const lateBy = (ms: number): string => (ms > 0 ? `с опозданием на ${spanInWords(ms)}` : '');
/** How late a step fired: fills {late}, which stands after a full stop. */
export const lateSentence = (ms: number): string => (ms > 0 ? `Это сообщение пришло с опозданием на ${spanInWords(ms)}.` : '');

/** Letters to clients. */
export const letterTexts = {
	noAddress: 'Не указан адрес электронной почты клиента.',
} as const;

/** What happened to the payments of a deal, for the notice to the head (R-PAY-1). Sums are text, in roubles. */
export const paidSumTexts = {
	recorded: (sum: string) => `новая оплата ${sum} ₽`,
	refunded: (sum: string) => `возврат ${sum} ₽`,
	corrected: (sum: string) => `оплата исправлена, теперь ${sum} ₽`,
	moved_in: (sum: string, refunded: string) => `сюда перенесена оплата ${sum} ₽${refunded === '' ? '' : ` вместе с возвратами на ${refunded} ₽`}`,
	moved_out: (_sum: string, refunded: string) => `оплата перенесена в другую сделку${refunded === '' ? '' : ` вместе с возвратами на ${refunded} ₽`}`,
	deleted: () => 'оплата удалена',
} as const;

/** What counts as a reaction, as journals and tasks name it (R-REG-5). */
export const reactionTexts = {
	taskClosed: (taskId: number, by: string) => `задача № ${taskId} закрыта: ${by}`,
} as const;

/** What the priorities of companies are called (R-PRI-1). */
export const priorityTitles: Readonly<Record<Priority, string>> = { small: 'мелкий', medium: 'средний', large: 'крупный', cool: 'крутой', key: 'ключевой' };

const daysInWords = (days: number): string => counted(days, 'день', 'дня', 'дней');
const requestsInWords = (requests: number): string => counted(requests, 'заявка', 'заявки', 'заявок');

/** Why a client is due, in numbers (R-PRI-2). Days are whole: rounded down, the gap to the nearest. */
export const priorityTexts = {
	remind: 'Напомнить клиенту о сертификации',
	norm: (priority: Priority, target: number, gapDays: number) => `Приоритет «${priorityTitles[priority]}»: норма ${requestsInWords(target)} за 365 дней, то есть раз в ${daysInWords(gapDays)}`,
	inYear: (count: number, expected: number) => (count < expected ? `за последние 365 дней ${requestsInWords(count)}, ожидалось ${expected}` : `за последние 365 дней ${requestsInWords(count)}`),
	newClient: (days: number) => `клиент у нас ${daysInWords(days)}`,
	lastRequest: (days: number) => (days === 0 ? 'последняя заявка сегодня' : `последняя заявка ${daysInWords(days)} назад`),
	noRequests: 'заявок ещё не было',
	lastContact: (days: number) => (days === 0 ? 'последний контакт сегодня' : `последний контакт ${daysInWords(days)} назад`),
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

/** Words of the sales report (R-PAY-4) and of the managers' effectiveness (R-STAT-1). */
export const reportTexts = {
	title: (month: string) => `Отчёт по оплатам за ${month}`,
	months: ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
	shortMonths: ['янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
	noLegalEntity: 'Юрлицо не выбрано',
	total: 'Итого',
	department: 'Отдел',
	manager: 'Менеджер',
	pipeline: 'Направление',
	legalEntity: 'Юрлицо',
	month: 'Месяц',
	byDepartment: 'По отделам',
	byManager: 'По менеджерам',
	byPipeline: 'По направлениям',
	byLegalEntity: 'По юрлицам',
	byMonth: 'По месяцам',
	paymentsSheet: 'Оплаты',
	restatementsSheet: 'Изменения после закрытия',
	snapshot: 'При закрытии, ₽',
	restated: 'Изменения, ₽',
	now: 'Сейчас, ₽',
	payments: 'Оплат',
	previous: 'Прошлый месяц, ₽',
	yearAgo: 'Год назад, ₽',
	period: 'Период',
	periodOf: (from: string, to: string) => `после ${from} по ${to} включительно`,
	closedAt: 'Закрыт',
	late: (span: string) => `с опозданием на ${span}`,
	closedLate: (span: string) => `Месяц закрыт с опозданием на ${span}.`,
	rule: 'Дата закрытия',
	ruleOf: (day: number, time: string, zone: string, dayOff: string) => `${day}-го числа в ${time} (${zone}); ${dayOff}`,
	dayOff: { previous: 'если выходной — предыдущий рабочий день', same: 'если выходной — в тот же день', next: 'если выходной — следующий рабочий день' },
	paidAt: 'Дата оплаты',
	sum: 'Сумма, ₽',
	document: 'Документ',
	deal: 'Сделка',
	dealNumber: '№ сделки',
	payment: '№ оплаты',
	changedAt: 'Когда изменено',
	was: 'Было, ₽',
	became: 'Стало, ₽',
	difference: 'Разница, ₽',
	reason: 'Причина',
	by: 'Кто',
	reasons: { recorded: 'оплата внесена позже', refunded: 'возврат', corrected: 'исправление', moved: 'перенос в другую сделку', deleted: 'удаление', department_changed: 'сделка передана другому отделу' },
	nothingRestated: 'После закрытия ничего не менялось.',
	thousands: (value: string) => `${value} тыс. ₽`,
	hours: (value: string) => `${value} ч`,
	metrics: {
		leads_taken: 'Взято заявок',
		leads_converted: 'Заявок стало сделками',
		conversion: 'Конверсия взятых заявок',
		conversion_by_stage: 'Конверсия со стадии',
		time_on_stage: 'Время на стадии',
		reaction_time: 'Время реакции (рабочее)',
		contracts_signed: 'Подписано договоров',
		originals_returned: 'Возвращено оригиналов',
		originals_in_time: 'Оригиналы в срок',
		escalations_caused: 'Вызвано эскалаций',
		payments: 'Оплаты, ₽',
		completed_orders: 'Выполнено заказов',
	},
	effectivenessTitle: 'Эффективность менеджеров',
	fromTo: (from: string, to: string) => `С ${from} до ${to}.`,
	whose: 'Всё считается за тем, кто отвечает за запись сейчас: переданная заявка или сделка переходит вместе со своей историей. Эскалации — за тем, кому поставили задачу. Нажмите на число, чтобы увидеть список.',
	nothingHappened: 'За этот период ничего не случилось.',
	metric: 'Показатель',
	stage: 'Стадия',
	value: 'Значение',
	facts: 'Случаев',
	unit: 'Единица',
	units: { count: 'шт.', share: 'доля', minutes: 'минут', kopecks: '₽' },
	lists: 'Списки',
	workbook: 'Скачать .xlsx',
	record: 'Запись',
	when: 'Когда',
	shownOf: (shown: number, all: number) => `показано ${shown} из ${all}`,
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
