// A round of a system with too many connections to ask for all of them: who leads, who is new, a part of the rest.

import type { ConnectionBook } from '../../model/connection-book.ts';
import { ConnectionSample } from '../../model/connection-sample.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { SweepClock } from '../../model/sweep-clock.ts';
import { ClientTraffic } from '../../nats/client-traffic.ts';
import type { AskedServer, TokenMemory } from '../../nats/connections-round.ts';
import type { ConnzScope } from '../../nats/connz.ts';
import { type Failure, whyText } from '../../nats/requests.ts';
import { type PlannedServer, SamplePlan } from '../../nats/sample-plan.ts';
import { askPins, askSample } from '../../nats/sample-round.ts';
import type { Wire } from '../../nats/wire.ts';
import type { Round } from '../polled-source.ts';
import type { LookedAt } from '../source.ts';
import type { ConnectionsSnapshot, Sampled, Unheard } from './snapshot.ts';

/** Up to so many connections all of them are asked for in each round. */
export const mostExact = 16_384;

/** How many connections these servers have, as they say of themselves. */
export const connectionsOn = (rows: readonly ServerRow[]): number =>
	rows.reduce((sum, { statsz }) => sum + (statsz?.connections ?? 0), 0);

const planned = ({ info, statsz, rates, slowGrowth }: ServerRow, connections?: number): PlannedServer => ({
	id: info.id,
	connections: connections ?? statsz?.connections ?? 0,
	msgs: ((rates?.clientsIn ?? rates?.in)?.msgs ?? 0) + ((rates?.clientsOut ?? rates?.out)?.msgs ?? 0),
	isTroubled: slowGrowth !== undefined || (rates?.stalls ?? 0) > 0,
});

const part = (known: number, all: number): number => (all < 1 ? 1 : Math.min(1, known / all));

export type SampledNeeds = {
	wire: Wire;
	tokens: TokenMemory;
	scope: ConnzScope;
	/** Those that can answer. */
	rows: readonly ServerRow[];
	servers: readonly AskedServer[];
	maxPending: ReadonlyMap<string, number>;
	/** How many are in the scope of an account on each server, where that is known. */
	counts?: ReadonlyMap<string, number>;
	timeout: number;
	lookedAt?: LookedAt;
	round: Pick<Round<ConnectionsSnapshot>, 'signal' | 'spend'> &
		Partial<Pick<Round<never>, 'isWished' | 'follows'>>;
	/** Something more is known. */
	onPage: (known: () => Omit<SampledRound, 'denied'>) => void;
};

/** What a round comes to. */
export type SampledRound = Pick<ConnectionsSnapshot, 'total' | 'asked' | 'answered' | 'unheard' | 'isCut'> & {
	sampled: Sampled;
	denied?: Failure;
};

/** What is kept from round to round. */
export class Sampler {
	readonly sample: ConnectionSample;
	readonly #plan = new SamplePlan();
	/** Of servers that do not tell it with their statsz. */
	readonly #traffic = new ClientTraffic();
	/** Servers that were asked, and why the last answer of each did not come. */
	readonly #heard = new Map<string, string | undefined>();
	readonly #clock = new SweepClock();

	constructor(readonly book: ConnectionBook) {
		this.sample = new ConnectionSample(book);
	}

