// `memory-stores.ts SERVERS SECONDS EVENTS`: runs the stores through hours in minutes and prints what they hold before and after.

import { setImmediate } from 'node:timers/promises';
import { FleetAnswers } from '../source/demo/fleet/fleet-answers.ts';
import { eventTimes, FleetEvents } from '../source/demo/fleet/fleet-events.ts';
import { planFleet } from '../source/demo/fleet/fleet-plan.ts';
import { EventLog, logSize } from '../source/model/event-log.ts';
import { historySize } from '../source/model/history.ts';
import { Roster } from '../source/model/roster.ts';
import { decodeEvent } from '../source/nats/decode-event.ts';
import { readHeartbeat } from '../source/nats/statsz.ts';

const [servers = 1000, seconds = 3600, events = 1_000_000] = process.argv.slice(2).map(Number);
const interval = 2000;
const rounds = Math.max(2, Math.ceil((seconds * 1000) / interval));
const begin = Date.now();
// Small clusters: what grows does not depend on how many routes a statsz has, only the time this takes.
const options = { servers, clusters: Math.ceil(servers / 4), rate: 0, seed: 3, accidents: false };
const plan = planFleet(options, begin);
const answers = plan.servers.map(
	(server) => new FleetAnswers(server, { ...plan, clusters: plan.clusters.slice(0, 3) }),
);
const source = new FleetEvents(plan, 3);
const roster = new Roster(interval);
const log = new EventLog(begin);

/** What is held once garbage is collected, MiB: the heap, and the buffers outside of it. */
const held = async (): Promise<number> => {
	for (let i = 0; i < 3; i++) {
		globalThis.gc?.();
		await setImmediate();
	}
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 2 ** 20;
};

const round = (now: number, count: number): void => {
	roster.beginRound(now);
	for (const answer of answers) {
		const sample = readHeartbeat(Buffer.from(answer.statsz(now, servers)), now);
		if (sample) for (const event of roster.heard(sample)) log.add(event);
	}
	roster.endRound(now);
	const times = eventTimes(now);
	for (let i = 0; i < count; i++) {
		const message = source.next(times);
		const event = message && decodeEvent(message.subject, message.payload, now);
		if (event) log.add(event);
	}
	for (const event of roster.tick(now)) log.add(event);
	roster.snapshot(now);
	log.snapshot(now);
};

const perRound = Math.ceil(events / rounds);
const fillRounds = Math.min(
	Math.floor(rounds / 2),
	Math.max(historySize, Math.ceil((4 * logSize) / perRound)) + 20,
);
/** Rounds one by one, and the turns of the event loop between them in which memory is given back. */
const runRounds = async (from: number, to: number): Promise<void> => {
	for (let i = from; i <= to; i++) {
		round(begin + i * interval, perRound);
		await setImmediate();
	}
};

await runRounds(1, fillRounds);
const filled = await held();
await runRounds(fillRounds + 1, rounds);
const after = await held();
process.stdout.write(JSON.stringify({ filled, after, rss: process.memoryUsage().rss / 2 ** 20 }));
