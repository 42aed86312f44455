// Asks servers with JetStream for the meta group, as each of them sees it.

import { firstAndMore } from '../../model/first-names.ts';
import type { ServerRow } from '../../model/fleet.ts';
import type { RaftView } from '../../model/jetstream/raft.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import type { Cost } from '../../nats/governor.ts';
import { askRaftz, metaGroup, raftzSince } from '../../nats/raftz.ts';
import { failureText } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { workThrough } from '../../nats/work-through.ts';
import { versionNumber } from '../../table/version-number.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import type { RoundFacts } from '../jetstream/round-facts.ts';
import type { RaftAsked } from './snapshot.ts';

const since = versionNumber(raftzSince) ?? 0;

/** Whether a server knows neither raft groups nor inner queues: both came with one version. */
export const isTooOld = ({ version }: AskedServer): boolean => (versionNumber(version) ?? since) < since;

/** What is said where every server is too old. */
const areTooOld = (all: readonly AskedServer[]): string => {
	const versions = [...new Set(all.map(({ version = '' }) => version))].sort();
	return `needs nats-server ${raftzSince}; ${all.length === 1 ? 'this is' : 'these are'} ${firstAndMore(versions)}`;
};

export type GroupsNeeds = {
	rows: readonly ServerRow[];
	/** Milliseconds to wait for an answer. */
	timeout: number;
	spend?: (cost: Cost) => void;
	signal?: AbortSignal;
};

/** Every server once; what it answered replaces what it answered before. Nothing where the link went away meanwhile. */
export const askGroups = async (
	wire: Wire,
	{ rows, timeout, spend, signal }: GroupsNeeds,
	before: RaftAsked,
): Promise<RaftAsked | undefined> => {
	const { asked: all, off } = withJetStream(rows);
	const asked = all.filter((server) => !isTooOld(server));
	const views = new Map<string, RaftView>();
	const silent: string[] = [];
	const refused: string[] = [];
	let answered = 0;
	const denied = await workThrough(
		asked,
		async ({ id, name, rtt }) => {
			const result = await askRaftz(wire, id, {}, { timeout, rtt, ...(spend && { spend }) });
			if (result.ok) {
				answered++;
				const view = result.value.find(({ group }) => group === metaGroup);
				if (view !== undefined) views.set(id, view);
				return undefined;
			}
			const { kind } = result.failure;
			if (kind === 'refused' || kind === 'broken' || kind === 'too-long')
				refused.push(`${name}: ${failureText(result.failure)}`);
			else silent.push(name);
			return result.failure;
		},
		{ ...(signal && { signal }) },
	);
	if (signal?.aborted || wire.isClosed()) return undefined;
	const at = wire.now();
	const isDenied = denied?.kind === 'denied';
	const round: RoundFacts = {
		...{ at, expected: asked.length, answered, refused, off },
		answeredAt: answered > 0 ? at : before.round.answeredAt,
		silent: isDenied ? [] : silent,
		...(asked.length === 0 && all.length > 0
			? { tooOld: [], failed: areTooOld(all) }
			: { tooOld: all.filter(isTooOld).map(({ name, version }) => `${name} (${version})`) }),
		...(isDenied && { denied: permissionPattern(denied.subject) }),
	};
	return { ...before, round, views };
};
