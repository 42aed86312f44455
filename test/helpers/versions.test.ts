// Which version has what: a change may have been ported back to older minors.

import { expect, test } from 'vitest';
import { hasSince } from './versions.ts';

test.each([
	['2.10.0', ['2.10.0'], true],
	['2.9.25', ['2.10.0'], false],
	['2.15.3', ['2.10.0'], true],
	['2.9.25', ['2.9.22', '2.10.0'], true],
	['2.9.10', ['2.9.22', '2.10.0'], false],
	['2.10.29', ['2.10.28', '2.11.2'], true],
	['2.10.27', ['2.10.28', '2.11.2'], false],
	['2.11.0', ['2.10.28', '2.11.2'], false],
	['2.12.9', ['2.12.9', '2.14.1'], true],
	['2.14.0', ['2.12.9', '2.14.1'], false],
] as const)('%s has what came with %j: %j', (version, since, has) => {
	expect(hasSince(version, since)).toBe(has);
});
