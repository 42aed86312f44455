// Asks once for the meta groups, for a command.

import { askIpQueuesz } from '../../nats/ipqueuesz.ts';
import { workThrough } from '../../nats/work-through.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import { isOffEverywhere, missingParts } from '../jetstream/round-facts.ts';
import type { Once, OnceOptions } from '../source.ts';
import { askGroups, isTooOld } from './groups.ts';
import { nothingAsked, type Queues, type RaftSnapshot, raftSnapshot } from './snapshot.ts';

/** What each server sees of its meta group; `detail` are its inner queues, too. */
export const raftOnce = async ({
	servers,
	wire,
	timeout,
	detail,
}: OnceOptions): Promise<Once<RaftSnapshot>> => {
	const { fleet, why, silent } = await servers('one');
	const { rows } = fleet;
	const found = (await askGroups(wire, { rows, timeout }, nothingAsked)) ?? nothingAsked;
	const { round } = found;
	const queues = new Map<string, Queues>();
	if (detail && round.denied === undefined) {
		const asked = withJetStream(rows).asked.filter((server) => !isTooOld(server));
		await workThrough(asked, async ({ id, rtt }) => {
			const result = await askIpQueuesz(wire, id, { timeout, rtt });
			if (result.ok) queues.set(id, { list: result.value, at: wire.now() });
			return result.ok ? undefined : result.failure;
		});
	}
	const at = wire.now();
	const denied = round.denied === undefined ? [] : [`not permitted to publish ${round.denied}`];
	// What leaders tell of themselves is there all the same.
	const missing = [...denied, ...missingParts(round), ...(round.failed === undefined ? [] : [round.failed])];
	return {
		...{ snapshot: raftSnapshot(fleet, { ...found, queues }), at, silent },
		...(rows.length === 0 && { failed: why }),
		...(missing.length > 0 && !isOffEverywhere(round) && { partial: missing.join('; ') }),
	};
};
