// Asks one server for the raft groups of its streams and consumers: JSZ names them, RAFTZ tells of those of one account at a time.

import { type AssetGroupRow, assetGroupRows } from '../../model/jetstream/asset-group.ts';
import type { RaftView } from '../../model/jetstream/raft.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import { gatherJsz } from '../../nats/gather-jsz.ts';
import type { Cost } from '../../nats/governor.ts';
import type { JszAnswer } from '../../nats/jsz.ts';
import { askRaftz, raftzSince } from '../../nats/raftz.ts';
import { failureText } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { workThrough } from '../../nats/work-through.ts';
import { isTooOld } from './groups.ts';

/** Accounts whose groups are asked for. */
const mostAccounts = 200;

/** Thousands of groups of one account are one answer, unpacked. */
const longestAnswer = 16 * 1024 * 1024;

/** The groups of a server, or why they are not known. */
export type AssetGroups = {
	rows: readonly AssetGroupRow[];
	/** Our clock; absent before the first answer. */
	at?: number;
	/** The subject that our user may not ask on. */
	denied?: string;
	/** Why there are none. */
	failed?: string;
	/** What is missing. */
	partial?: string;
};

export const noAssetGroups: AssetGroups = { rows: [] };

type Needs = { wire: Wire; timeout: number; signal?: AbortSignal; spend?: (cost: Cost) => void };

/** What one server says; an account without a group in JSZ is not asked for. */
export const askAssetGroups = async (
	server: AskedServer,
	{ wire, timeout, signal, spend }: Needs,
): Promise<AssetGroups> => {
	if (isTooOld(server))
		return { rows: [], failed: `Raft groups need nats-server ${raftzSince}; this is ${server.version}.` };
	const rest = { timeout, ...(signal && { signal }), ...(spend && { spend }) };
	let held: JszAnswer | undefined;
	const round = await gatherJsz(wire, {
		...{ kind: 'everything', servers: [server], ...rest },
		onAnswer: (answer) => {
			held = answer;
		},
	});
	const at = wire.now();
	if (round.denied !== undefined) return { rows: [], at, denied: permissionPattern(round.denied) };
	if (held === undefined)
		return { rows: [], failed: round.refused[0]?.words ?? `${server.name} has not answered.` };
	if (held.isOff) return { rows: [], at, failed: `JetStream is off on ${server.name}.` };
	const groups = [...held.streams, ...held.consumers].filter(({ group }) => group?.raftGroup !== undefined);
	const accounts = [...new Set(groups.map(({ account }) => account))];
	const views: RaftView[] = [];
	const unheard: string[] = [];
	const denied = await workThrough(
		accounts.slice(0, mostAccounts),
		async (account) => {
			const options = { timeout, rtt: server.rtt, longest: longestAnswer, ...(spend && { spend }) };
			const result = await askRaftz(wire, server.id, { account }, options);
			if (result.ok) views.push(...result.value);
			else unheard.push(failureText(result.failure));
			return result.ok ? undefined : result.failure;
		},
		{ ...(signal && { signal }) },
	);
	if (denied?.kind === 'denied') return { rows: [], at, denied: permissionPattern(denied.subject) };
	const parts = [
		...(unheard.length > 0
			? [`${accounts.length - unheard.length} of ${accounts.length} accounts: ${unheard[0]}`]
			: []),
		...(accounts.length > mostAccounts ? [`the first ${mostAccounts} of ${accounts.length} accounts`] : []),
		...(held.isCut ? ['not all streams and consumers are named'] : []),
	];
	return { rows: assetGroupRows(views, held), at, ...(parts.length > 0 && { partial: parts.join('   ') }) };
};
