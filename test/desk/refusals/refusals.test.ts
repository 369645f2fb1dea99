import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { inRussian, refusalForPeople } from '../../../src/desk/refusals';
import { ConflictError, InvalidInputError, MoveRefusedError, NotFoundError } from '../../../src/errors';
import { DatabaseUnavailableError } from '../../../src/store/database';
import { missingTitles, refusals } from '../../../src/texts';
import { filesIn } from '../../architecture/imports';

const root = join(__dirname, '../../..');

/** Whatever a form or a page can run into. Operators' own places (templates, registers, robots, deliveries) speak English. */
const PEOPLES_PLACES = /^(src\/(crm|desk\/(companies|contacts|contracts|deals|effectiveness|files|leads|pages|payments|priority|registers|reminders|reports))|src\/registers\/(entry-fields|transition|verify-scan)|src\/desk\/notices\/close-task|src\/desk\/organisation\/(placement|sales-departments)|src\/organisation\/recipients|src\/cadence|nodes\/shared\/(operation-item|parameter-instant|input-file)|nodes\/DealDesk\/actions\/(lead|page|payment|company|contact)\/)/;
const OPERATORS_PLACES = /pipeline-edit|save-register|check-register|save-pipeline/;

/** English sentences of a refusal as the source has them, a hole for every expression in them. */
function sentencesOf(node: ts.Expression): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
	if (ts.isConditionalExpression(node)) return [...sentencesOf(node.whenTrue), ...sentencesOf(node.whenFalse)];
	return [];
}

const isFault = (node: ts.Node): node is ts.PropertyAssignment =>
	ts.isPropertyAssignment(node) && ((node.name.getText() === 'reason' && ts.isObjectLiteralExpression(node.parent) && node.parent.properties.some((one) => one.name?.getText() === 'field')) || node.name.getText() === 'fault');

function said(node: ts.Node): string[] {
	if (isFault(node)) return sentencesOf(node.initializer);
	if (ts.isCallExpression(node) && /(^|\.)(refuse|refused|fault|none)$/.test(node.expression.getText())) {
		const last = node.arguments.at(-1);
		return last ? sentencesOf(last) : [];
	}
	if (ts.isNewExpression(node) && node.expression.getText() === 'ConflictError') return node.arguments?.[0] ? sentencesOf(node.arguments[0]) : [];
	return [];
}

function refusalsIn(file: string): string[] {
	const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		found.push(...said(node));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found.filter((sentence) => /[a-z]{2}/.test(sentence) && !/^[А-ЯЁ]/.test(sentence));
}

const places = [...filesIn('src'), ...filesIn('nodes')].filter((file) => PEOPLES_PLACES.test(file) && !OPERATORS_PLACES.test(file));

it('R-CORE-6: every refusal that a form or a page can show has Russian words', () => {
	const sentences = places.flatMap((file) => refusalsIn(file).map((sentence) => ({ file, sentence })));
	expect(sentences.length).toBeGreaterThan(100);
	expect(sentences.filter(({ sentence }) => inRussian(sentence.replaceAll('{}', '5')) === undefined)).toEqual([]);
});

it('R-CORE-6: everything that may be missing has a Russian name', () => {
	const missing = places.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/new NotFoundError\('([^']+)'/g)].map(([, what = '']) => what));
	const tables = filesIn('src/store').flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/new Table<[^>]*>+\('\w+', '([^']+)'/g)].map(([, what = '']) => what));
	expect(tables).toContain('Deal');
	const named = ['Lead', 'Deal', 'Company', 'Contact', 'Payment', 'Register entry', 'Task', 'File', 'Employee', 'Department', 'Legal entity'];
	expect(named.filter((what) => !tables.includes(what))).toEqual([]);
	expect([...missing, ...named].filter((what) => missingTitles[what] === undefined)).toEqual([]);
});

it('R-CORE-6: no sentence stands in the catalogue twice', () => {
	const english = refusals.map(([sentence]) => sentence);
	expect(english.filter((sentence, index) => english.indexOf(sentence) !== index)).toEqual([]);
});

it.each([
	[new InvalidInputError([{ field: 'phone', reason: '"12" is not a complete phone number: give 10 digits after +7 or 8, or + and the country code' }, { field: 'Row 12', reason: 'has no amount' }]), 'Телефон: номер «12» неполный: после +7 или 8 нужно 10 цифр, для другой страны — + и её код. Строка 12: нет суммы. Ничего не сохранено: исправьте и отправьте ещё раз.'],
	[new InvalidInputError([{ field: 'callAt', reason: '2026-03-02T06:00:00.000Z is past; give a later time' }]), 'Когда позвонить: 02.03.2026 09:00 (МСК) уже прошло; укажите время в будущем. Ничего не сохранено: исправьте и отправьте ещё раз.'],
	[new InvalidInputError([{ field: 'client.kpp', reason: 'У клиента не указан КПП. Заполните карточку.' }]), 'У клиента не указан КПП. Заполните карточку. Ничего не сохранено: исправьте и отправьте ещё раз.'],
	[new NotFoundError('Company', 4711), 'Нет компании № 4711.'],
	[new NotFoundError('Unheard-of', 7), 'Нет такой записи: 7.'],
	[new MoveRefusedError('Lead 1', 'new', 'converted', ['assigned', 'lost'], 'it is there already', new Map([['new', 'Новая заявка'], ['assigned', 'Назначен ответственный'], ['lost', 'Отказ']])), 'Из «Новая заявка» нельзя перейти в «converted»: она уже там. Можно: «Назначен ответственный», «Отказ».'],
	[new ConflictError('Payment 5 has 30050 kopecks left to give back, not 40000'), 'По оплате № 5 можно вернуть 300,50 ₽, а не 400,00 ₽.'],
	[new DatabaseUnavailableError('connect ECONNREFUSED'), 'База данных сейчас недоступна, ничего не сохранено. Попробуйте через несколько минут.'],
])('R-CORE-6: %s is said to people in Russian', (error, russian) => {
	expect(refusalForPeople(error, true).replace(/[\u00a0\u202f]/g, ' ')).toBe(russian);
});

it('R-CORE-6: a defect of ours is not shown to people in its own words', () => {
	expect(refusalForPeople(new TypeError('x is undefined'), false)).not.toContain('undefined');
});
