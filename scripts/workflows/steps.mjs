/** The kinds of nodes the shipped workflows are made of, with the settings that all of one kind share. */

const desk = { dealDeskApi: { name: 'Deal Desk' } };
const ours = (name) => `n8n-nodes-deal-desk.${name}`;
const base = (name) => `n8n-nodes-base.${name}`;

/** Hears of events; `filters` are lists of codes, empty ones mean any. */
export const whenEvent = (name, { events, batchSize = 50, options = {}, ...filters }) => {
	const chosen = Object.fromEntries(Object.entries(filters).filter(([, codes]) => codes.length > 0));
	return { name, type: ours('dealDeskTrigger'), typeVersion: 1, credentials: desk, parameters: { events, filters: chosen, batchSize, options } };
};

export const whenDue = (name, { rules, steps }) => ({ name, type: ours('escalationTrigger'), typeVersion: 1, credentials: desk, parameters: { rules: rules.join(', '), steps: steps.join(', '), batchSize: 50, options: {} } });

export const dealDesk = (name, resource, operation, parameters = {}, extra = {}) => ({ name, type: ours('dealDesk'), typeVersion: 1, credentials: desk, parameters: { resource, operation, ...parameters }, ...extra });

/** About the subject of the trigger's event, unless `more` says otherwise. */
export const notify = (name, to, text, more = {}) => dealDesk(name, 'notification', 'notify', { ...more, to, text });

export const createTask = (name, parameters) => dealDesk(name, 'task', 'create', parameters);

export const requestLetter = (name, { letterSubject, body, purpose = 'service' }) => dealDesk(name, 'letter', 'request', { letterSubject, body, purpose });

/** `steps`: { code, amount, unit, times?, inWorkingHours? }, or { code, onDate, inWorkingHours? } for a date of the record. */
export const startEscalation = (name, rule, note, steps) => ({
	name,
	type: ours('escalation'),
	typeVersion: 1,
	credentials: desk,
	parameters: {
		operation: 'start',
		rule,
		note,
		steps: {
			step: steps.map(({ code, amount, unit, times = 1, inWorkingHours = true, onDate }) => ({
				code,
				...(onDate ? { due: 'on_date', field: onDate, daysBefore: 0 } : { due: 'after', amount, unit, times }),
				inWorkingHours,
			})),
		},
	},
});

export const onlyOnce = (name, kind) => ({ name, type: ours('onlyOnce'), typeVersion: 1, credentials: desk, parameters: { kind } });

export const document = (name, resource, operation, parameters = {}, extra = {}) => ({ name, type: ours('document'), typeVersion: 1, credentials: desk, parameters: { resource, operation, ...parameters }, ...extra });

export const webhook = (name, path, { method = 'POST', auth = 'key', options = {} } = {}) => ({
	name,
	type: base('webhook'),
	typeVersion: 2.1,
	webhook: true,
	parameters: { httpMethod: method, path, authentication: auth === 'key' ? 'headerAuth' : 'basicAuth', responseMode: 'responseNode', options },
	credentials: auth === 'key' ? { httpHeaderAuth: { name: 'Deal Desk intake key' } } : { httpBasicAuth: { name: 'Deal Desk forms' } },
});

export const respond = (name, responseCode) => ({ name, type: base('respondToWebhook'), typeVersion: 1.5, parameters: { respondWith: 'firstIncomingItem', options: { responseCode } } });

/** A list, also an empty one: the node before always puts out an item, one without `field` when there is nothing. */
export const respondWithList = (name, field) => ({
	name,
	type: base('respondToWebhook'),
	typeVersion: 1.5,
	parameters: { respondWith: 'json', responseBody: `={{ JSON.stringify($input.all().map((item) => item.json).filter((one) => one.${field})) }}`, options: { responseCode: 200 } },
});

/** 503 when nothing was judged, as when the database is away: a sender gives up what is answered with 4xx and sends again what is answered with 5xx. */
const unlessUnavailable = (responseCode) => `={{ $json.details?.tryAgain === false ? ${responseCode} : 503 }}`;

/** The fault in words; where the request was not to blame, the cause (a path, a host) is the operator's to read, in the execution. */
const wordsOfFault = "$json.details?.tryAgain === false ? $json.error : 'Deal Desk could not look at this request'";

