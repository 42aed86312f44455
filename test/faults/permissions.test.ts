// Least privilege: every subject natstop uses, denied one at a time to a user of the system account.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserOptions } from '../../source/demo/operator.ts';
import { captureProfile } from '../../source/nats/profile.ts';
import { reloadServer } from '../../source/nats/reload.ts';
import { eventSubjects } from '../../source/nats/subjects.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { report, type Watch, watches } from './watch.ts';

const watch = watches();
const dir = tempDir();

let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ size: 2, jetstream: false });
});
afterAll(() => cluster.stop());

const started = async (permissions: UserOptions['permissions'], inboxPrefix?: string) => {
	const creds = await cluster.userCreds('SYS', { permissions });
	const on = { servers: cluster.urls.slice(0, 1), creds, ...(inboxPrefix && { inboxPrefix }) };
	return watch(on, { interval: 500 });
};
const denied = (seen: Watch) =>
	seen
		.events('DENIED')
		.map(({ subject }) => subject)
		.sort();
const wireTo = (seen: Watch) => {
	const wire = seen.monitor.keeper.connection?.wire;
	if (wire === undefined) throw new Error('connected');
	return wire;
};
const idOf = (seen: Watch) => seen.row('n1')?.info.id ?? '';
/** Two more rounds: whatever is told again is told by then. */
const rounds = async (seen: Watch, count = 2) => {
	const now = () => seen.monitor.loop.roster.snapshot(Date.now()).rounds;
	const from = now();
	await waitFor(() => now() >= from + count, { what: 'rounds', timeout: 20_000 });
};
const header = (seen: Watch) => seen.monitor.loop.roster.snapshot(Date.now());

/** A client that comes and goes, so that there is an event to miss. */
const visit = async () => {
	const client = await cluster.appClient();
	await client.close();
};

describe('a request that is denied', () => {
	test('PING: heartbeats fill the table, and nobody is blamed for not answering', async () => {
		const seen = await started({ pub: { deny: ['$SYS.REQ.SERVER.PING'] } });
		await waitFor(() => seen.rows().filter(({ rates }) => rates?.in).length === 2, {
			what: 'rates from heartbeats',
			timeout: 40_000,
		});
		await rounds(seen);
		expect(seen.rows().map(({ state, evidence }) => [state, evidence])).toEqual([
			['ok', undefined],
			['ok', undefined],
		]);
		expect(header(seen).totals.counted).toBe(2);
		expect([...seen.texts('STALE'), ...seen.texts('DOWN'), ...seen.texts('ROUTE')]).toEqual([]);
		expect(denied(seen)).toEqual(['$SYS.REQ.SERVER.PING']);
		const cpu = seen.row('n1')?.history.tail('cpu', 3) ?? [];
		expect(cpu.some(Number.isNaN)).toBe(false);
	});

	test('USER.INFO: the picture does not wait, and who we are comes from the creds', async () => {
		const seen = await started({ pub: { deny: ['$SYS.REQ.USER.INFO'] } });
		const since = performance.now();
		await waitFor(() => seen.rows().length === 2, { what: 'rows' });
		report('USER.INFO denied', 'all rows', (performance.now() - since) / 1000, 2.5);
		await waitFor(() => seen.monitor.keeper.state.user === 'sys', { what: 'a user' });
		await seen.ready(2);
		expect(denied(seen)).toEqual(['$SYS.REQ.USER.INFO']);
	});

	test('IDZ and VARZ: the table is there, configurations are not', async () => {
		const seen = await started({ pub: { deny: ['$SYS.REQ.SERVER.PING.IDZ', '$SYS.REQ.SERVER.*.VARZ'] } });
		await seen.ready(2);
		expect(seen.row('n1')?.varz).toBeUndefined();
		expect(denied(seen)).toEqual(['$SYS.REQ.SERVER.PING.IDZ', '$SYS.REQ.SERVER.PING.VARZ']);
	});

	test('VARZ of one server: a reload says that it is not verified', async () => {
		const seen = await started({ pub: { deny: ['$SYS.REQ.SERVER.*.VARZ'] } });
		await seen.ready(2);
		const { state } = await reloadServer(wireTo(seen), idOf(seen), 20_000);
		expect(state).toMatchObject({ step: 'failed', message: expect.stringMatching(/not verified/) });
		expect(denied(seen)).toContain('$SYS.REQ.SERVER.*.VARZ');
	});

	test('STATSZ of one server: a killed one is still told by its silence, the subject named once', async () => {
		const seen = await started({ pub: { deny: ['$SYS.REQ.SERVER.*.STATSZ'] } });
		await seen.ready(2);
		await cluster.servers[1]?.kill9();
		await waitFor(() => seen.events('DENIED').length > 0, { what: 'a denied probe' });
		await rounds(seen, 2);
		expect(denied(seen)).toEqual(['$SYS.REQ.SERVER.*.STATSZ']);
		await waitFor(() => seen.row('n2')?.state === 'stale', { what: 'n2 stale', timeout: 20_000 });
		expect(seen.row('n2')?.evidence).toMatch(/^no statsz for \d+s/);
		await cluster.servers[1]?.start();
		await waitFor(() => seen.row('n2')?.state === 'ok', { what: 'n2 again' });
	});

	test('RELOAD and PROFILEZ: the boxes say so, and the rest goes on', async () => {
		const seen = await started({
			pub: { deny: ['$SYS.REQ.SERVER.*.RELOAD', '$SYS.REQ.SERVER.*.PROFILEZ'] },
		});
		await seen.ready(2);
		const { state } = await reloadServer(wireTo(seen), idOf(seen), 20_000);
		expect(state).toEqual({ step: 'denied', subject: `$SYS.REQ.SERVER.${idOf(seen)}.RELOAD` });
		const request = { server: 'n1', kind: 'heap', level: 0 } as const;
		const profile = await captureProfile(wireTo(seen), idOf(seen), request, {
			timeout: 20_000,
			directory: dir,
		});
		expect(profile).toMatchObject({
			step: 'failed',
			message: `not permitted to publish $SYS.REQ.SERVER.${idOf(seen)}.PROFILEZ`,
		});
		await rounds(seen);
		expect(seen.rows().map(({ state: is }) => is)).toEqual(['ok', 'ok']);
		expect(denied(seen)).toEqual(['$SYS.REQ.SERVER.*.PROFILEZ', '$SYS.REQ.SERVER.*.RELOAD']);
	});

	test('names of accounts: the key stays', async () => {
		const seen = await started({ pub: { deny: ['$SYS.REQ.ACCOUNT.*.INFO'] } });
		await seen.ready(2);
		await visit();
		await waitFor(() => seen.events('CONNECT').length > 0, { what: 'an event' });
		expect(seen.rows().map(({ state }) => state)).toEqual(['ok', 'ok']);
		expect(denied(seen).filter((subject) => subject !== '$SYS.REQ.ACCOUNT.*.INFO')).toEqual([]);
	});
});

