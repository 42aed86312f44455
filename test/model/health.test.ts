// When a value deserves a mark.

import { describe, expect, test } from 'vitest';
import {
	ageHealth,
	cpuHealth,
	markOf,
	memHealth,
	replicaHealth,
	routesHealth,
	shareHealth,
	slowHealth,
	stateHealth,
	storageHealth,
	versionHealth,
} from '../../source/model/health.ts';

describe('health', () => {
	test('over 70 percent warns, over 90 is critical', () => {
		expect([0, 0.7, 0.71, 0.9, 0.91, 3].map(shareHealth)).toEqual([
			undefined,
			undefined,
			'warn',
			'warn',
			'crit',
			'crit',
		]);
	});

	test('CPU counts against every core', () => {
		expect(cpuHealth(312, 4)).toBe('warn');
		expect(cpuHealth(147, 4)).toBeUndefined();
		expect(cpuHealth(95, 1)).toBe('crit');
	});

	test('without a limit there is no judgement', () => {
		expect([cpuHealth(900, undefined), memHealth(9, 0), storageHealth(9, undefined)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	test('an unknown value is not judged', () => {
		expect([cpuHealth(undefined, 4), memHealth(undefined, 9), shareHealth(Number.NaN)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	test('slow consumers warn only while they grow', () => {
		expect([slowHealth(3), slowHealth(0), slowHealth(undefined)]).toEqual(['warn', undefined, undefined]);
	});

	test('states that silence or leave a server warn, down is critical', () => {
		expect(ageHealth('stale')).toBe('warn');
		expect(ageHealth('down')).toBe('crit');
		expect(ageHealth('unknown')).toBeUndefined();
		expect(stateHealth('lameduck')).toBe('warn');
	});

	test('differing from its peers warns, and not knowing does not', () => {
		expect(versionHealth('2.11.9', '2.12.1')).toBe('warn');
		expect(versionHealth(undefined, '2.12.1')).toBeUndefined();
		expect(routesHealth(1, 2)).toBe('warn');
		expect(routesHealth(1, undefined)).toBeUndefined();
	});

	test('a replica that is offline is critical, one that lags warns', () => {
		const peer = { name: 'west-3', current: false, offline: false };
		expect(replicaHealth(peer)).toBe('warn');
		expect(replicaHealth({ ...peer, offline: true })).toBe('crit');
		expect(replicaHealth({ ...peer, current: true })).toBeUndefined();
	});

	test('every judgement has a letter form', () => {
		expect([markOf('warn'), markOf('crit'), markOf(undefined)]).toEqual(['!', '!!', '']);
	});
});
