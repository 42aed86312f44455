// Broken and hostile answers about JetStream: JSZ, RAFTZ and inner queues.

import { expect, test } from 'vitest';
import type { ConsumerCopy, StreamCopy } from '../../source/model/jetstream/told.ts';
import { readIpQueuesz } from '../../source/nats/ipqueuesz.ts';
import { readJsz } from '../../source/nats/jsz-read.ts';
import { readRaftz } from '../../source/nats/raftz.ts';
import { parseFields } from '../../source/nats/read.ts';
import { build, recipe } from './broken.ts';
import { always, checkJson, reportCases, secretsAreWhole } from './check.ts';

reportCases('hostile/jetstream');

const at = Date.UTC(2026, 10, 24);

/** Fails where a figure in it is none, negative, or Go's way to write that there is no limit. */
const checkFigures = (value: unknown): void => {
	if (typeof value === 'number') {
		expect(value).toBeGreaterThanOrEqual(0);
		expect(value).toBeLessThan(2 ** 63);
	} else if (typeof value === 'object' && value !== null)
		for (const each of Object.values(value)) checkFigures(each);
};

const checkCopy = (copy: StreamCopy | ConsumerCopy): void => {
	const { config, ...rest } = copy;
	checkFigures(rest);
	checkJson('copy', copy);
	checkJson('settings', [...(config?.all ?? [])]);
	checkJson('metadata', [...(config?.metadata ?? [])]);
	const { leader, peers = [] } = copy.group ?? {};
	const names = peers.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	if (leader === copy.server.name) expect(names).not.toContain(leader);
};

test('an answer about streams and consumers throws nothing, and holds no figure that cannot be', () => {
	always(2500, recipe, (from) => {
		const { bytes, whole } = build(from, ['jsz']);
		secretsAreWhole(whole);
		const fields = parseFields(bytes);
		const answer = fields && readJsz(fields, at);
		if (answer === undefined) return;
		const { streams, consumers, totals, server } = answer;
		checkFigures(totals);
		checkJson('server', server);
		for (const copy of [...streams, ...consumers]) checkCopy(copy);
	});
});

test('raft groups and inner queues throw nothing, and hold no figure that cannot be', () => {
	always(3000, recipe, (from) => {
		const { bytes, whole } = build(from, ['raftz', 'ipqueuesz']);
		secretsAreWhole(whole);
		const fields = parseFields(bytes);
		if (fields === undefined) return;
		for (const told of [readRaftz(fields, at) ?? [], readIpQueuesz(fields) ?? []]) {
			checkFigures(told);
			checkJson('raft', told);
		}
	});
});
