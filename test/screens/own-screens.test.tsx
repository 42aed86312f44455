// JetStream of one account as the program draws it: streams, consumers, buckets, object stores, subjects, and where there is none.

import { describe, expect, test } from 'vitest';
import { consumers } from '../../source/screens/consumers/consumers.ts';
import { events } from '../../source/screens/events/events.ts';
import { buckets } from '../../source/screens/kept/buckets.ts';
import { objects } from '../../source/screens/kept/objects.ts';
import { ownConsumersSnapshot } from '../../source/screens/own-jetstream/consumers-source.ts';
import { whyNoList } from '../../source/screens/own-jetstream/own-facts.ts';
import type { OwnMemory } from '../../source/screens/own-jetstream/own-memory.ts';
import { ownStreamsSnapshot } from '../../source/screens/own-jetstream/streams-source.ts';
import { remember } from '../../source/screens/polled-source.ts';
import type { Screen } from '../../source/screens/screen.ts';
import { servers } from '../../source/screens/servers/servers.ts';
import { streams } from '../../source/screens/streams/streams.ts';
import { now } from '../fixtures/fleet.ts';
import { ownJetStream } from '../fixtures/own-jetstream.ts';
import { drawApp, expectApp, sizes, typing } from '../helpers/app-screen.tsx';
import { logOf, still } from '../helpers/drawn.tsx';

const log = { events: still(logOf([])) };

/** The screens of JetStream in account mode on what was listed, beside the main screen. */
const screensOf = (memory: OwnMemory): readonly Screen[] => {
	const own = (screen: Screen): Screen => ({
		...screen,
		open(watching, of) {
			const mine = { ...watching, mode: 'account' as const, wire: () => undefined };
			remember(mine, 'own-streams', ownStreamsSnapshot(memory, log, now));
			remember(mine, 'own-consumers', ownConsumersSnapshot(memory, log, now));
			return screen.open(mine, of);
		},
	});
	return [servers, events, ...[streams, consumers, buckets, objects].map(own)];
};

const app = { screens: screensOf(ownJetStream()) };

describe.each(sizes)('at $columns x $rows', (size) => {
	test('a stream whose leader does not answer is first, with its last values muted', () =>
		expectApp('own-streams', { size, app }, ['6']));

	test('consumers have the name of their stream, and that nobody listens to a push consumer', () =>
		expectApp('own-consumers', { size, app }, ['6', 'tab']));
});

const size = { columns: 80, rows: 24 };

test('a bucket that is nearly full is first among the buckets', () =>
	expectApp('own-buckets', { size, app }, ['6', 'tab', 'tab']));

test('object stores tell their parts and bytes', () =>
	expectApp('own-objects', { size, app }, ['6', 'tab', 'tab', 'tab']));

test('one stream has a tab for its subjects, which a stream of the whole system has not', async () => {
	const text = await drawApp({ size, app }, ['6', '/', ...typing('ORDERS'), 'enter', 'enter']);
	expect(text).toContain('Subjects 41,000');
	expect(await drawApp({ size }, ['6', 'tab', 'enter'])).not.toContain('Subjects ');
});

test('an account without JetStream is told so, with the words of the server and how an operator enables it', () => {
	const memory = ownJetStream();
	const description = 'JetStream not enabled for account';
	const failure = { kind: 'refused', code: 503, description, apiCode: 10_039 } as const;
	const why = whyNoList(failure, { account: 'APP', subject: '$JS.API.STREAM.LIST', at: now });
	memory.facts = { ...memory.facts, missing: [], ...why };
	return expectApp('own-none', { size, app: { screens: screensOf(memory) } }, ['6']);
});