/** Says what is wrong, by field. The request is not sent back: it carries the key. */
export const refuse = (name, responseCode = 400) => ({
	name,
	type: base('respondToWebhook'),
	typeVersion: 1.5,
	parameters: { respondWith: 'json', responseBody: `={{ JSON.stringify({ error: ${wordsOfFault}, ...$json.details }) }}`, options: { responseCode: unlessUnavailable(responseCode) } },
});

/** What is wrong, as a page for people. The words quote what was asked for, so signs of markup in them are taken apart. */
const REFUSAL_PAGE =
	`'<!doctype html><html lang="ru"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"><meta name="viewport" content="width=device-width"><title>Не получилось</title><body style="font:16px/1.5 system-ui,sans-serif;max-width:680px;margin:48px auto;padding:0 16px"><h1 style="font-size:22px">Не получилось</h1><p>' + ($json.details?.forPeople ?? (${wordsOfFault})).replaceAll('&', '&amp;').replaceAll('<', '&lt;') + '</p>'`;

/**
 * Of everything with the company's data in it: kept by no cache, shown in nobody's frame, taken for nothing else, and its
 * address is told to no other site. The pages carry a Content-Security-Policy in themselves; n8n lets nobody set that header.
 */
const privately = [
	{ name: 'Cache-Control', value: 'no-store' },
	{ name: 'X-Content-Type-Options', value: 'nosniff' },
	{ name: 'X-Frame-Options', value: 'DENY' },
	{ name: 'Referrer-Policy', value: 'no-referrer' },
];
const respondText = (name, responseCode, type, responseBody) => ({
	name,
	type: base('respondToWebhook'),
	typeVersion: 1.5,
	parameters: { respondWith: 'text', responseBody, options: { responseCode, responseHeaders: { entries: [{ name: 'Content-Type', value: `${type}; charset=utf-8` }, ...privately] } } },
});

export const respondHtml = (name) => respondText(name, 200, 'text/html', '={{ $json.html }}');

/** Why there is no such page. */
export const refusePage = (name, responseCode) => respondText(name, unlessUnavailable(responseCode), 'text/html', `={{ ${REFUSAL_PAGE} }}`);

/** `fields`: { name, label, type?, required?, options?, placeholder?, accept? } */
export const form = (name, path, { title, description = '', fields, button = 'Отправить' }) => ({
	name,
	type: base('formTrigger'),
	typeVersion: 2.5,
	webhook: true,
	parameters: {
		authentication: 'basicAuth',
		formTitle: title,
		formDescription: description,
		formFields: {
			values: fields.map(({ name: fieldName, label, type = 'text', required = false, options, placeholder, accept }) => ({
				fieldName,
				fieldLabel: label,
				fieldType: type,
				...(placeholder && { placeholder }),
				...(options && { fieldOptions: { values: options.map((option) => ({ option })) } }),
				...(type === 'file' && { multipleFiles: false, acceptFileTypes: accept ?? '.pdf, .png, .jpg, .jpeg, .tif, .tiff, .docx' }),
				requiredField: required,
			})),
		},
		responseMode: 'lastNode',
		options: { path, appendAttribution: false, buttonLabel: button, useWorkflowTimezone: true },
	},
	credentials: { httpBasicAuth: { name: 'Deal Desk forms' } },
});

export const formEnd = (name, title, message) => ({
	name,
	type: base('form'),
	typeVersion: 2.5,
	webhook: true,
	parameters: { operation: 'completion', respondWith: 'text', completionTitle: title, completionMessage: message, options: {} },
});

export const formRefused = (name) => formEnd(name, 'Не принято', '={{ $json.details?.forPeople ?? $json.error }}');

const sendEmail = (name, { to, subject, text, from = 'Deal Desk <deal-desk@example.com>', options = {} }) => ({
	name,
	type: base('emailSend'),
	typeVersion: 2.1,
	webhook: true,
	parameters: { fromEmail: from, toEmail: to, subject, emailFormat: 'text', text, options: { appendAttribution: false, ...options } },
	credentials: { smtp: { name: 'Deal Desk mail' } },
});

/** Answers of mail servers and networks after which a mail has certainly not left; anything else may have. */
const CERTAINLY_NOT_SENT = 'ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EAUTH|Invalid login|getaddrinfo|Greeting never received|Connection timeout|No recipients defined|Mailbox unavailable';

