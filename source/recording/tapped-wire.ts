// The wire of a session that is recorded: what other screens ask goes over it, and every answer becomes a line.

import type { GatherEnd, GatherOptions } from '../nats/gather.ts';
import type { Fields } from '../nats/read.ts';
import type { AskOptions, Reply, Result } from '../nats/requests.ts';
import type { Wire } from '../nats/wire.ts';
import type { Tap } from './tap.ts';

/** Answers that are not kept: of services that act or are a file of their own, and messages out of a stream. */
const unkept = /\.(RELOAD|KICK|LDM|PROFILEZ)$|\.API\.(DIRECT\.GET|STREAM\.MSG\.GET)\./;

class TappedWire implements Wire {
	readonly #wire: Wire;
	readonly #tap: Tap;

	constructor(wire: Wire, tap: Tap) {
		this.#wire = wire;
		this.#tap = tap;
	}

	async ask(subject: string, body: Fields | undefined, options: AskOptions): Promise<Result<Reply>> {
		const began = performance.now();
		const result = await this.#wire.ask(subject, body, options);
		if (unkept.test(subject)) return result;
		if (result.ok) this.#tap.answer(subject, body, result.value.ms, result.value.data);
		else this.#tap.noAnswer(subject, body, performance.now() - began, result.failure);
		return result;
	}

	async gather(subject: string, body: Fields | undefined, options: GatherOptions): Promise<GatherEnd> {
		const began = performance.now();
		const end = await this.#wire.gather(subject, body, {
			...options,
			onAnswer: (answer) => {
				this.#tap.answer(subject, body, answer.ms, answer.data);
				return options.onAnswer(answer);
			},
		});
		this.#tap.noAnswer(subject, body, performance.now() - began, { end });
		return end;
	}

	readonly subscribe: Wire['subscribe'] = (...options) => this.#wire.subscribe(...options);
	readonly rtt: Wire['rtt'] = () => this.#wire.rtt();
	readonly watch: Wire['watch'] = (listener) => this.#wire.watch(listener);
	readonly server: Wire['server'] = () => this.#wire.server();
	readonly isClosed: Wire['isClosed'] = () => this.#wire.isClosed();
	readonly now: Wire['now'] = () => this.#wire.now();
	readonly close: Wire['close'] = () => this.#wire.close();
}

const tapped = new WeakMap<Wire, Wire>();

/** The same wire, always as the same object, with a tap that is told all that is asked over it. */
export const tappedWire = (wire: Wire, tap: Tap): Wire => {
	const known = tapped.get(wire) ?? new TappedWire(wire, tap);
	tapped.set(wire, known);
	return known;
};
