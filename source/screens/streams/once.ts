// Asks for streams once, or twice for rates, without staying.

import type { StreamsMoment } from '../../model/jetstream/streams-moment.ts';
import { gatherJsz, type JszRound } from '../../nats/gather-jsz.ts';
import type { JszKind } from '../../nats/jsz.ts';
import { partialText, untilNext } from '../answering.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import { factsOf, isOffEverywhere, noRound } from '../jetstream/round-facts.ts';
import type { Once, OnceOptions } from '../source.ts';
import { newMemory, placeFor, rowsById, standsOf } from './memory.ts';
import { noStreams, type StreamsSnapshot } from './snapshot.ts';

/** All copies and configurations once, and leaders twice where rates are wanted. */
export const streamsOnce = async ({
	servers,
	wire,
	timeout,
	again,
	checks,
	asked: { acc } = {},
}: OnceOptions): Promise<Once<StreamsSnapshot>> => {
	const memory = newMemory({ settings: checks, atOnce: true });
	const { book } = memory;
	const { fleet, silent: unheard } = await servers('one');
	const rows = rowsById(fleet);
	const { asked, off } = withJetStream(fleet.rows);
	let account = acc;
	const moment = (): StreamsMoment => ({ at: wire.now(), standOf: standsOf(fleet) });
	const ask = async (
		kind: JszKind & ('leaders' | 'copies' | 'configs' | 'copy-configs'),
		servers = asked,
	): Promise<JszRound> => {
		const told = kind === 'copy-configs' ? 'copies' : kind;
		const round = await gatherJsz(wire, {
			...{ kind, servers, timeout },
			...(account !== undefined && { account }),
			onAnswer: (answer) => book.hear(answer, told, placeFor(memory, rows, answer.server)),
		});
		book.endRound(moment(), told);
		return round;
	};
	let began = performance.now();
	let first = await ask('copies');
	if (account !== undefined && book.now(moment()).length === 0 && first.denied === undefined) {
		// Servers want it spelled as they do, and know it by its key: all are asked, and looked through here.
		account = undefined;
		began = performance.now();
		first = await ask('copies');
	}
	await ask('configs');
	// Nobody but those who have a copy tells how a stream without a leader is configured.
	const unled = new Set(
		book
			.now(moment())
			.flatMap(({ leader, config, toldBy }) => (leader === undefined && !config ? [toldBy.server] : [])),
	);
	if (unled.size > 0)
		await ask(
			'copy-configs',
			asked.filter(({ name }) => unled.has(name)),
		);
	if (again !== undefined) {
		await untilNext(again, began);
		await ask('leaders');
	}
	const at = wire.now();
	const facts = factsOf(first, { before: noRound, asked, off, at, timeout });
	const snapshot: StreamsSnapshot = { ...noStreams, streams: book.now(moment()), round: facts, copiesAt: at };
	const missing = [
		...facts.silent,
		...unheard.filter((name) => !facts.silent.includes(name)),
		...facts.refused,
	];
	const partial = partialText(facts.answered, facts.answered + missing.length, missing);
	const failed = facts.denied === undefined ? facts.failed : `not permitted to publish ${facts.denied}`;
	return {
		snapshot,
		at,
		...(failed !== undefined && !isOffEverywhere(facts) && { failed }),
		...(partial && { partial }),
	};
};