/**
 * A mail that leaves once: gate, mail, did it leave?, confirm. What certainly did not leave is tried again; otherwise a
 * person decides. A mail node that cannot even begin (its credential is gone) hands its items on as if all were well, so
 * only an answer of the mail server counts: `messageId`. Such items still carry the gate's `onceKey`.
 * `alreadyDone` and `needsPerson` follow the other two outputs of the gate.
 */
export const mailOnce = ({ what, kind, gate, mail, letter, confirmed, afterwards = [], unknown = [], alreadyDone = [], needsPerson = [] }) => {
	const key = { onceKey: `={{ $('${gate}').item.json.onceKey }}` };
	const whatWentWrong = "$json.onceKey ? 'The mail node did not begin: look at its credential' : $json.error";
	return [
		{ ...onlyOnce(gate, kind), branches: { ...(alreadyDone.length > 0 && { 1: alreadyDone }), ...(needsPerson.length > 0 && { 2: needsPerson }) } },
		{ ...sendEmail(mail, letter), onError: 'continueRegularOutput' },
		{
			...either(`${what}: it left`, '={{ $json.messageId }}', ['string', 'exists']),
			branches: {
				1: [
					dealDesk(`${what}: tell the gate`, 'guardedEffect', 'reportFailure', { ...key, certainly: `={{ !!$json.onceKey || /${CERTAINLY_NOT_SENT}/i.test($json.error) }}`, note: `={{ ${whatWentWrong} }}` }),
					{ ...either(`${what}: certainly not sent`, '={{ $json.state }}', ['string', 'equals'], 'released'), branches: { 1: unknown } },
					tryAgain(`${what}: try again later`, `={{ ${whatWentWrong.replaceAll('$json', `$('${mail}').item.json`)} }}`),
				],
			},
		},
		dealDesk(confirmed, 'guardedEffect', 'confirm', key),
		...afterwards,
	];
};

/** Fails the run, so that its event is tried again after a pause. */
export const tryAgain = (name, errorMessage) => ({ name, type: base('stopAndError'), typeVersion: 1, parameters: { errorMessage } });

/** A mail whose failure fails the run. */
export const mailOrFail = (name, letter) => sendEmail(name, letter);

/** Lets only items pass whose `left` stands in the relation to `right`; the relation is [type, operation] of n8n's filter. */
export const onlyIf = (name, left, [type, operation], right = '') => ({
	name,
	type: base('filter'),
	typeVersion: 2.3,
	parameters: { conditions: conditionsOf(name, left, type, operation, right), options: {} },
});

export const either = (name, left, [type, operation], right = '') => ({
	name,
	type: base('if'),
	typeVersion: 2.3,
	parameters: { conditions: conditionsOf(name, left, type, operation, right), options: {} },
});

function conditionsOf(name, leftValue, type, operation, rightValue) {
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 3 },
		conditions: [{ id: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), leftValue, rightValue, operator: { type, operation, ...(['true', 'false', 'notEmpty', 'exists'].includes(operation) && { singleValue: true }) } }],
		combinator: 'and',
	};
}

/** The header by which a sender says that a request is the same one as before: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header. */
export const onceBySender = { onceKey: "={{ $json.headers['idempotency-key'] ?? '' }}" };

export const refusable = (step) => ({ ...step, onError: 'continueErrorOutput' });

/** When the workflow is published and whenever n8n starts: for what has to be declared once and may be declared again. */
export const whenStarted = (name) => ({ name, type: base('n8nTrigger'), typeVersion: 1, parameters: { events: ['activate', 'update', 'init'] } });

export const priorityMonitor = (name, operation, parameters = {}) => ({ name, type: ours('priorityMonitor'), typeVersion: 1, credentials: desk, parameters: { operation, ...parameters } });

export const salesReport = (name, resource, operation, parameters = {}) => ({ name, type: ours('salesReport'), typeVersion: 1, credentials: desk, parameters: { resource, operation, ...parameters } });

/** A record chosen by an expression. */
export const idBy = (expression) => ({ __rl: true, mode: 'id', value: `={{ ${expression} }}` });

/** Sends the file in the binary field "data" under the name in `fileName`. */
export const respondFile = (name) => ({
	name,
	type: base('respondToWebhook'),
	typeVersion: 1.5,
	parameters: { respondWith: 'binary', responseDataSource: 'set', inputFieldName: 'data', options: { responseHeaders: { entries: [{ name: 'Content-Disposition', value: "=attachment; filename*=UTF-8''{{ encodeURIComponent($json.fileName) }}" }, ...privately] } } },
});
