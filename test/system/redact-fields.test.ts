// Credentials in texts that hold JSON: none is left, and nothing else is changed.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSecretField, secretFieldNames } from '../../source/system/redact.ts';
import { redactFields } from '../../source/system/redact-fields.ts';

test('credentials in JSON are removed as deep as it stands in strings, and everything else stays', () => {
	const { tree } = fc.letrec<{ tree: unknown; fields: unknown }>((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 4 },
			fc.constantFrom<unknown>('', '"', '\\', 'a"b\\', ']}', 7, -1.5, true, null, '{"a'),
			tie('fields'),
			tie('fields').map((value) => JSON.stringify(value)),
			fc.array(tie('tree'), { maxLength: 3 }),
		),
		fields: fc.dictionary(
			fc.constantFrom(...secretFieldNames, 'Password', 'user', 'a"b', '\\'),
			tie('tree'),
			{
				maxKeys: 4,
				noNullPrototype: true,
			},
		),
	}));
	/** What is expected: each string that is JSON is looked into. */
	const without = (value: unknown): unknown => {
		if (typeof value === 'string' && value.startsWith('{') && value.endsWith('}'))
			return JSON.stringify(without(JSON.parse(value)));
		if (Array.isArray(value)) return value.map(without);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, item]) => [key, isSecretField(key) ? '[removed]' : without(item)]),
		);
	};
	fc.assert(
		fc.property(tree, (value) => {
			expect(redactFields(JSON.stringify(value))).toBe(JSON.stringify(without(value)));
		}),
		{ numRuns: 3000 },
	);
});

test('a credential whose value is cut has no part of it left', () => {
	expect(redactFields('x {"user":"ada","token" : "abc')).toBe('x {"user":"ada","token" : "[removed]"');
	expect(redactFields('{"pass":["a","b')).toBe('{"pass":"[removed]"');
	expect(redactFields('{"pass":12')).toBe('{"pass":"[removed]"');
});

test('a text made to be slow ends', () => {
	for (const piece of ['\\', '"', '\\"jwt\\":[', '"seed":"\\', '"pass" '])
		expect(redactFields(piece.repeat(5000 / piece.length)).length).toBeGreaterThan(0);
});
