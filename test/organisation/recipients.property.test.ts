import fc from 'fast-check';

import type { Department, Employee } from '../../src/organisation/organisation';
import { isAway, presentPerson, recipientsFor } from '../../src/organisation/recipients';
import type { People, RecipientRole } from '../../src/organisation/recipients';
import { aDepartment, anEmployee } from '../helpers/organisation';

const NOW = 1_000_000;
const roles: readonly Exclude<RecipientRole, 'employee'>[] = ['responsible', 'head', 'responsible_and_head'];

/** Any company at all, also impossible ones: rings of substitutes and of departments, heads from elsewhere, people who left. */
const company: fc.Arbitrary<People> = fc.integer({ min: 1, max: 7 }).chain((staff) => {
	const someone = fc.option(fc.integer({ min: 1, max: staff }), { nil: null });
	const person = fc.record({ departmentId: fc.integer({ min: 1, max: 4 }), substituteId: someone, active: fc.boolean(), absentFromAt: fc.constantFrom(null, 0) });
	const unit = fc.record({ headId: someone, parentId: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }) });
	return fc.tuple(fc.array(person, { minLength: staff, maxLength: staff }), fc.array(unit, { minLength: 3, maxLength: 3 })).map(([persons, units]) => ({
		employees: new Map(persons.map((parts, index): [number, Employee] => [index + 1, { ...anEmployee({ name: `Сотрудник ${index + 1}`, ...parts }), id: index + 1 }])),
		departments: new Map(units.map((parts, index): [number, Department] => [index + 1, { ...aDepartment({ code: `d${index}`, name: `Отдел ${index}`, zone: 'Europe/Moscow', ...parts }), id: index + 1 }])),
	}));
});

/** Everybody a notice of this person may ever reach: substitutes of substitutes, and of every head on the way up. */
function reachable(from: Employee, people: People): Set<Employee> {
	const found = new Set<Employee>();
	const addWithSubstitutes = (start: Employee | undefined) => {
		for (let next = start; next && !found.has(next); next = people.employees.get(next.substituteId ?? 0)) found.add(next);
	};
	addWithSubstitutes(from);
	const seen = new Set<Department>();
	for (let unit = people.departments.get(from.departmentId); unit && !seen.has(unit); unit = people.departments.get(unit.parentId ?? 0)) {
		seen.add(unit);
		addWithSubstitutes(people.employees.get(unit.headId ?? 0));
	}
	return found;
}

describe('recipients of any company', () => {
	it('R-ORG-1: are never nobody, each person once, and all of the company', () => {
		fc.assert(
			fc.property(company, fc.constantFrom(...roles), (people, role) => {
				for (const responsible of people.employees.values()) {
					const ids = recipientsFor(role, responsible, people, NOW).map((recipient) => recipient.employee.id);
					expect(ids.length).toBeGreaterThan(0);
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.every((id) => people.employees.has(id))).toBe(true);
				}
			}),
		);
	});

	it('R-ORG-1: somebody who left gets a notice only when nobody who works here can be reached', () => {
		fc.assert(
			fc.property(company, (people) => {
				for (const responsible of people.employees.values()) {
					const [first] = recipientsFor('responsible', responsible, people, NOW);
					if (first?.employee.active) continue;
					const heads = recipientsFor('head', responsible, people, NOW).filter((recipient) => recipient.employee.active);
					expect(heads).toEqual([]);
				}
			}),
		);
	});

	it('R-ORG-1: a chain of substitutes ends at somebody who is there whenever the chain has one', () => {
		fc.assert(
			fc.property(company, (people) => {
				for (const employee of people.employees.values()) {
					const chain: Employee[] = [];
					for (let next: Employee | undefined = employee; next && !chain.includes(next); next = people.employees.get(next.substituteId ?? 0)) {
						chain.push(next);
						if (!isAway(next, NOW)) break;
					}
					expect(isAway(presentPerson(employee, people, NOW).employee, NOW)).toBe(chain.every((candidate) => isAway(candidate, NOW)));
				}
			}),
		);
	});

	it('R-ORG-1: nobody is reached who is neither a substitute nor a head on the way up', () => {
		fc.assert(
			fc.property(company, fc.constantFrom(...roles), (people, role) => {
				for (const responsible of people.employees.values()) {
					const allowed = reachable(responsible, people);
					for (const recipient of recipientsFor(role, responsible, people, NOW)) expect(allowed).toContain(recipient.employee);
				}
			}),
		);
	});

	it('R-ORG-1: a second recipient is never the person who acts', () => {
		fc.assert(
			fc.property(company, (people) => {
				for (const responsible of people.employees.values()) {
					const [actor, above] = recipientsFor('responsible_and_head', responsible, people, NOW);
					if (!above) continue;
					expect(above.as).toBe('head');
					expect([actor?.employee.id, responsible.id]).not.toContain(above.employee.id);
				}
			}),
		);
	});
});
