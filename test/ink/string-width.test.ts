// Ink measures with our function in the bundle: it has to give what string-width gives.

import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import inkWidth from '../../source/ink/string-width.ts';

test.each([
	'',
	' ● east-1 L   east       147',
	'\u001b[1m━━ 1 Servers\u001b[22m ━━\u001b[38;5;214m12\u001b[39m',
	'漢字 ünï',
	'👩‍👩‍👧 ok',
	'\u001b]8;;https://x\u0007link\u001b]8;;\u0007',
	'a\tb',
	'e\u0301',
])('%j is as wide as string-width says', (text) => {
	expect(inkWidth(text)).toBe(stringWidth(text));
});
