// Markdown of the generated pages: code, tables.

import stringWidth from 'string-width';

/** A text as code, also where it has a backtick in it. */
export const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** A Markdown table, its source in columns too, as the formatter wants it. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
	const cells = [heads, ...rows].map((row) => row.map((text) => text.replaceAll('|', '\\|')));
	const widths = heads.map((_, index) => Math.max(3, ...cells.map((row) => stringWidth(row[index] ?? ''))));
	const pad = (text: string, index: number): string =>
		text + ' '.repeat((widths[index] ?? 0) - stringWidth(text));
	const line = (row: readonly string[]): string => `| ${row.map(pad).join(' | ')} |`;
	const [head = [], ...body] = cells;
	const rule = widths.map((width) => '-'.repeat(width));
	return [head, rule, ...body].map(line).join('\n');
};
