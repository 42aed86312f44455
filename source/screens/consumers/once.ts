// Asks for consumers once, or twice for rates, without staying.

import { ConsumerBook } from '../../model/jetstream/consumer-book.ts';
import { gatherJsz } from '../../nats/gather-jsz.ts';
import { untilNext } from '../answering.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import { factsOf, isOffEverywhere, missingParts, noRound } from '../jetstream/round-facts.ts';
import type { Once, OnceOptions } from '../source.ts';
import { accountMeant, goneServers, taker } from './round.ts';
import { type ConsumersSnapshot, noConsumers } from './snapshot.ts';

export const consumersOnce = async ({
	servers: askServers,
	wire,
	timeout,
	again,
	checks,
	asked,
}: OnceOptions): Promise<Once<ConsumersSnapshot>> => {
	const { fleet, why, silent } = await askServers('one');
	if (fleet.rows.length === 0) return { snapshot: noConsumers, at: fleet.at, failed: why };
	const book = new ConsumerBook({ settings: checks });
	const { asked: servers, off } = withJetStream(fleet.rows);
	const account = asked?.acc === undefined ? undefined : accountMeant(asked.acc, new Map());
	const ask = async (): Promise<ConsumersSnapshot> => {
		let isCut = false;
		const take = taker(book, fleet.rows, new Map(), account);
		const round = await gatherJsz(wire, {
			...{ kind: 'consumer-configs', servers, timeout, account },
			onAnswer(answer) {
				isCut ||= answer.isCut;
				take(answer);
			},
		});
		const at = wire.now();
		const consumers = book.endRound({ at, gone: goneServers(fleet.rows) });
		const facts = factsOf(round, { before: noRound, asked: servers, off, at, timeout, isCut });
		return { ...noConsumers, consumers, round: facts };
	};
	const began = performance.now();
	let snapshot = await ask();
	if (again !== undefined && servers.length > 0) {
		await untilNext(again, began);
		snapshot = await ask();
	}
	const { round } = snapshot;
	const at = wire.now();
	if (round.denied !== undefined) return { snapshot, at, failed: `not permitted to publish ${round.denied}` };
	// Where JetStream is off everywhere there are none, and that is an answer.
	if (isOffEverywhere(round)) return { snapshot, at };
	if (round.failed !== undefined) return { snapshot, at, failed: round.failed };
	const missing = [...missingParts(round), ...(silent.length > 0 ? [`no answer: ${silent.join(', ')}`] : [])];
	return { snapshot, at, ...(missing.length > 0 && { partial: missing.join('; ') }) };
};
