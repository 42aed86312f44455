// The pictures of the documentation: text that a reader hears too, light, and still for those who want no motion.

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageText } from '../helpers/readme.ts';

const pictures = readdirSync('docs').filter((name) => name.endsWith('.svg'));

/** What is wrong with a text as XML: a tag left open or closed twice, a bare `&` or `<`; undefined where nothing is. */
const xmlFault = (text: string): string | undefined => {
	const open: string[] = [];
	let roots = 0;
	const token =
		/<(\/?)([a-z][\w:-]*)((?:\s+[\w:-]+="[^"<&]*")*)\s*(\/?)>|(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\d+);)+/y;
	while (token.lastIndex < text.length) {
		const { lastIndex } = token;
		const found = token.exec(text);
		if (found === null) return `no XML at ${text.slice(lastIndex, lastIndex + 40)}`;
		const [whole, closes, name, , isEmpty] = found;
		if (name === undefined && open.length === 0 && whole.trim() !== '') return `text outside: ${whole}`;
		if (name === undefined) continue;
		if (closes && open.pop() !== name) return `</${name}> closes nothing`;
		if (!closes && open.length === 0) roots++;
		if (!closes && !isEmpty) open.push(name);
	}
	return open.length > 0 || roots !== 1 ? `${roots} roots, open: ${open}` : undefined;
};

test('the check of XML finds what a browser would refuse', () => {
	expect(xmlFault('<a b="1"><c/>x &amp; y</a>\n')).toBeUndefined();
	for (const bad of ['<a>', '<a></b>', '<a>&</a>', '<a b=1/>', '<a/><a/>', '<a>1 < 2</a>', 'x<a/>']) {
		expect(xmlFault(bad), bad).toBeDefined();
	}
});

describe.each(pictures)('docs/%s', (name) => {
	const svg = pageText(`docs/${name}`);

	test('is well-formed XML, an image, and has a title', () => {
		expect(xmlFault(svg)).toBeUndefined();
		expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*>\n<title>[^<]{10,}<\/title>/);
	});

	test('weighs at most 150 kB', () => {
		expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(150_000);
	});

	test('says nothing of the machine it was made on', () => {
		expect(svg).not.toMatch(/\/home\/|\/tmp\/|\/root\/|\/work\//);
	});
});

describe('the moving picture of the README', () => {
	const svg = pageText('docs/natstop.svg');
	const [still = '', moving = ''] = svg.split('@media (prefers-reduced-motion:no-preference)');

	test('lasts at most 15 s, and has one duration', () => {
		const durations = [...svg.matchAll(/animation-duration:([\d.]+)s/g)].map(([, seconds]) =>
			Number(seconds),
		);
		expect(durations).toHaveLength(1);
		expect(durations[0]).toBeGreaterThan(5);
		expect(durations[0]).toBeLessThanOrEqual(15);
	});

	test('moves only where motion is wanted, and shows its first frame without it', () => {
		expect(still).not.toContain('animation');
		expect(moving).not.toBe('');
		const first = svg.replace(/<g class="t\d+ l">(?:(?!<g class="t\d).)*/g, '');
		for (const words of ['NAME', 'demo-1', 'demo-2', 'demo-3', 'CONNECT']) expect(first).toContain(words);
	});

	test('shows a server that is there, down, and back', () => {
		for (const words of ['3 of 3 servers', '1 down', 'DOWN', 'RESTART']) expect(svg).toContain(words);
	});
});
