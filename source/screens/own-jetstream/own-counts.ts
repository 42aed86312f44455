// How many rows the tabs of JetStream have in account mode, by what was listed last.

import { isBucket, isStore } from '../../model/jetstream/kept-values.ts';
import type { OwnConsumerBook } from '../../model/jetstream/own-consumers.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import { sumOfAll, type TabCounts } from '../jetstream/tab-counts.ts';
import type { OwnFacts } from './own-facts.ts';

/** Counts of all tabs; of consumers those that were listed, else those that streams say they have. */
export const ownCounts = (
	streams: readonly Stream[],
	consumers: OwnConsumerBook,
	listed: OwnFacts,
	{ at, none, failed }: OwnFacts,
): TabCounts => {
	if (at === undefined || none !== undefined || (failed !== undefined && streams.length === 0)) return {};
	const told =
		listed.at === undefined
			? sumOfAll(
					streams.filter(({ noAnswer }) => noAnswer === undefined),
					({ state }) => state.consumers,
				)
			: consumers.count;
	return {
		streams: streams.length,
		...(told !== undefined && { consumers: told }),
		buckets: streams.filter(isBucket).length,
		objects: streams.filter(isStore).length,
	};
};