	/** Asks as planned, and then for those by name that no page had. */
	async round(needs: SampledNeeds): Promise<SampledRound> {
		const { wire, tokens, scope, rows, servers, maxPending, counts, timeout, round, lookedAt, onPage } =
			needs;
		const { sample } = this;
		const ids = new Set(servers.map(({ id }) => id));
		for (const id of [...this.#heard.keys()]) if (!ids.has(id)) this.#heard.delete(id);
		this.#clock.begin(performance.now(), round.follows === true);
		this.#traffic.keep(ids);
		sample.begin(ids);
		const sort = lookedAt?.sort ?? { column: 'trouble', descending: true };
		const options = { wire, tokens, timeout, signal: round.signal, spend: round.spend, scope };
		const denied = await askSample(
			this.#plan.next(
				rows.map((row) => {
					const { id } = row.info;
					return planned(
						row,
						scope.acc === undefined ? undefined : (this.#plan.total(id) ?? counts?.get(id)),
					);
				}),
				sort,
			),
			{
				...options,
				plan: this.#plan,
				servers: new Map(servers.map((server) => [server.id, server])),
				onPage: (server, page, how, isEnd) => {
					const serverId = server.id;
					const rest = { heardAt: wire.now(), maxPending: maxPending.get(serverId), account: scope.acc };
					sample.took({ serverId, rows: page.rows, how, ...rest });
					if (isEnd) sample.swept(serverId);
					onPage(() => this.#result(needs));
				},
				onServer: ({ id }, failure) => {
					this.#heard.set(id, failure && whyText(failure));
					if (failure) this.book.silent(id, wire.now());
					else this.book.heard(id);
				},
			},
		);
		const mute = new Set(rows.flatMap((row) => (row.rates && !tellsClients(row) ? row.info.id : [])));
		if (mute.size > 0 && denied === undefined && scope.acc === undefined)
			await this.#traffic.ask(wire, mute, { timeout, ...round });
		let isOver = false;
		if (denied === undefined && !round.signal.aborted) {
			await askPins(sample.pins(lookedAt?.cursor), options, (pin, { rows: found }) => {
				const { serverId } = pin;
				if (found.length === 0) sample.gone(pin);
				else {
					const rest = { heardAt: wire.now(), maxPending: maxPending.get(serverId) };
					sample.took({ serverId, rows: found, how: 'pin', ...rest });
				}
			});
			sample.end(lookedAt?.cursor);
			isOver = this.#plan.endRound();
		}
		this.#clock.end(performance.now(), isOver);
		return { ...this.#result(needs), ...(denied && { denied }) };
	}

	#result({ rows, servers, scope }: SampledNeeds): Omit<SampledRound, 'denied'> {
		const unheard: Unheard[] = servers.flatMap(({ id, name }) => {
			const why = this.#heard.get(id);
			return why === undefined ? [] : [{ name, why }];
		});
		const asked = this.#heard.size;
		return {
			total: rows.reduce((sum, { info, statsz }) => {
				return sum + (this.#plan.total(info.id) ?? statsz?.connections ?? 0);
			}, 0),
			...{ asked, answered: asked - unheard.length, unheard, isCut: false },
			sampled: this.#sampled(rows, scope),
		};
	}

	#sampled(rows: readonly ServerRow[], { acc }: ConnzScope): Sampled {
		const { ended, done } = this.#plan.state;
		const { took } = this.#clock;
		const left = this.#clock.left(performance.now(), done);
		return {
			// What servers say of their clients is of those of all accounts.
			...(acc === undefined ? this.#shares(rows) : { shares: {} }),
			...{ sweeps: ended, done },
			...(took !== undefined && { took }),
			...(left !== undefined && { left }),
		};
	}

	/** What is measured, of what the servers say that clients send and take. */
	#shares(rows: readonly ServerRow[]): Pick<Sampled, 'shares' | 'all'> {
		const telling = rows.filter(({ rates }) => rates !== undefined);
		if (telling.length === 0) return { shares: {} };
		const all = { in: 0, out: 0 };
		for (const { info, rates } of telling) {
			const own = tellsClients({ rates })
				? { in: rates?.clientsIn?.msgs ?? 0, out: rates?.clientsOut?.msgs ?? 0 }
				: this.#traffic.rates(info.id);
			if (own === undefined) return { shares: {} };
			all.in += own.in;
			all.out += own.out;
		}
		const known = this.sample.rates(telling.map(({ info }) => info.id));
		return { shares: { out: part(known.out, all.out), in: part(known.in, all.in) }, all };
	}
}

/** Whether a server tells what clients alone send and take. */
const tellsClients = ({ rates }: Pick<ServerRow, 'rates'>): boolean =>
	rates?.clientsIn !== undefined && rates.clientsOut !== undefined;
