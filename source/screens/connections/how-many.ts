// Whether there are too many connections in a scope to ask for all of them in each round.

import type { ServerRow } from '../../model/fleet.ts';
import { countConnections } from '../../nats/connections-round.ts';
import type { ConnectionsMemory, RoundNeeds, ScopeCount } from './memory.ts';
import type { Whom } from './rounds.ts';
import { connectionsOn, mostExact } from './sampled.ts';
import type { ConnectionScope } from './scope.ts';
import type { ConnectionsSnapshot } from './snapshot.ts';

/** All of them are asked for again below this part of the limit: at the limit each round would be of the other kind. */
const leftBelow = 0.8;

/** Scopes whose counts are kept. */
const mostCounts = 100;

const keep = ({ counts }: ConnectionsMemory, scope: string, count: ScopeCount): void => {
	counts.delete(scope);
	counts.set(scope, count);
	const [oldest] = counts.keys();
	if (counts.size > mostCounts && oldest !== undefined) counts.delete(oldest);
};

/** Asks how many there are; of a server that does not answer all may be in the scope. */
const learnCount = async (
	{ key, body }: ConnectionScope,
	{ wire, memory, round: { signal, spend } }: RoundNeeds,
	{ servers, asked, timeout }: Whom,
): Promise<number> => {
	const counts = await countConnections(asked, { wire, scope: body, timeout, signal, spend });
	const unheard: ServerRow[] = servers.filter(({ info }) => !counts.has(info.id));
	const total = [...counts.values()].reduce((sum, each) => sum + each, connectionsOn(unheard));
	if (!signal.aborted && unheard.length === 0) keep(memory, key, { total, servers: counts });
	return total;
};

/** Whether a part of them is to be asked for. The count in the scope of an account is learned first, where it matters. */
export const isTooMany = async (scope: ConnectionScope, needs: RoundNeeds, whom: Whom): Promise<boolean> => {
	const { memory } = needs;
	const { acc, ...others } = scope.body;
	// Servers page these by what they leave out as well: a sweep would not know where it is.
	if (scope.cid !== undefined || Object.keys(others).length > 0) return false;
	const isSampled = memory.sampler?.book === memory.book;
	const most = isSampled ? leftBelow * mostExact : mostExact;
	const whole = connectionsOn(whom.servers);
	if (acc === undefined || whole <= most) return whole > most;
	return (memory.counts.get(scope.key)?.total ?? (await learnCount(scope, needs, whom))) > most;
};

/** Remembers how many a round has found in the scope of an account. */
export const learnTotal = (
	{ key, body }: ConnectionScope,
	{ memory, round }: RoundNeeds,
	{ asked, answered, total, sampled }: ConnectionsSnapshot,
): void => {
	// Of a sampled round a server that has not answered is counted as it was before.
	if (body.acc === undefined || round.signal.aborted || (answered < asked && sampled === undefined)) return;
	keep(memory, key, { total, servers: memory.counts.get(key)?.servers ?? new Map() });
};
