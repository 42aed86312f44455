// The consumers of a stream that nobody leads: which of them have no leader either, by the servers that have copies of them.

import type { Stream } from '../../model/jetstream/stream.ts';
import type { StreamsMoment } from '../../model/jetstream/streams-moment.ts';
import type { ConsumerCopy } from '../../model/jetstream/told.ts';

/** What is known of the consumers of one stream, by its key. */
export type Orphans = {
	key: string;
	/** Consumers that somebody has a copy of, and the names of those without a leader, in order. */
	all: number;
	without: readonly string[];
};

/** Whether it is worth asking for the consumers of a stream: where it is led, each consumer says for itself who leads it. */
export const mayHaveOrphans = ({ leader, isOld, state, replicas }: Stream): boolean =>
	leader === undefined && !isOld && replicas.length > 1 && (state.consumers ?? 0) > 0;

/** Collects copies of consumers, and says which of them nobody leads. */
export class OrphanCount {
	readonly #copies: ConsumerCopy[] = [];

	constructor(readonly of: Pick<Stream, 'key' | 'account' | 'stream'>) {}

	take(consumers: readonly ConsumerCopy[]): void {
		for (const copy of consumers)
			if (copy.account === this.of.account && copy.stream === this.of.stream) this.#copies.push(copy);
	}

	/** A follower goes on naming its leader for a while: that one counts where it answers and has not told otherwise. */
	result(standOf: StreamsMoment['standOf']): Orphans {
		const tellers = new Set(this.#copies.map(({ server }) => server.name));
		const led = new Map<string, boolean>();
		for (const copy of this.#copies) {
			const named = copy.group?.leader;
			const isNamed = named !== undefined && !tellers.has(named) && standOf(named) === 'answers';
			const isOwn = named === copy.server.name;
			led.set(copy.consumer, (led.get(copy.consumer) ?? false) || isOwn || isNamed);
		}
		const without = [...led].flatMap(([name, isLed]) => (isLed ? [] : [name])).sort();
		return { key: this.of.key, all: led.size, without };
	}
}
