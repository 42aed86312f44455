// Asks for the stream that is open: its copies on all its servers, and what they say of its raft group.

import type { RaftView } from '../../model/jetstream/raft.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import type { Cost } from '../../nats/governor.ts';
import { askRaftz, raftzSince } from '../../nats/raftz.ts';
import { whyText } from '../../nats/requests.ts';
import type { Wire } from '../../nats/wire.ts';
import { versionNumber } from '../../table/version-number.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import type { Watching } from '../source.ts';
import { mayHaveOrphans, OrphanCount } from './orphans.ts';
import { hearing, momentOf, type StreamRoundNeeds } from './rounds.ts';
import type { OpenStream, StreamsSnapshot } from './snapshot.ts';

/** Milliseconds between two rounds of its copies. */
const copiesBase = 5000;

/** Longest wait for one answer, milliseconds. */
const answerLimit = 2000;

/** The class of these requests in the budget. */
const raftClass = 'raftz-one';

const since = versionNumber(raftzSince) ?? 0;

/** What every server with a copy says of the group. */
const askRafts = async (
	wire: Wire,
	{ account, raftGroup: group }: Stream,
	servers: readonly AskedServer[],
	spend: (cost: Cost) => void,
): Promise<Pick<OpenStream, 'rafts' | 'unheard'>> => {
	const rafts = new Map<string, RaftView>();
	const unheard = new Map<string, string>();
	if (group === undefined) return { rafts, unheard };
	await Promise.all(
		servers.map(async ({ id, name, version, rtt }) => {
			if ((versionNumber(version) ?? since) < since) {
				unheard.set(name, `too old: ${version}`);
				return;
			}
			const options = { timeout: answerLimit, ...(rtt !== undefined && { rtt }), spend };
			const result = await askRaftz(wire, id, { account, group }, options);
			const view = result.ok ? result.value.find((one) => one.group === group) : undefined;
			if (view) rafts.set(name, view);
			else unheard.set(name, result.ok ? 'has no such group' : whyText(result.failure) || 'no answer');
		}),
	);
	return { rafts, unheard };
};

/** One round of the stream that is open. */
export const openRound = async (
	needs: StreamRoundNeeds & { watching: Pick<Watching, 'governor'> },
	key: string,
): Promise<StreamsSnapshot> => {
	const { wire, before, memory, rounds, watching, round } = needs;
	const log = watching.events.get();
	const rest = { accountNames: log.accountNames, events: log.events };
	const stream = before.streams.find((each) => each.key === key);
	if (stream === undefined) return { ...before, ...rest };
	const names = new Set(stream.replicas.map(({ name }) => name));
	const { asked } = withJetStream(watching.servers.get().fleet.rows);
	const servers = asked.filter(({ name }) => names.has(name));
	const began = wire.now();
	const hear = hearing(needs, 'copies', stream.account);
	const orphans = new OrphanCount(stream);
	const facts = await rounds.ask(wire, {
		...{ kind: 'everything', base: copiesBase, servers, account: stream.account, signal: round.signal },
		isNow: before.one?.key !== key || needs.isWished || memory.isStirred,
		onAnswer(answer) {
			hear(answer);
			orphans.take(answer.consumers);
		},
	});
	if (facts !== undefined) {
		memory.isStirred = false;
		memory.orphans = mayHaveOrphans(stream) ? orphans.result(momentOf(needs).standOf) : undefined;
	}
	const { governor } = watching;
	governor.begin(raftClass);
	const told = await askRafts(wire, stream, servers, (cost) => governor.spend(raftClass, cost));
	if (round.signal.aborted) return before;
	const { book } = memory;
	const streams =
		facts === undefined ? book.now(momentOf(needs)) : book.endRound(momentOf(needs), 'copies', began);
	return {
		...{ ...before, ...rest, streams, orphans: memory.orphans },
		one: { key, ...told, at: wire.now() },
	};
};
