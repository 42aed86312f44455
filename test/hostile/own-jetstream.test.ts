// Broken and hostile answers of JetStream to an account: streams, consumers, names, and the last message of a subject.

import { expect, test } from 'vitest';
import { consumerJson } from '../../source/format/consumer-json.ts';
import { OwnConsumerBook } from '../../source/model/jetstream/own-consumers.ts';
import { OwnStreamBook } from '../../source/model/jetstream/own-streams.ts';
import { readLastMessage } from '../../source/nats/js-last-message.ts';
import { consumerOfInfo, readMissing, streamOfInfo } from '../../source/nats/js-read.ts';
import { asFields, type Fields, parseFields } from '../../source/nats/read.ts';
import { bucketJson, storeJson } from '../../source/screens/kept/json.ts';
import { streamJson } from '../../source/screens/streams/json.ts';
import { build, recipe } from './broken.ts';
import { always, checkJson, reportCases, secretsAreWhole } from './check.ts';

reportCases('hostile/own-jetstream');

const at = Date.UTC(2026, 10, 24);

/** Every object in an answer, as far down as answers go. */
const objectsIn = (value: unknown, depth = 0): readonly Fields[] => {
	if (Array.isArray(value)) return value.slice(0, 50).flatMap((one) => objectsIn(one, depth));
	const fields = asFields(value);
	if (fields === undefined || depth > 8) return [];
	return [fields, ...Object.values(fields).flatMap((one) => objectsIn(one, depth + 1))];
};

test('lists of streams and consumers throw nothing, and what is shown of them is clean', () => {
	const context = { account: 'APP', receivedAt: at, alone: { id: 'N', name: 's1' } };
	always(1500, recipe, (from) => {
		const { bytes, whole } = build(from, ['jsz']);
		secretsAreWhole(whole);
		const answer = parseFields(bytes);
		if (answer === undefined) return;
		const [streams, consumers] = [new OwnStreamBook(), new OwnConsumerBook()];
		for (const info of objectsIn(answer)) {
			const { name } = info;
			const stream = streamOfInfo({ ...info, config: { ...asFields(info.config), name } }, context);
			const consumer = consumerOfInfo({ ...info, stream_name: name }, context);
			if (stream) streams.hear(stream);
			if (consumer) consumers.hear(consumer);
			const missing = readMissing({ missing: [name, ...Object.values(info)], offline: info });
			if (stream) streams.endList({ at, missing });
		}
		for (const row of streams.streams('APP', at))
			checkJson('stream', [streamJson(row), bucketJson(row), storeJson(row)]);
		for (const row of consumers.consumers('APP', at)) checkJson('consumer', consumerJson(row));
	});
});

test('a last message throws nothing, whatever stands in place of it', () => {
	always(1500, recipe, (from) => {
		const { bytes, whole } = build(from, ['jsz']);
		secretsAreWhole(whole);
		const text = Buffer.from(bytes);
		const message = readLastMessage({
			message: { subject: 'a', data: text.toString('base64'), hdrs: text.toString('base64'), seq: -1 },
		});
		expect(message?.seq).toBeUndefined();
		checkJson('message', { ...message, text: message?.text.split('\n') });
		for (const answer of [{ message: 7 }, { message: { data: 7, hdrs: [] } }, parseFields(bytes) ?? {}])
			expect(() => readLastMessage(answer)).not.toThrow();
	});
});
