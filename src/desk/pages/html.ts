/** Markup that is safe to put into a page: made only by the `html` tag, which escapes everything it is given. */
export class Markup {
	constructor(readonly text: string) {}
}

type Part = Markup | string | number | null | undefined | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function toText(part: Part): string {
	if (part === null || part === undefined || part === false) return '';
	if (part instanceof Markup) return part.text;
	if (Array.isArray(part)) return part.map(toText).join('');
	return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A template whose values are escaped; nested `html` and arrays of it are taken as they are. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
	return new Markup(strings.reduce((text, string, index) => text + toText(parts[index - 1]) + string));
}

const STYLE = `:root{color-scheme:light dark;--ink:#1d2733;--soft:#5f6f80;--line:#dfe5ec;--card:#fff;--page:#f4f6f9;--accent:#1763c6;--late:#b3261e;--ok:#1d7a46}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#9fb0c2;--line:#33404e;--card:#1b232c;--page:#12181f;--accent:#7db1ff;--late:#ff8a80;--ok:#7fd6a4}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif}
main{max-width:1040px;margin:0 auto;padding:24px 16px 64px}h1{font-size:26px;line-height:1.25;margin:8px 0 4px}h2{font-size:18px;margin:0 0 12px}
a{color:var(--accent)}section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 20px;margin:16px 0}
p,dd{overflow-wrap:anywhere}section{overflow-x:auto}.scroll{overflow-x:auto}.n{text-align:right;font-variant-numeric:tabular-nums}figure{margin:0 0 8px}figure svg{display:block}.narrow{display:none}.soft{color:var(--soft)}.late{color:var(--late);font-weight:600}.ok{color:var(--ok)}table{width:100%;border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-top:1px solid var(--line)}thead th{border-top:0;font-weight:600;color:var(--soft);font-size:14px}
dl{display:grid;grid-template-columns:minmax(130px,220px) 1fr;gap:6px 16px;margin:0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
nav a{display:inline-block;margin:0 12px 8px 0;padding:7px 14px;border:1px solid var(--line);border-radius:999px;text-decoration:none;background:var(--card)}
details summary{cursor:pointer;color:var(--accent)}.why{font-size:14px;margin-top:4px}.why p{margin:4px 0;color:var(--soft);overflow-wrap:anywhere}.badge{display:inline-block;padding:1px 10px;border-radius:999px;border:1px solid var(--line);font-size:14px}
@media(max-width:640px){section{padding:14px 14px}th,td{padding-right:8px}dl{grid-template-columns:1fr}dt{margin-top:6px}th:nth-child(n+4),td:nth-child(n+4){display:none}.scroll th:nth-child(n),.scroll td:nth-child(n){display:table-cell}.wide{display:none}.narrow{display:block}}`;

/** Were markup ever to get through, it could neither run nor load nor send anything. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A whole page: no script, no address of anybody else's. */
export function page(title: string, body: Markup): string {
	return html`<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${new Markup(STYLE)}</style></head><body><main>${body}</main></body></html>`.text;
}
