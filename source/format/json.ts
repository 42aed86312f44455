// JSON for reading: one member a line, and what is nested as compact as the width allows.

import { width } from './text.ts';

type Member = [key: string, value: unknown];

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** True where a value has members that can stand on lines of their own. */
const isFull = (value: unknown): value is object => isContainer(value) && membersOf(value).length > 0;

const membersOf = (value: object): Member[] => Object.entries(value);

const memberText = (parent: object, [key, value]: Member): string =>
	Array.isArray(parent) ? compact(value) : `${JSON.stringify(key)}: ${compact(value)}`;

const compact = (value: unknown): string => {
	if (!isContainer(value)) return JSON.stringify(value) ?? 'null';
	const inner = membersOf(value)
		.map((member) => memberText(value, member))
		.join(', ');
	if (Array.isArray(value)) return `[${inner}]`;
	return inner === '' ? '{}' : `{ ${inner} }`;
};

/** Members after each other, broken between two where the line would pass `columns`. */
const filled = (head: string, value: object, tail: string, columns: number): string[] => {
	const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
	const lines = [head + open];
	const members = membersOf(value);
	for (const [index, member] of members.entries()) {
		const last = index === members.length - 1;
		const text = memberText(value, member) + (last ? close + tail : ',');
		const line = lines.at(-1) ?? '';
		const joined = index === 0 ? line + text : `${line} ${text}`;
		if (index > 0 && width(joined) > columns) lines.push(`    ${text}`);
		else lines[lines.length - 1] = joined;
	}
	return lines;
};

/** A parsed value as lines of at most `columns` cells where its longest string allows. */
export const jsonLines = (value: unknown, columns: number): string[] => {
	if (!isFull(value)) return [compact(value)];
	const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
	const members = membersOf(value);
	return [
		open,
		...members.flatMap(([key, each], index) => {
			const tail = index === members.length - 1 ? '' : ',';
			const head = Array.isArray(value) ? '  ' : `  ${JSON.stringify(key)}: `;
			const flat = head + compact(each) + tail;
			return width(flat) <= columns || !isFull(each) ? [flat] : filled(head, each, tail, columns);
		}),
		close,
	];
};
