/** Words that agree with a side or its signatory: «именуемое», «действующей» (R-CON-3). */
import type { Gender } from '../../requisites/party';

export type GrammaticalGender = 'masculine' | 'feminine' | 'neuter';

const HEAD_NOUNS: ReadonlyArray<readonly [GrammaticalGender, RegExp]> = [
	['neuter', /(?:^|\s)(?:общество|предприятие|учреждение|товарищество|объединение|партн[её]рство|хозяйство|агентство|бюро|ооо|ао|пао|зао|оао|нао|фгуп|муп|гуп|тсж|тсн|нпо)(?=[\s«"]|$)/i],
	['feminine', /(?:^|\s)(?:организация|компания|корпорация|ассоциация|фирма|палата|артель|служба|ано|нко)(?=[\s«"]|$)/i],
	['masculine', /(?:^|\s)(?:фонд|союз|кооператив|институт|университет|центр|завод|комбинат|банк|комитет|филиал|техникум|колледж)(?=[\s«"]|$)/i],
];

/**
 * Gender of an organisation's name by the word of its legal form that comes first: «Общество с ограниченной
 * ответственностью» is neuter, «Автономная некоммерческая организация» feminine. The trade name in quotes does not count.
 * An unknown form is neuter, as «юридическое лицо».
 */
export function genderOfOrganisation(fullName: string): GrammaticalGender {
	const legalForm = fullName.split(/[«"“]/)[0] ?? '';
	const found = HEAD_NOUNS.map(([gender, pattern]) => ({ gender, at: legalForm.search(pattern) }))
		.filter(({ at }) => at >= 0)
		.sort((a, b) => a.at - b.at);
	return found[0]?.gender ?? 'neuter';
}

export const grammaticalGenderOf = (gender: Gender): GrammaticalGender => (gender === 'female' ? 'feminine' : 'masculine');

/** «именуемое в дальнейшем …» */
export function namedForm(gender: GrammaticalGender): string {
	return { masculine: 'именуемый', feminine: 'именуемая', neuter: 'именуемое' }[gender];
}

/** Genitive after «в лице …», nominative for someone who acts in their own name. */
export function actingForm(gender: Gender, grammaticalCase: 'nominative' | 'genitive'): string {
	const forms = {
		nominative: { male: 'действующий', female: 'действующая' },
		genitive: { male: 'действующего', female: 'действующей' },
	};
	return forms[grammaticalCase][gender];
}
