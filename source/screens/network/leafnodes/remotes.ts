// Finds leafnode remotes without a connection: VARZ tells which there should be, LEAFZ which there are, HEALTHZ is the server's own word.

import type { ServerRow } from '../../../model/fleet.ts';
import type { LeafBook } from '../../../model/network/leaf-book.ts';
import {
	type LeafRemote,
	type MissingRemote,
	remotesInWords,
	unconnected,
} from '../../../model/network/leaf-remotes.ts';
import type { LeafEntry } from '../../../model/network/told.ts';
import type { ServerInfo } from '../../../model/server.ts';
import type { Cost } from '../../../nats/governor.ts';
import { askHealthz, tellsRemotes } from '../../../nats/healthz.ts';
import type { Wire } from '../../../nats/wire.ts';
import { workThrough } from '../../../nats/work-through.ts';
import { versionNumber } from '../../../table/version-number.ts';

/** Since then a remote can be disabled, which VARZ does not tell. */
const disabledSince = versionNumber('2.12.0') ?? 0;

const canBeDisabled = (version: string | undefined): boolean =>
	(versionNumber(version) ?? disabledSince) >= disabledSince;

/** Ways to NATS on which our user may not ask HEALTHZ. */
const deniedOn = new WeakSet<Wire>();

type Needs = {
	wire: Wire;
	book: LeafBook;
	servers: readonly Pick<ServerRow, 'info' | 'varz'>[];
	/** What servers told in this round, by their ids. */
	told: ReadonlyMap<string, readonly LeafEntry[]>;
	timeout: number;
	signal?: AbortSignal;
	spend?: (cost: Cost) => void;
};

const missingBy = (remotes: readonly LeafRemote[], isSure: boolean): readonly MissingRemote[] =>
	remotes.map((remote) => ({ ...remote, isSure }));

/** A server that can say so itself is asked, where a remote seems to have no connection. */
export const lookForRemotes = async (needs: Needs): Promise<void> => {
	const { wire, book, servers, told, timeout, signal, spend } = needs;
	const suspects: { info: ServerInfo; missing: readonly LeafRemote[] }[] = [];
	for (const { info, varz } of servers) {
		const entries = told.get(info.id);
		if (entries === undefined) continue;
		const missing = unconnected(varz?.leafs?.remotes ?? [], entries, varz?.leafs?.letsIn ?? true);
		if (missing.length > 0 && tellsRemotes(info.version)) suspects.push({ info, missing });
		else book.remotes.told(info, missingBy(missing, !canBeDisabled(info.version)), wire.now());
	}
	await workThrough(
		suspects,
		async ({ info, missing }) => {
			const result = deniedOn.has(wire)
				? undefined
				: await askHealthz(wire, info, 'cheap', { timeout, ...(spend && { spend }) });
			if (result?.ok === false && result.failure.kind === 'denied') deniedOn.add(wire);
			const words = result?.ok ? result.value.remotes?.words : undefined;
			const found = words && remotesInWords(words);
			book.remotes.told(info, missingBy(found ?? missing, found !== undefined), wire.now());
			return undefined;
		},
		{ ...(signal && { signal }) },
	);
};
