// Asks JetStream once for the streams or the consumers of our account, or twice for rates, without staying.

import { firstAndMore } from '../../model/first-names.ts';
import { untilNext } from '../answering.ts';
import { type ConsumersSnapshot, noConsumers } from '../consumers/snapshot.ts';
import type { Once, OnceOptions } from '../source.ts';
import { noStreams, type StreamsSnapshot } from '../streams/snapshot.ts';
import { listConsumers } from './list-consumers.ts';
import { type ListNeeds, listStreams } from './list-streams.ts';
import { type OwnFacts, roundOf, unknownParts } from './own-facts.ts';
import { askerOf, newOwnMemory } from './own-memory.ts';
import { ownAccount, permittedStreams } from './own-session.ts';

/** Names that a command tells at most. */
const mostNames = 10;

/** Why nothing came, or what is missing, in words for a command. */
const wordsOf = ({
	denied,
	failed,
	missing,
	way,
	isCut,
	...rest
}: OwnFacts): Pick<Once<never>, 'failed' | 'partial'> => {
	if (denied !== undefined) return { failed: `not permitted to publish ${denied}` };
	if (failed !== undefined) return { failed };
	const parts = [
		...(missing.length > 0 ? [`${missing.length} not answered: ${firstAndMore(missing, mostNames)}`] : []),
		...(way === 'permitted' ? ['only the streams that permissions name'] : []),
		...unknownParts(rest),
		...(isCut ? ['more than are read'] : []),
	];
	return parts.length > 0 ? { partial: parts.join('; ') } : {};
};

const needsOf = ({ wire, checks, ...options }: OnceOptions): ListNeeds => {
	const memory = newOwnMemory(ownAccount(options), { settings: checks, atOnce: true });
	const mayAsk = options.account?.mayAsk;
	return { asker: askerOf(wire, memory, { mayAsk }), memory, permitted: permittedStreams(options) };
};

/** Asks, and once more after a while where rates are wanted. */
const asked = async (ask: () => Promise<void>, again: number | undefined): Promise<void> => {
	const began = performance.now();
	await ask();
	if (again === undefined) return;
	await untilNext(again, began);
	await ask();
};

export const ownStreamsOnce = async (options: OnceOptions): Promise<Once<StreamsSnapshot>> => {
	const needs = needsOf(options);
	const { memory } = needs;
	await asked(() => listStreams(needs), options.again);
	const at = options.wire.now();
	const { facts } = memory;
	const streams = facts.none === undefined ? memory.streams.streams(facts.account, at) : [];
	return {
		snapshot: { ...noStreams, streams, round: roundOf(facts), own: facts, isFull: memory.streams.isFull },
		...{ at, ...wordsOf(facts) },
	};
};

export const ownConsumersOnce = async (options: OnceOptions): Promise<Once<ConsumersSnapshot>> => {
	const needs = needsOf(options);
	const { memory } = needs;
	await asked(async () => {
		await listStreams(needs);
		await listConsumers(needs, options.asked?.stream);
	}, options.again);
	const at = options.wire.now();
	const { consumerFacts } = memory;
	const consumers =
		consumerFacts.none === undefined ? memory.consumers.consumers(consumerFacts.account, at) : [];
	return {
		snapshot: { ...noConsumers, consumers, round: roundOf(consumerFacts), own: consumerFacts },
		...{ at, ...wordsOf(consumerFacts) },
	};
};
