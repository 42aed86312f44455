// The name of a profile's file says what it is and cannot leave its directory.

import { expect, test } from 'vitest';
import { profileFileName } from '../../source/model/action.ts';

const id = 'NDKQX3EZ7LJ5B2XGYQ5P6F7AGRCC5H6JKDFL5A4E2M7N7YB3O2EXAMPL';
const stamp = '20260921T120454Z';

test('kind, level and time are in the name, the ending says binary or text', () => {
	const name = (over: object) =>
		profileFileName({ server: 'east-2', kind: 'heap', level: 0, ...over }, id, stamp);
	expect(name({})).toBe('natstop-east-2-heap-d0-20260921T120454Z.pprof');
	expect(name({ level: 1 })).toBe('natstop-east-2-heap-d1-20260921T120454Z.txt');
	expect(name({ kind: 'goroutine', level: 2 })).toBe('natstop-east-2-goroutine-d2-20260921T120454Z.txt');
	expect(name({ kind: 'cpu', seconds: 5 })).toBe('natstop-east-2-cpu-5s-20260921T120454Z.pprof');
});

test('a hostile server name stays a plain file name', () => {
	const server = `../../etc/$(reboot) "x"\u001b[2J${'n'.repeat(200)}`;
	const name = profileFileName({ server, kind: 'heap', level: 0 }, id, stamp);
	expect(name).toMatch(/^natstop-[\w.-]+\.pprof$/);
	expect(name).not.toContain('/');
	expect(name.length).toBeLessThan(128);
});

test('two servers whose names differ only outside ASCII, or far behind, have files of different names', () => {
	const other = `${id.slice(0, -8)}ABCDEFGH`;
	const file = (server: string, of: string) => profileFileName({ server, kind: 'heap', level: 0 }, of, stamp);
	expect(file('北京', id)).toBe('natstop-__-O2EXAMPL-heap-d0-20260921T120454Z.pprof');
	for (const [a, b] of [
		['北京', '上海'],
		['·', '·'],
		['a b', 'a/b'],
		[`${'n'.repeat(64)}1`, `${'n'.repeat(64)}2`],
	] as const) {
		expect(file(a, id)).not.toBe(file(b, other));
	}
});
