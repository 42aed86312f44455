// What JetStream tells an account of its use and limits, as servers answered it.

import { expect, test } from 'vitest';
import { healthOfUse, limitUses, percentOfUse } from '../../../source/model/account-mode/jetstream-use.ts';
import { readJetStreamUse } from '../../../source/nats/account/jetstream-info.ts';

const plain = {
	type: 'io.nats.jetstream.api.v1.account_info_response',
	memory: 12_582_912,
	storage: 332_859_965_440,
	reserved_memory: 0,
	reserved_storage: 0,
	streams: 41,
	consumers: 88,
	limits: {
		max_memory: 67_108_864,
		max_storage: 536_870_912_000,
		max_streams: 400,
		max_consumers: -1,
		max_ack_pending: -1,
	},
	domain: 'hub',
	api: { level: 1, total: 1200, errors: 3 },
};

test('limits are read, and one that is none is absent', () => {
	const use = readJetStreamUse(plain);
	expect(use).toMatchObject({ storage: 332_859_965_440, limits: { maxStreams: 400 }, domain: 'hub' });
	expect(use.limits.maxConsumers).toBeUndefined();
	expect(limitUses(use).map((each) => [each.what, percentOfUse(each)])).toEqual([
		['STORE', 62],
		['MEM', 19],
		['STREAMS', 10],
		['CONSUMERS', undefined],
	]);
});

test('a limit of 2^64-1 is none, and a use near its limit is bad', () => {
	const use = readJetStreamUse({
		...{ storage: 99, memory: 85, streams: 1 },
		limits: { max_storage: 100, max_memory: 100, max_streams: 2 ** 64 },
	});
	const [store, memory, streams] = limitUses(use);
	expect([store, memory, streams].map((each) => each && healthOfUse(each))).toEqual([
		'crit',
		'warn',
		undefined,
	]);
	expect(streams?.most).toBeUndefined();
});

test('with tiers each has limits of its own, the fullest first', () => {
	const tier = (storage: number, max: number) => ({ storage, limits: { max_storage: max } });
	const use = readJetStreamUse({ ...plain, limits: {}, tiers: { R1: tier(1, 100), R3: tier(90, 100) } });
	expect(limitUses(use).map(({ tier: name, used }) => [name, used])).toEqual([
		['R3', 90],
		['R1', 1],
	]);
});

test('an answer of strangers is no reason to fail', () => {
	expect(readJetStreamUse({ limits: 'x', tiers: [], api: 7, storage: -5 })).toMatchObject({ limits: {} });
});
