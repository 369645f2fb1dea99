/** «23.11.2026 14:05» in a person's zone. @param at ms */
export function moment(at: number, zone: string): string {
	return new Intl.DateTimeFormat('ru-RU', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at).replace(',', '');
}
