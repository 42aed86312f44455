// Whether everybody has answered: when a gathering may end before it is quiet.

import { expect, test } from 'vitest';
import { isComplete } from '../../source/model/completeness.ts';
import type { Sample, Statsz } from '../../source/model/server.ts';

const answer = (name: string, peers: readonly string[], statsz: Partial<Statsz> = {}): Sample => ({
	server: { id: `N${name}`, name, cluster: 'east', tags: [], metadata: {}, featureFlags: {} },
	statsz: {
		activeServers: 3,
		routes: peers.map((peer) => ({
			name: peer,
			sent: { msgs: 0, bytes: 0 },
			received: { msgs: 0, bytes: 0 },
			pending: 0,
		})),
		...statsz,
	},
	receivedAt: 0,
});

const three = [answer('a', ['b', 'c']), answer('b', ['a', 'c']), answer('c', ['a', 'b'])];

test('all are there when each counts as many as have answered', () => {
	expect(isComplete(three)).toBe(true);
	expect(isComplete(three.slice(0, 2))).toBe(false);
	expect(isComplete([])).toBe(false);
});

test('a server that has just started and counts itself alone ends nothing', () => {
	const alone = answer('a', [], { activeServers: 1 });
	expect(isComplete([alone])).toBe(true);
	expect(isComplete([answer('a', ['b', 'c'], { activeServers: 1 })])).toBe(false);
	expect(isComplete([alone, ...three.slice(1)])).toBe(false);
	expect(isComplete([answer('a', [], { activeServers: 1, jetstream: { meta: { clusterSize: 3 } } })])).toBe(
		false,
	);
});

test('after a crash, when servers count one too many, only silence ends the wait', () => {
	expect(isComplete([answer('a', ['b']), answer('b', ['a'])])).toBe(false);
});

test('a cluster behind a gateway is waited for', () => {
	const gateways = [{ name: 'west', sent: { msgs: 0, bytes: 0 }, received: { msgs: 0, bytes: 0 } }];
	expect(isComplete([answer('a', [], { activeServers: 1, gateways })])).toBe(false);
});

test('a version without a count is never complete', () => {
	expect(isComplete([answer('a', [], { activeServers: undefined })])).toBe(false);
});
