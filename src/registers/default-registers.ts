import type { RegisterDefinition } from './register';

/** The code of the register that contracts are filed in. */
export const CONTRACT_REGISTER = 'contracts';

/** R-CON-4: the moves a contract may make. "Annulled" ends an issued contract for good and must say why. */
const contracts: RegisterDefinition = {
	code: CONTRACT_REGISTER,
	title: 'Реестр договоров',
	entryTitle: 'Договор',
	initialStatus: 'not_signed',
	statuses: [
		{ code: 'not_signed', title: 'не подписан', next: ['signed', 'scan', 'original', 'cancelled', 'annulled'] },
		{ code: 'cancelled', title: 'отменён', next: ['not_signed', 'annulled'] },
		{ code: 'signed', title: 'подписан', next: ['scan', 'original', 'not_signed', 'annulled'] },
		{ code: 'scan', title: 'скан', next: ['scan', 'original', 'not_signed', 'annulled'], needsFile: true, fileKinds: ['pdf', 'png', 'jpg', 'tiff'] },
		{ code: 'original', title: 'оригинал', next: ['annulled'] },
		{ code: 'annulled', title: 'аннулирован', next: [], needsReason: true },
	],
	fields: [
		{ code: 'contractDate', title: 'Дата договора', type: 'date' },
		{ code: 'amountKopecks', title: 'Сумма, коп.', type: 'number' },
		{ code: 'clientNumber', title: 'Номер у клиента', type: 'text' },
	],
};

const certificates: RegisterDefinition = {
	code: 'certificates',
	title: 'Сертификаты',
	entryTitle: 'Сертификат',
	initialStatus: 'draft',
	statuses: [
		{ code: 'draft', title: 'макет', next: ['valid'] },
		{ code: 'valid', title: 'действует', next: ['suspended', 'ended'] },
		{ code: 'suspended', title: 'приостановлен', next: ['valid', 'ended'], needsReason: true },
		{ code: 'ended', title: 'прекращён', next: [] },
	],
	fields: [
		{ code: 'issuedOn', title: 'Дата выдачи', type: 'date', requiredIn: ['valid'] },
		{ code: 'expiresOn', title: 'Действует до', type: 'date', requiredIn: ['valid'] },
		{ code: 'body', title: 'Орган по сертификации', type: 'text' },
	],
};

const incoming: RegisterDefinition = {
	code: 'incoming',
	title: 'Входящие документы',
	entryTitle: 'Входящий документ',
	initialStatus: 'received',
	statuses: [
		{ code: 'received', title: 'получен', next: ['in_work', 'processed'] },
		{ code: 'in_work', title: 'в работе', next: ['processed'] },
		{ code: 'processed', title: 'обработан', next: [] },
	],
	fields: [
		{ code: 'sender', title: 'Отправитель', type: 'text' },
		{ code: 'receivedOn', title: 'Дата получения', type: 'date' },
	],
};

/** R-REG-2: the five statuses of the case, in their order. */
const originals: RegisterDefinition = {
	code: 'originals',
	title: 'Оригиналы документов',
	entryTitle: 'Оригинал документа',
	initialStatus: 'in_preparation',
	statuses: [
		{ code: 'in_preparation', title: 'Готовится', next: ['collect_from_authority', 'in_office'] },
		{ code: 'collect_from_authority', title: 'Забрать из органов', next: ['in_office', 'in_preparation'] },
		{ code: 'in_office', title: 'В офисе', next: ['sent_to_client', 'received'] },
		{ code: 'sent_to_client', title: 'Отправлен клиенту', next: ['received', 'in_office'] },
		{ code: 'received', title: 'Получен клиентом', next: [] },
	],
	fields: [
		{ code: 'document', title: 'Документ', type: 'text' },
		{ code: 'trackNumber', title: 'Трек-номер', type: 'text', requiredIn: ['sent_to_client'] },
	],
};

/** R-REG-3: kept by hand. */
const inspections: RegisterDefinition = {
	code: 'inspections',
	title: 'Инспекционный контроль',
	entryTitle: 'Инспекционный контроль',
	initialStatus: 'planned',
	statuses: [
		{ code: 'planned', title: 'запланирован', next: ['in_work', 'done', 'postponed'] },
		{ code: 'in_work', title: 'проводится', next: ['done', 'postponed'] },
		{ code: 'postponed', title: 'перенесён', next: ['planned', 'in_work', 'done'], needsReason: true },
		{ code: 'done', title: 'пройден', next: [] },
	],
	fields: [
		{ code: 'certificate', title: 'Сертификат', type: 'text' },
		{ code: 'dueOn', title: 'Срок', type: 'date' },
		{ code: 'result', title: 'Результат', type: 'text' },
	],
};

/** R-REG-1: what a new workspace starts with. */
export const defaultRegisters: readonly RegisterDefinition[] = [contracts, certificates, incoming, originals, inspections];
