/**
 * The template against the facts: it is filled on trial, so that what passes here passes when the number is spent (R-CON-2).
 */
import { closestName } from './closest-name';
import { buildContractData } from './contract-data';
import { CONTRACT_FIELDS, contractFieldOf } from './contract-fields';
import type { ContractDraft, ContractInputs, ContractLine } from './contract-inputs';
import type { TemplateLimits } from './docx-package';
import { fault, type Fault } from './fault';
import { renderDocx } from './render';
import { parseCivilDate } from './russian';
import { TemplateError, type TemplateFault } from './template-fault';

const FIX_TEMPLATE = 'Исправьте шаблон в Word и загрузите его снова.';

/** @param known faults of the facts, which stand-ins replace on trial and which are not reported twice */
export function checkTemplate(template: Uint8Array, draft: ContractDraft, known: readonly Fault[], limits: TemplateLimits): Fault[] {
	try {
		renderDocx(template, buildContractData(trialInputs(draft, known)), limits);
		return [];
	} catch (error) {
		if (!(error instanceof TemplateError)) throw error;
		return error.faults.flatMap((found) => (isKnown(found, known) ? [] : [inRussian(found)]));
	}
}

/** Whether a tag is available depends on which facts are there, not on their values: wrong ones get a sound stand-in. */
function trialInputs({ ourEntity, client, contract }: ContractDraft, known: readonly Fault[]): ContractInputs {
	const isWrong = (field: string): boolean => known.some((one) => one.severity === 'error' && one.field.startsWith(field));
	const areLinesWrong = isWrong('contract.lines');
	const isVatWrong = isWrong('ourEntity.vatRegimes');
	const line = (one: ContractLine): ContractLine => (areLinesWrong ? { ...one, quantity: 1, priceKopecks: 0, sumKopecks: 0 } : one);
	return {
		ourEntity: { ...ourEntity, vatRegimes: isVatWrong ? [{ from: '2026-01-01', kind: 'general' }] : ourEntity.vatRegimes },
		client,
		contract: {
			...contract,
			number: '—',
			date: isVatWrong || parseCivilDate(contract.date) === null ? '2026-01-01' : contract.date,
			lines: contract.lines.map(line),
			totalKopecks: isWrong('contract.totalKopecks') ? 0 : contract.totalKopecks,
			termWorkingDays: isWrong('contract.termWorkingDays') ? 1 : contract.termWorkingDays,
			prepaymentPercent: isWrong('contract.prepaymentPercent') ? 0 : contract.prepaymentPercent ?? 0,
		},
	};
}

/** A tag without data whose field, or the group it belongs to, is already reported as not filled in. */
function isKnown({ id, tag }: TemplateFault, known: readonly Fault[]): boolean {
	const field = id === 'tag_without_data' && tag !== null ? contractFieldOf(tag)?.field : undefined;
	if (field === undefined) return false;
	return known.some((one) => one.severity === 'error' && (one.field === field || one.field.startsWith(`${field}.`) || field.startsWith(`${one.field}.`)));
}

function inRussian({ id, tag, explanation, file }: TemplateFault): Fault {
	const place = tag === null ? 'template' : `template:${tag}`;
	if (id === 'tag_without_data' && tag !== null) return withoutData(tag);
	if (id === 'unknown_tag' && tag !== null) return unknownTag(tag);
	const message = TEXTS[id]?.(tag ?? '') ?? `Шаблон не годится: ${explanation}`;
	const where = file === null || file === 'word/document.xml' ? '' : ` (${file})`;
	return fault(`template_${id}`, place, `${message.replace(/\.$/, '')}${where}.`, FIX_TEMPLATE);
}

function withoutData(tag: string): Fault {
	const field = contractFieldOf(tag);
	const label = field?.label ?? tag;
	const fix = `Заполните: ${label}. Если значения может не быть, возьмите метку в условие: {#${tag}}…{/${tag}}.`;
	return fault('tag_without_data', field?.field ?? `template:${tag}`, `Шаблону нужно: ${label}, а значения нет (метка {${tag}}).`, fix);
}

function unknownTag(tag: string): Fault {
	const extra = /^extra\.(.+)$/.exec(tag)?.[1];
	if (extra !== undefined) {
		return fault('extra_missing', `contract.extra.${extra}`, `Шаблону нужно дополнительное поле «${extra}», а его не передали.`, `Передайте поле «${extra}» вместе с договором.`);
	}
	const similar = closestName(tag, CONTRACT_FIELDS.map((field) => field.tag));
	const hint = similar === null ? 'Такой метки нет.' : `Возможно, имелась в виду {${similar}}.`;
	return fault('unknown_tag', `template:${tag}`, `В шаблоне неизвестная метка {${tag}}. ${hint}`, `${FIX_TEMPLATE} Список меток — в справке к шаблонам.`);
}

/** Faults a person can find in Word by these words; the rest is told with the explanation for the operator. */
const TEXTS: Readonly<Record<string, (tag: string) => string>> = {
	unclosed_tag: (tag) => `Метка «{${tag}» не закрыта фигурной скобкой`,
	unopened_tag: (tag) => `Лишняя закрывающая скобка: «${tag}}»`,
	duplicate_open_tag: (tag) => `Лишняя открывающая скобка у метки «${tag}»`,
	duplicate_close_tag: (tag) => `Лишняя закрывающая скобка у метки «${tag}»`,
	unclosed_loop: (tag) => `Раздел {#${tag}} не закрыт: нет {/${tag}}`,
	unopened_loop: (tag) => `Раздел {/${tag}} не открыт: нет {#${tag}}`,
	closing_tag_does_not_match_opening_tag: (tag) => `Разделы пересекаются или названы по-разному: {#${tag}}`,
	tag_is_a_group: (tag) => `Метка {${tag}} — это группа значений, укажите одно из них`,
	raw_xml_tag: (tag) => `Метка {@${tag}} вставляет непроверенный код, уберите знак @`,
	not_a_zip: () => 'Шаблон не является документом .docx',
	not_a_docx: () => 'Шаблон не является документом .docx',
	macros: () => 'В шаблоне есть макросы',
	active_content: () => 'В шаблоне есть встроенная программа или элемент управления',
	external_relationship: () => 'Шаблон загружает что-то извне при открытии',
	loading_field: () => 'В шаблоне есть поле, которое загружает или запускает что-то',
};
