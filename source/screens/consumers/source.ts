// Asks all servers with JetStream for their consumers, round after round, for as long as somebody looks.

import type { Consumer } from '../../model/jetstream/consumer.ts';
import { objectKey } from '../../model/jetstream/told.ts';
import type { JszKind } from '../../nats/jsz.ts';
import type { Wire } from '../../nats/wire.ts';
import { inSteps } from '../in-steps.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import { JszRounds, jszClass } from '../jetstream/jsz-rounds.ts';
import { countBook, type TabCounts } from '../jetstream/tab-counts.ts';
import { polledSource, type Round } from '../polled-source.ts';
import type { Source, Watching } from '../source.ts';
import { type ConsumersMemory, consumersMemoryOf } from './memory.ts';
import { accountMeant, copiesOn, goneServers, mostCopies, taker } from './round.ts';
import { type ConsumersSnapshot, noConsumers, type OnlyAccount } from './snapshot.ts';

/** Milliseconds between two rounds: of all, of one that is open, and after somebody has lost its leader. */
const [listBase, openBase, soonBase] = [10_000, 5000, 5000];

/** Milliseconds after which configurations are asked for again, and those of new consumers. */
const [configBase, newBase] = [120_000, 10_000];

/** Milliseconds from a round with new consumers to one with their configurations. */
const newSoon = 1000;

/** The interval that these are told for, milliseconds. */
const usualInterval = 2000;

/** A round is late where it takes so many times what was wished. */
const late = 1.5;

/** Timers come late or early by so much, milliseconds. */
const slack = 100;

type Asking = Round<ConsumersSnapshot>;

/** Whom a round is about: all, those of an account, or one that is open. */
type Scope = { account?: string; only?: OnlyAccount; one?: Consumer };

type Rest = Pick<ConsumersSnapshot, 'accountNames' | 'period' | 'events' | 'stream'>;

/** A snapshot with these; the very same where they are no others: all rows would be looked through for it. */
const withRest = (before: ConsumersSnapshot, rest: Rest): ConsumersSnapshot => {
	const isSame =
		before.accountNames === rest.accountNames &&
		before.period === rest.period &&
		before.events === rest.events &&
		before.stream === rest.stream;
	return isSame ? before : { ...before, events: undefined, stream: undefined, ...rest };
};

/** What one open list goes by. */
class ConsumerRounds {
	readonly rounds: JszRounds;
	readonly #memory: ConsumersMemory;
	/** The account that was asked for last, and when the last rounds began, our clock. */
	#asked?: { account?: string; at: number; began: number; configsAt?: number };
	/** Milliseconds between the last round and the next. */
	#span = listBase;
	#countedAt?: number;
	/** Consumers that nobody told the configuration of when all were asked. */
	#unconfigured = 0;

	constructor(readonly watching: Watching) {
		this.rounds = new JszRounds(watching);
		this.#memory = consumersMemoryOf(watching);
	}

	async next(wire: Wire, before: ConsumersSnapshot, round: Asking): Promise<ConsumersSnapshot> {
		const { watching, rounds } = this;
		const { book, copies } = this.#memory;
		const { rows } = watching.servers.get().fleet;
		const { asked: all, off } = withJetStream(rows);
		await this.#count(wire, all, round);
		const rest = this.#rest(round);
		const { account, only, one } = this.#scope(before, round);
		if (only !== undefined && only.account === undefined)
			return { ...before, ...rest, consumers: [], round: { ...before.round, at: wire.now() }, only };
		const began = wire.now();
		const kind = this.#kind(began, account, one !== undefined, round);
		const holders = new Set(one?.replicas.map(({ name }) => name));
		const servers = one === undefined ? all : all.filter(({ name }) => holders.has(name));
		const take = taker(book, rows, copies, account);
		const streams = new Set<string>();
		const facts =
			kind &&
			(await rounds.ask(wire, {
				...{ kind, base: this.#base(one !== undefined), servers, off, account, signal: round.signal },
				// Its own clock has said that it is time for them.
				isNow: round.isWished || kind === 'consumer-configs' || before.round.at === undefined,
				onAnswer(answer) {
					take(answer);
					for (const { account: of, stream } of answer.streams)
						streams.add(objectKey(answer.server.domain, of, stream));
				},
			}));
		// The budget may have said that it is too soon.
		if (facts === undefined || kind === undefined) return withRest(before, rest);
		const configsAt = kind === 'consumer-configs' ? began : this.#asked?.configsAt;
		this.#asked = {
			at: began,
			began: performance.now(),
			...(account !== undefined && { account }),
			...(configsAt && { configsAt }),
		};
		const names = new Set(servers.map(({ name }) => name));
		const ended = { at: wire.now(), gone: goneServers(rows), asked: names };
		const known = await inSteps(book.steps(ended));
		if (kind !== 'consumers') this.#unconfigured = book.unconfigured;
		for (const [key, name] of new Map(known.map((row) => [row.account, row.accountName]))) {
			if (name !== key) watching.learnName(key, name);
			else watching.wantName(key);
		}
		const consumers = only === undefined ? known : known.filter((row) => row.account === account);
		const held = only && { ...only, copies: book.copiesOf(account) };
		// Who opens one is told how complete the list is that it stands in.
		const whole = one === undefined ? facts : before.round;
		const paced = { ...whole, at: facts.at, every: this.#every(rest.period) };
		const isAll = account === undefined && one === undefined && facts.answered === facts.expected;
		const counts = this.#counts(wire.now(), isAll ? { consumers: known.length, streams: streams.size } : {});
		return { ...rest, consumers, round: paced, counts, ...(held && { only: held }) };
	}

	/** Counts of the tabs. A stream of which only others have a copy is in the list of streams alone: what that counted stands. */
	#counts(now: number, { consumers, streams }: TabCounts): TabCounts {
		const counts = countBook(this.watching);
		counts.take('jetstream', this.watching.servers.get().fleet.rows.length, now);
		counts.take('consumers', consumers, now);
		if (counts.at(now).streams === undefined) counts.take('streams', streams, now);
		return counts.at(now);
	}

