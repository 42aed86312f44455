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
const filled = (head: string, value: object, tail: string, indent: string, columns: number): string[] => {
	const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
	const lines = [head + open];
	const members = membersOf(value);
	for (const [index, member] of members.entries()) {
		const last = index === members.length - 1;
		const text = memberText(value, member) + (last ? close + tail : ',');
		const line = lines.at(-1) ?? '';
		const joined = index === 0 ? line + text : `${line} ${text}`;
		if (index > 0 && width(joined) > columns) lines.push(`${indent}  ${text}`);
		else lines[lines.length - 1] = joined;
	}
	return lines;
};

/** One member a line; each goes on below itself where it does not fit. */
const spread = (head: string, value: object, tail: string, indent: string, columns: number): string[] => {
	const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
	const members = membersOf(value);
	return [
		head + open,
		...members.flatMap(([key, each], index) => {
			const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
			return block(
				`${indent}  ${name}`,
				each,
				index === members.length - 1 ? '' : ',',
				`${indent}  `,
				columns,
			);
		}),
		indent + close + tail,
	];
};

/** As compact as fits: on one line, filled, or spread where a member is itself too wide for a line. */
const block = (head: string, value: unknown, tail: string, indent: string, columns: number): string[] => {
	const flat = head + compact(value) + tail;
	if (width(flat) <= columns || !isFull(value)) return [flat];
	const room = columns - indent.length - 4;
	const wide = membersOf(value).some(
		(member) => isFull(member[1]) && width(memberText(value, member)) > room,
	);
	return wide ? spread(head, value, tail, indent, columns) : filled(head, value, tail, indent, columns);
};

/** A parsed value as lines of at most `columns` cells where its longest string allows. */
export const jsonLines = (value: unknown, columns: number): string[] =>
	isFull(value) ? spread('', value, '', '', columns) : [compact(value)];
