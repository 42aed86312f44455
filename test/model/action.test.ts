// The name of a profile's file says what it is and cannot leave its directory.

import { expect, test } from 'vitest';
import { profileFileName } from '../../source/model/action.ts';

const stamp = '20260921T120454Z';

test('kind, level and time are in the name, the ending says binary or text', () => {
	const name = (over: object) =>
		profileFileName({ server: 'east-2', kind: 'heap', level: 0, ...over }, stamp);
	expect(name({})).toBe('natstop-east-2-heap-d0-20260921T120454Z.pprof');
	expect(name({ level: 1 })).toBe('natstop-east-2-heap-d1-20260921T120454Z.txt');
	expect(name({ kind: 'goroutine', level: 2 })).toBe('natstop-east-2-goroutine-d2-20260921T120454Z.txt');
	expect(name({ kind: 'cpu', seconds: 5 })).toBe('natstop-east-2-cpu-5s-20260921T120454Z.pprof');
});

test('a hostile server name stays a plain file name', () => {
	const server = `../../etc/$(reboot) "x"\u001b[2J${'n'.repeat(200)}`;
	const name = profileFileName({ server, kind: 'heap', level: 0 }, stamp);
	expect(name).toMatch(/^natstop-[\w.-]+\.pprof$/);
	expect(name).not.toContain('/');
	expect(name.length).toBeLessThan(128);
});
