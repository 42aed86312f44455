// Puts values into the text of a configuration file and leaves every other character of it as it is.

import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { SettingValue } from './changed-settings.ts';

type Json = SettingValue['value'] | { readonly [name: string]: Json };

/** The indentation of a new file. */
const usualIndent = '\t';

/** The line ends and the indentation of a file; `indent` is absent where all of it is on one line. */
type Style = { indent?: string; newline: string };

const styleOf = (text: string): Style => ({
	indent: /[\r\n]([ \t]+)["}]/.exec(text)?.[1] ?? (/\S\s*[\r\n]\s*\S/.test(text) ? usualIndent : undefined),
	newline: text.includes('\r\n') ? '\r\n' : '\n',
});

/** A list stays on one line, an object gets a line for each of its values; `before` stands before its closing brace. */
const print = (value: Json, style: Style, before: string): string => {
	if (Array.isArray(value)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
	if (typeof value !== 'object') return JSON.stringify(value);
	const { indent, newline } = style;
	const entries = Object.entries(value).map(([name, item]) => ({
		name: JSON.stringify(name),
		text: print(item, style, before + (indent ?? '')),
	}));
	if (indent === undefined) return `{ ${entries.map(({ name, text }) => `${name}: ${text}`).join(', ')} }`;
	const lines = entries.map(({ name, text }) => `${before}${indent}${name}: ${text}`);
	return `{${newline}${lines.join(`,${newline}`)}${newline}${before}}`;
};

/** The blanks at the beginning of a line. */
const indentAt = (text: string, offset: number): string => {
	const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
	return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
};

const replaced = (text: string, offset: number, length: number, by: string): string =>
	text.slice(0, offset) + by + text.slice(offset + length);

/** A value inside new objects, one for each name of the path. */
const within = (path: readonly string[], value: Json): Json =>
	path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);

/** Adds a value at the end of an object. */
const added = (text: string, object: Node, name: string, value: Json, style: Style): string => {
	const last = object.children?.at(-1);
	const body = text.slice(object.offset, object.offset + object.length);
	if (last === undefined) {
		const before = indentAt(text, object.offset);
		return replaced(text, object.offset, object.length, print({ [name]: value }, style, before));
	}
	const isOnOneLine = !/[\r\n]/.test(body);
	const own = isOnOneLine ? { newline: style.newline } : style;
	const before = indentAt(text, last.offset);
	const parting = isOnOneLine ? ' ' : style.newline + before;
	const entry = `,${parting}${JSON.stringify(name)}: ${print(value, own, before)}`;
	return replaced(text, last.offset + last.length, 0, entry);
};

const put = (text: string, { path, value }: SettingValue, style: Style): string => {
	const root = parseTree(text);
	if (root === undefined) return text;
	const there = findNodeAtLocation(root, [...path]);
	if (there !== undefined)
		return replaced(text, there.offset, there.length, print(value, { newline: style.newline }, ''));
	for (let depth = path.length - 1; depth >= 0; depth--) {
		const parent = depth === 0 ? root : findNodeAtLocation(root, path.slice(0, depth));
		const name = path[depth];
		if (parent !== undefined && name !== undefined)
			return added(text, parent, name, within(path.slice(depth + 1), value), style);
	}
	return text;
};

/** The text with these values in it; without a text, a new one. The text must be a configuration in JSON. */
export const mergeConfig = (text: string | undefined, values: readonly SettingValue[]): string => {
	const start = text === undefined || /^\s*\{\s*\}\s*$/.test(text) ? '{\n}\n' : text;
	const style = styleOf(start);
	return values.reduce((merged, value) => put(merged, value, style), start);
};
