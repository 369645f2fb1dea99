import { appendEvent } from '../../../journal/append-events';
import { formatContractNumber, contractSequenceKey, parseNumberPattern } from '../../../registers/contract-number';
import { CONTRACT_REGISTER } from '../../../registers/default-registers';
import { deals, leads } from '../../../store/crm-tables';
import { payments } from '../../../store/money-tables';
import { tasks } from '../../../store/notice-tables';
import { nextNumber } from '../../../store/numbering';
import { registerEntries } from '../../../store/register-tables';
import { demoHistoryTexts } from '../../../texts';
import type { FileInfo } from '../../files/store-file';
import { paymentRow } from '../../payments/record-payment';
import { causeOf } from '../../workspace';
import type { DeskTransaction } from '../../workspace';
import type { HistoryClient } from './clients';
import type { HistoryDeal } from './deals';
import type { WrittenClient } from './write-clients';
import { actorOf } from './write-leads';
import { standing, writeStays } from './write-stays';

/** What the deals of the history are written with. */
export interface DealWorld {
	readonly clients: ReadonlyMap<HistoryClient, WrittenClient>;
	readonly leadIds: ReadonlyMap<HistoryDeal['lead'], number>;
	readonly entities: ReadonlyMap<number, { readonly code: string; readonly numberPattern: string }>;
	/** Stands for every signed scan. */
	readonly scan: FileInfo;
}

async function writePayments(tx: DeskTransaction, deal: HistoryDeal, dealId: number): Promise<number> {
	const [first] = deal.payments;
	let firstId: number | null = null;
	for (const [index, { kopecks, paidAt, isRefund }] of deal.payments.entries()) {
		const row = paymentRow({ dealId, kopecks, paidAt, document: `п/п ${dealId}${index === 0 ? '' : `-${index + 1}`}`, payer: deal.lead.companyName, payerInn: deal.lead.client?.inn ?? null }, paidAt);
		const payment = await payments.insert(tx, { ...row, refundOfId: isRefund && first ? firstId : null });
		firstId ??= payment.id;
	}
	return deal.payments.reduce((sum, { kopecks }) => sum + kopecks, 0);
}

async function contractNumber(tx: DeskTransaction, deal: HistoryDeal, { entities }: DealWorld, at: number): Promise<string | null> {
	const entity = entities.get(deal.legalEntityId);
	const pattern = entity && parseNumberPattern(entity.numberPattern).pattern;
	if (!entity || !pattern) return null;
	const year = new Date(at).getUTCFullYear();
	return formatContractNumber(pattern, { year, seq: await nextNumber(tx, contractSequenceKey(deal.legalEntityId, year)), entityCode: entity.code });
}

async function writeContract(tx: DeskTransaction, deal: HistoryDeal, dealId: number, world: DealWorld): Promise<void> {
	const { lead, contract, legalEntityId, amountKopecks } = deal;
	const { stays, verifiedAt } = contract;
	const createdAt = stays[0]?.at;
	if (createdAt === undefined) return;
	const { stage: status, cycle, since } = standing(stays);
	const scanned = stays.some((stay) => stay.state === 'scan') ? world.scan : null;
	const number = await contractNumber(tx, deal, world, createdAt);
	const entry = await registerEntries.insert(tx, {
		register: CONTRACT_REGISTER,
		number,
		title: `${lead.companyName}: ${lead.service.title}`,
		companyId: lead.client ? (world.clients.get(lead.client)?.companyId ?? null) : null,
		dealId,
		legalEntityId,
		responsibleId: lead.manager.id,
		departmentId: lead.manager.departmentId,
		status,
		statusCycle: cycle,
		statusSince: since,
		statusReason: status === 'cancelled' || status === 'annulled' ? demoHistoryTexts.changedMind : null,
		fields: { contractDate: new Date(createdAt).toISOString().slice(0, 10), amountKopecks },
		fileId: scanned?.id ?? null,
		fileHash: scanned?.hash ?? null,
		fileName: scanned?.name ?? null,
		verification: scanned && verifiedAt !== null ? { fileHash: scanned.hash, outcome: 'confirmed', by: demoHistoryTexts.head, at: verifiedAt, reason: null } : null,
		origin: 'imported',
		createdAt,
		updatedAt: since,
	});
	const subject = { kind: 'entry', id: entry.id } as const;
	await writeStays(tx, subject, stays, actorOf(lead.manager));
	if (scanned && verifiedAt !== null) await appendEvent(tx, { kind: 'ContractScanVerified', scope: CONTRACT_REGISTER, origin: 'imported', subject, data: { number, fileHash: scanned.hash } }, verifiedAt, causeOf(tx.call));
	for (const { at, closedAt, about } of contract.escalations) {
		const title = demoHistoryTexts.task[about](number ?? '');
		await tasks.insert(tx, {
			kind: 'escalation', title, body: '', assigneeId: lead.manager.id, participantIds: [lead.manager.headId], subjectKind: 'entry', subjectId: entry.id, subjectCycle: cycle, status: closedAt === null ? 'open' : 'cancelled', dueAt: at, fileId: null, fileHash: null,
			why: { cause: causeOf(tx.call), event: null, escalation: null, facts: {}, recipient: null }, createdAt: at, closedAt, closedBy: closedAt === null ? null : lead.manager.name, closeNote: closedAt === null ? null : demoHistoryTexts.movedOn,
		});
	}
}

/** Writes a deal with its way, its payments and its contract; the enquiry it came from knows it. */
export async function writeDeal(tx: DeskTransaction, deal: HistoryDeal, world: DealWorld): Promise<number> {
	const { lead, stays, legalEntityId, amountKopecks } = deal;
	const { stage, cycle, since } = standing(stays);
	const client = lead.client ? world.clients.get(lead.client) : undefined;
	const leadId = world.leadIds.get(lead) ?? null;
	const row = await deals.insert(tx, {
		title: `${lead.service.title}: ${lead.service.product}`,
		pipeline: lead.service.pipeline,
		stage,
		stageCycle: cycle,
		stageSince: since,
		companyId: client?.companyId ?? null,
		contactId: client?.contactId ?? null,
		leadId,
		responsibleId: lead.manager.id,
		departmentId: lead.manager.departmentId,
		legalEntityId,
		amountKopecks,
		paidKopecks: 0,
		fields: { product: lead.service.product },
		externalKey: null,
		createdAt: stays[0]?.at ?? tx.now,
		updatedAt: since,
	});
	if (leadId !== null) await leads.update(tx, leadId, { dealId: row.id });
	await writeStays(tx, { kind: 'deal', id: row.id }, stays, actorOf(lead.manager));
	const paidKopecks = await writePayments(tx, deal, row.id);
	if (paidKopecks !== 0) await deals.update(tx, row.id, { paidKopecks });
	await writeContract(tx, deal, row.id, world);
	return row.id;
}