	/** Milliseconds until it is looked again whether it is time to ask. */
	wait(): number {
		const left = this.#asked === undefined ? 0 : this.#asked.began + this.#span - performance.now();
		return left > 0 ? Math.min(left, usualInterval) : this.rounds.untilNext();
	}

	/** Milliseconds between two rounds of the list, where the budget makes them much longer than wished. */
	#every(period: number): number | undefined {
		const every = this.watching.governor.period(jszClass('consumers'), period);
		return every > late * period ? every : undefined;
	}

	/** What does not depend on answers. */
	#rest({ focused, asked: { stream } }: Asking): Rest {
		const { accountNames, events } = this.watching.events.get();
		return {
			accountNames,
			period: (this.#base(focused !== undefined) * this.watching.interval()) / usualInterval,
			...(focused !== undefined && { events }),
			...(stream !== undefined && { stream }),
		};
	}

	/** Learns how many there are before all of them are asked for, and now and then where they are not. */
	async #count(
		wire: Wire,
		servers: ReturnType<typeof withJetStream>['asked'],
		{ signal }: Asking,
	): Promise<void> {
		const { copies } = this.#memory;
		const now = wire.now();
		const isKnown = this.#countedAt !== undefined && now - this.#countedAt < configBase;
		if (servers.length === 0 || isKnown) return;
		this.#countedAt = now;
		await this.rounds.ask(wire, {
			...{ kind: 'light', base: configBase, servers, signal, isNow: true },
			onAnswer: ({ server, totals }) => copies.set(server.id, totals.consumers ?? 0),
		});
	}

	#scope({ consumers }: ConsumersSnapshot, { asked, lookedAt, focused }: Asking): Scope {
		const memory = this.#memory;
		const { accountNames } = this.watching.events.get();
		const keyed = (wanted: string | undefined): Consumer | undefined =>
			wanted === undefined ? undefined : consumers.find(({ key }) => key === wanted);
		const one = keyed(focused);
		memory.account = keyed(lookedAt?.cursor)?.account ?? memory.account;
		const all = copiesOn(this.watching.servers.get().fleet.rows, memory.copies);
		const isMany = all > mostCopies;
		const wanted = asked.acc === undefined ? undefined : accountMeant(asked.acc, accountNames);
		const account = one?.account ?? wanted ?? (isMany ? memory.account : undefined);
		const name = account && (accountNames.get(account) ?? account);
		return { account, ...(isMany && { only: { account: name, copies: 0, all } }), one };
	}

	/** Milliseconds between two rounds, as somebody wishes them. */
	#base(isOpen: boolean): number {
		if (isOpen) return openBase;
		if (this.#isNewConfigDue()) return newSoon;
		return this.#memory.book.hasNewLeaderless ? soonBase : listBase;
	}

	/** Whether somebody came since configurations were asked for: without its own nothing says that nobody listens to it. */
	#isNewConfigDue(): boolean {
		return (
			this.#memory.book.unconfigured > this.#unconfigured && this.rounds.isDue('consumer-configs', newBase)
		);
	}

	/** What is asked for now; nothing where it is not time yet. */
	#kind(
		now: number,
		account: string | undefined,
		isOpen: boolean,
		{ isWished }: Asking,
	): JszKind | undefined {
		const last = this.#asked;
		const scale = this.watching.interval() / usualInterval;
		const hasPassed = (since: number | undefined, span: number): boolean =>
			since === undefined || now - since >= span * scale - slack;
		const isOther = last !== undefined && last.account !== account;
		this.#span = this.#base(isOpen) * scale;
		if (!isWished && !isOther && !hasPassed(last?.at, this.#base(isOpen))) return undefined;
		const { book } = this.#memory;
		const configs = book.unconfigured > 0 ? newBase : configBase;
		const isDue = hasPassed(last?.configsAt, configs) && this.rounds.isDue('consumer-configs', newBase);
		return isOpen ? 'everything' : isOther || isDue ? 'consumer-configs' : 'consumers';
	}
}

export const openConsumers = (watching: Watching): Source<ConsumersSnapshot> => {
	const consumers = new ConsumerRounds(watching);
	const source = polledSource<ConsumersSnapshot>(
		watching,
		noConsumers,
		(wire, before, round) => consumers.next(wire, before, round),
		{ keptAs: 'consumers', base: () => consumers.wait() },
	);
	return {
		...source,
		close() {
			consumers.rounds.close();
			source.close?.();
		},
	};
};
