/** Fictional contracts as a manager would make them. */
import type { ContractInputs } from '../../src/documents/contract-inputs';
import { clientOrganisation, entrepreneurWoman, organisation, person } from '../requisites/sample-parties';

/** ООО with VAT ↔ ООО, two lines, half in advance. */
export const contractOfOrganisations = (): ContractInputs => ({
	ourEntity: { ...organisation(), vatRegimes: [{ from: '2019-01-01', kind: 'general' }] },
	client: clientOrganisation(),
	contract: {
		number: 'СЭ-2026/0123',
		date: '2026-11-23',
		city: 'Нижний Новгород',
		subject: 'организация и сопровождение сертификации кабельной продукции серийного выпуска',
		product: 'кабели силовые с изоляцией из поливинилхлоридного пластиката на напряжение до 1 кВ, код ТН ВЭД ЕАЭС 8544 49 910 8',
		standard: 'ТР ТС 004/2011 «О безопасности низковольтного оборудования», ГОСТ 31996-2012',
		scheme: '1с',
		lines: [
			{ title: 'Подготовка комплекта документов и заявки на сертификацию', quantity: 1, unit: 'услуга', priceKopecks: 45_000_00, sumKopecks: 45_000_00 },
			{ title: 'Организация испытаний образцов в аккредитованной лаборатории', quantity: 3, unit: 'образец', priceKopecks: 22_600_50, sumKopecks: 67_801_50 },
			{ title: 'Сопровождение анализа состояния производства', quantity: 1.5, unit: 'день', priceKopecks: 8_666_67, sumKopecks: 13_000_01 },
		],
		totalKopecks: 125_801_51,
		termWorkingDays: 45,
		prepaymentPercent: 50,
	},
});

/** ИП, a woman without VAT ↔ ООО, paid in advance. */
export const contractOfEntrepreneur = (): ContractInputs => ({
	ourEntity: { ...entrepreneurWoman(), vatRegimes: [{ from: '2023-02-01', kind: 'exempt_simplified' }] },
	client: clientOrganisation(),
	contract: {
		number: 'ИП-2026/0007',
		date: '2026-03-02',
		city: 'г. Новосибирск',
		subject: 'подготовка документов для регистрации декларации о соответствии',
		lines: [{ title: 'Подготовка документов для регистрации декларации о соответствии', quantity: 1, unit: 'услуга', priceKopecks: 21_000_00, sumKopecks: 21_000_00 }],
		totalKopecks: 21_000_00,
		termWorkingDays: 21,
		prepaymentPercent: 100,
	},
});

/** ООО ↔ a person, paid afterwards. */
export const contractWithPerson = (): ContractInputs => {
	const inputs = contractOfOrganisations();
	const { prepaymentPercent: _none, ...contract } = inputs.contract;
	return { ...inputs, client: person(), contract };
};
