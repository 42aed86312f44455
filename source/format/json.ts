// Lays out JSON for a reader: one member a line, nested values as compact as the width allows.

import { width } from './text.ts';

type Member = [key: string, value: unknown];

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** True for an object or array with members, which can be broken into lines. */
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

/** Fills lines of at most `columns` cells with members; a line is broken between two members. */
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

/** Puts each member on a line of its own; a member that does not fit continues on the lines below. */
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

/** The most compact layout that fits: one line, filled lines, or a line a member where a member is too wide. */
const block = (head: string, value: unknown, tail: string, indent: string, columns: number): string[] => {
	const flat = head + compact(value) + tail;
	if (width(flat) <= columns || !isFull(value)) return [flat];
	const room = columns - indent.length - 4;
	const wide = membersOf(value).some(
		(member) => isFull(member[1]) && width(memberText(value, member)) > room,
	);
	return wide ? spread(head, value, tail, indent, columns) : filled(head, value, tail, indent, columns);
};

/** The lines of a parsed value. Only a string that is longer than `columns` cells makes a line longer. */
export const jsonLines = (value: unknown, columns: number): string[] =>
	isFull(value) ? spread('', value, '', '', columns) : [compact(value)];