describe('a subscription that is denied', () => {
	test.each(eventSubjects)('%s: the other events come', async (subject) => {
		const seen = await started({ sub: { deny: [subject] } });
		await seen.ready(2);
		await visit();
		const other = subject.endsWith('.CONNECT') ? 'DISCONNECT' : 'CONNECT';
		await waitFor(() => seen.events(other).length > 0, { what: other });
		expect(denied(seen)).toEqual([subject]);
		expect(seen.rows().map(({ state }) => state)).toEqual(['ok', 'ok']);
	});

	test('heartbeats: answers fill the table', async () => {
		const seen = await started({ sub: { deny: ['$SYS.SERVER.*.STATSZ'] } });
		await seen.ready(2);
		await rounds(seen);
		expect(seen.rows().map(({ state }) => state)).toEqual(['ok', 'ok']);
		expect(denied(seen)).toEqual(['$SYS.SERVER.*.STATSZ']);
	});

	test('the inbox: heartbeats fill the table, and the inbox is named without what is random in it', async () => {
		const seen = await started({ sub: { deny: ['_INBOX.>'] } });
		await waitFor(() => seen.rows().filter(({ rates }) => rates?.in).length === 2, {
			what: 'rates from heartbeats',
			timeout: 40_000,
		});
		await rounds(seen);
		expect(header(seen).totals.counted).toBe(2);
		expect(seen.rows().map(({ state }) => state)).toEqual(['ok', 'ok']);
		expect(denied(seen)).toEqual(['_INBOX.>']);
		const { state } = await reloadServer(wireTo(seen), idOf(seen), 20_000);
		expect(state).toMatchObject({
			step: 'failed',
			message: 'not permitted to subscribe _INBOX.>, where the answer would have come',
		});
	});

	test('every inbox but one of our own: --inbox-prefix', async () => {
		const seen = await started({ sub: { allow: ['_OPS.natstop.>', '$SYS.SERVER.>'] } }, '_OPS.natstop');
		await seen.ready(2);
		expect(seen.monitor.keeper.access).toBe('yes');
		expect(denied(seen)).toEqual(eventSubjects.filter((each) => !each.startsWith('$SYS.SERVER.')).sort());
	});
});

test('a user that may do nothing is told so', async () => {
	const seen = await started({ pub: { deny: ['>'] }, sub: { deny: ['>'] } });
	await waitFor(() => denied(seen).length > 10, { what: 'all that is denied', timeout: 20_000 });
	await rounds(seen);
	expect(seen.rows()).toEqual([]);
	expect(seen.monitor.keeper.state.phase).toBe('connected');
	expect(new Set(denied(seen)).size).toBe(denied(seen).length);
});
