// JetStream that is off or not whole on servers that answer.

import { beforeEach, describe, expect, test } from 'vitest';
import { Roster } from '../../source/model/roster.ts';
import type { JetStream, MetaGroup } from '../../source/model/server.ts';
import { began, type SampleOptions, sample, serverInfo } from '../helpers/samples.ts';

let roster: Roster;
let time: number;
beforeEach(() => {
	roster = new Roster(2000);
	time = 0;
});

const none = { msgs: 0, bytes: 0 };
const node = (number: number, jetstream?: JetStream): SampleOptions => ({
	id: `N${number}`,
	name: `n${number}`,
	statsz: {
		jetstream,
		routes: ['n1', 'n2', 'n3']
			.filter((name) => name !== `n${number}`)
			.map((name) => ({ name, sent: none, received: none, pending: 0 })),
	},
});
const leader = (meta: Partial<MetaGroup> = {}) => node(1, { meta: { leader: 'n1', ...meta } });
const follower = (number: number, of = 'n1') => node(number, { meta: { leader: of } });
const peer = (name: string, over = {}) => ({ name, current: true, offline: false, ...over });

/** One round; gives what is told of JetStream after it. */
const round = (...nodes: SampleOptions[]): string[] => {
	time += 2000;
	roster.beginRound(began + time);
	for (const options of nodes) roster.heard(sample({ ...options, at: time, rtt: 1 }));
	roster.endRound(began + time);
	return roster
		.tick(began + time + 100)
		.filter(({ kind }) => kind.startsWith('JS'))
		.map(({ kind, server, text, severity }) => `${kind} ${severity} ${server?.name}: ${text}`);
};
const troubles = () =>
	roster.snapshot(began + time).rows.map(({ jetstreamTrouble }) => jetstreamTrouble?.text);

describe('JetStream that is off on a healthy server', () => {
	test('where it was on is an error, told once, and told when it is over', () => {
		round(node(1, {}));
		expect(round(node(1))).toEqual([]);
		expect(round(node(1))).toEqual(['JS OTHER error n1: JetStream is off, where it was on']);
		expect(troubles()).toEqual(['JetStream is off, where it was on']);
		expect(round(node(1))).toEqual([]);
		expect(round(node(1, {}))).toEqual(['JS OTHER info n1: no longer so: JetStream is off, where it was on']);
		expect(troubles()).toEqual([undefined]);
	});

	test('where others of its cluster have it is a warning', () => {
		round(node(1, {}), node(2));
		const text = 'JetStream is off, where others of its cluster have it';
		expect(round(node(1, {}), node(2))).toEqual([`JS OTHER warn n2: ${text}`]);
	});

	test('is nothing where only few servers of its cluster have it: it is meant for those', () => {
		const few = [node(1, {}), node(2, {}), node(3), node(4), node(5)];
		for (let i = 0; i < 3; i++) expect(round(...few)).toEqual([]);
	});

	test('is nothing where no server has it', () => {
		for (let i = 0; i < 3; i++) expect(round(node(1), node(2))).toEqual([]);
	});
});

describe('a meta group', () => {
	test('without a leader is one event, however many servers say so', () => {
		const lost = [2, 3].map((number) => node(number, { meta: {} }));
		round(leader(), follower(2), follower(3));
		round(...lost);
		expect(round(...lost)).toEqual(['JS QUORUM error n2: the JetStream meta group has no leader']);
		expect(round(...lost)).toEqual([]);
		expect(troubles().slice(1)).toEqual(Array(2).fill('the JetStream meta group has no leader'));
		expect(round(follower(2, 'n2'), follower(3, 'n2'))).toHaveLength(1);
	});

	test('that changes its leader between two rounds is none without one', () => {
		round(leader(), follower(2));
		expect(round(node(1, { meta: {} }), node(2, { meta: {} }))).toEqual([]);
		expect(round(follower(1, 'n2'), follower(2, 'n2'))).toEqual([]);
	});

	test('that misses a peer says whom', () => {
		const misses = leader({ replicas: [peer('n2', { current: false, offline: true }), peer('n3')] });
		round(misses, follower(3));
		expect(round(misses, follower(3))).toEqual(['JS QUORUM warn n1: the JetStream meta group misses n2']);
	});

	test('misses a peer that is down before its leader knows, and one that nobody has seen', () => {
		const whole = leader({ replicas: [peer('n2'), peer('cnrtt3eg', { current: false })] });
		round(whole, follower(2));
		expect(round(whole, follower(2))).toEqual([
			'JS QUORUM warn n1: the JetStream meta group misses cnrtt3eg',
		]);
		round(whole);
		roster.announced(serverInfo({ id: 'N2', name: 'n2', at: time }), 'down', began + time);
		round(whole);
		expect(round(whole)).toContain('JS QUORUM warn n1: the JetStream meta group misses n2, cnrtt3eg');
	});
});
