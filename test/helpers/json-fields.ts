// Compares JSON that natstop wrote with what docs/json.md says of it.

import { jsonFields } from '../../scripts/docs-json.ts';
import { type JsonField, openTypes } from '../../scripts/docs-json-field.ts';

export type JsonName = keyof typeof jsonFields;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isTime = (value: unknown): boolean =>
	typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
	string: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	time: isTime,
	object: isObject,
	array: Array.isArray,
	'array of strings': (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
	'object of strings': (value) =>
		isObject(value) && Object.values(value).every((one) => typeof one === 'string'),
	'object of booleans': (value) =>
		isObject(value) && Object.values(value).every((one) => typeof one === 'boolean'),
	payload: () => true,
};

/** Paths of all fields in a value, with what is wrong about each. */
const walk = (name: JsonName, value: unknown, path: string, found: Map<string, string | undefined>): void => {
	const documented: Readonly<Record<string, JsonField>> = jsonFields[name];
	if (Array.isArray(value)) {
		for (const one of value) if (isObject(one)) walk(name, one, `${path}[]`, found);
		return;
	}
	if (!isObject(value)) return;
	for (const [key, inner] of Object.entries(value)) {
		const inside = path === '' ? key : `${path}.${key}`;
		const [type] = documented[inside] ?? [];
		const fault = !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key)
			? 'is not snake_case'
			: type === undefined
				? `is not documented: scripts/docs-json.ts says nothing about it in ${name}`
				: checks[type]?.(inner)
					? undefined
					: `is not ${type}`;
		found.set(inside, found.get(inside) ?? fault);
		if (type === undefined || !openTypes.includes(type)) walk(name, inner, inside, found);
	}
};

/** Every field of these objects by its path, and what is wrong with it, if anything is. */
export const jsonPaths = (
	name: JsonName,
	objects: readonly unknown[],
): ReadonlyMap<string, string | undefined> => {
	const found = new Map<string, string | undefined>();
	for (const one of objects) walk(name, one, '', found);
	return found;
};

/** What is wrong with the fields of these objects, a sentence each. */
export const jsonFaults = (name: JsonName, objects: readonly unknown[]): string[] =>
	[...jsonPaths(name, objects)].flatMap(([path, fault]) => (fault === undefined ? [] : [`${path} ${fault}`]));
