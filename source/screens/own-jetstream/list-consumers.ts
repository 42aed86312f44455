// Asks JetStream for the consumers of our account, a stream at a time.

import type { Stream } from '../../model/jetstream/stream.ts';
import { jsSubjects } from '../../nats/account-subjects.ts';
import { askConsumerPage, nextOffset } from '../../nats/js-api.ts';
import type { Failure } from '../../nats/requests.ts';
import { isSubjectToken } from '../../nats/subjects.ts';
import { workThrough } from '../../nats/work-through.ts';
import type { ListNeeds } from './list-streams.ts';
import { whyNoList } from './own-facts.ts';

/** Pages of one stream that are asked for. */
const mostPages = 64;

/** A stream whose list took longer than this, milliseconds, or left some out, is asked again after so long. */
export const [slowList, slowBase] = [2000, 30_000];

/** When its newest message came, by our clock. */
const lastAt = ({ state, toldBy }: Stream): number | undefined =>
	state.lastTime === undefined ? undefined : Math.min(toldBy.at, state.lastTime);

const listOne = async (
	{ asker, memory, onNews }: ListNeeds,
	stream: Stream,
): Promise<Failure | undefined> => {
	const { consumers, slowConsumers } = memory;
	const name = stream.stream;
	const began = performance.now();
	const all = new Set<string>();
	const missing = new Map<string, string | undefined>();
	let total = 0;
	let offset: number | undefined = 0;
	for (let page = 0; offset !== undefined && page < mostPages; page++) {
		const result = await askConsumerPage(asker, name, offset);
		if (!result.ok) {
			if (result.failure.kind !== 'timeout') return result.failure;
			consumers.missStream(name, asker.wire.now());
			slowConsumers.set(name, began);
			return undefined;
		}
		for (const copy of result.value.copies) {
			all.add(copy.consumer);
			consumers.hear(copy, lastAt(stream));
		}
		for (const [one, why] of result.value.missing) {
			all.add(one);
			missing.set(one, why);
		}
		total = result.value.total;
		offset = nextOffset(offset, total);
	}
	consumers.endList(name, { at: asker.wire.now(), missing, ...(all.size >= total && { all }) });
	if (missing.size > 0 || performance.now() - began > slowList) slowConsumers.set(name, began);
	else slowConsumers.delete(name);
	memory.version++;
	onNews?.();
	return undefined;
};

const isWanted = ({ state, noAnswer, stream }: Stream): boolean =>
	(state.consumers ?? 0) > 0 && noAnswer === undefined && isSubjectToken(stream);

/** Those that are asked now: those that were slow now and then, after all others. */
const inTurn = (streams: readonly Stream[], slow: ReadonlyMap<string, number>): readonly Stream[] => {
	const now = performance.now();
	return [
		...streams.filter(({ stream }) => !slow.has(stream)),
		...streams.filter(({ stream }) => now - (slow.get(stream) ?? now) >= slowBase),
	];
};

/** One list of the consumers of some streams, of all by default. */
export const listConsumers = async (needs: ListNeeds, only?: string): Promise<void> => {
	const { asker, memory } = needs;
	const began = asker.wire.now();
	const { account, every, at: before, failsSince } = memory.consumerFacts;
	const streams = memory.streams.streams(account, began);
	for (const { stream, noAnswer } of streams)
		if (noAnswer !== undefined) memory.consumers.missStream(stream, noAnswer.since);
	memory.consumers.keep(new Set(streams.map(({ stream }) => stream)));
	const all = (only === undefined ? streams : streams.filter(({ stream }) => stream === only)).filter(
		isWanted,
	);
	// What is known to be forbidden is not tried.
	const asked = all.filter(({ stream }) => asker.mayAsk?.(jsSubjects.consumerList(stream)) !== false);
	const forbidden = all.length - asked.length;
	let failure: Failure | undefined;
	if (forbidden > 0 && asked.length === 0)
		failure = { kind: 'denied', what: 'publish', subject: jsSubjects.consumerList('*') };
	await workThrough(inTurn(asked, only === undefined ? memory.slowConsumers : new Map()), async (stream) => {
		const failed = await listOne(needs, stream);
		// A stream that was deleted meanwhile says nothing of the others.
		if (failed !== undefined && failed.kind !== 'refused') failure = failed;
		return failed;
	});
	if (failure?.kind === 'absent' || failure?.kind === 'cut') return;
	const at = asker.wire.now();
	const subject = jsSubjects.consumerList('*');
	const why =
		failure && whyNoList(failure, { account, subject, at, ...(failsSince && { before: failsSince }) });
	const untold = streams.filter(
		({ stream, noAnswer }) => noAnswer !== undefined && !memory.consumers.knows(stream),
	).length;
	const { none, denied, failed } = memory.facts;
	const { isFull } = memory.consumers;
	memory.consumerFacts = {
		...{ account, every, way: memory.facts.way, took: at - began },
		missing: memory.consumers.missing,
		...(why?.failed === undefined ? { at } : before !== undefined && { at: before }),
		...(none !== undefined && { none }),
		...(denied !== undefined && { denied }),
		...(failed !== undefined && { failed }),
		...why,
		...(untold > 0 && { untold }),
		...(forbidden > 0 && asked.length > 0 && { forbidden }),
		...(isFull && { isCut: true as const }),
	};
	memory.version++;
};
