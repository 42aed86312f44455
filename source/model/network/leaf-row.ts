// One leafnode: a connection as its hub tells it, and as the leaf does where that is seen too.

import type { Trouble } from '../checks/check.ts';
import type { RoundRing } from '../round-ring.ts';
import type { Traffic } from '../server.ts';
import type { LeafEntry, LinkTeller } from './told.ts';

/** What is kept of its last rounds, for trends. */
export const leafMetrics = ['out', 'in', 'rtt'] as const;

export type LeafRow = {
	key: string;
	/** The server that tells of it. */
	server: LinkTeller;
	/** What was told last. */
	end: LeafEntry;
	/** A second, once it was told of twice. */
	rates?: { in?: Traffic; out?: Traffic };
	/** Messages a second each way, and round trips. */
	history: RoundRing<(typeof leafMetrics)[number]>;
	/** When it was told of last, our clock. */
	heardAt: number;
	/** When it was not there any more, our clock. */
	goneSince?: number;
	/** Its server is gone, and it with it. */
	wentWithServer?: true;
	/** It is a remote of the server's configuration without a connection. */
	remote?: { urls: readonly string[]; isSure: boolean };
	/** Its server did not answer the last round. */
	isOld?: true;
	/** How often it connected within five minutes; absent where that is not known. */
	back?: number;
	/** When it connected, our clock, the newest first. */
	connects: readonly number[];
	/** What the other end says of the same connection. */
	other?: { server: LinkTeller; end: LeafEntry };
	/** The middle of its round trips of ten minutes, once it is known for one. */
	usualRtt?: number;
	/** The least of the last two measurements of it. */
	leastRtt?: number;
	/** The worst first. */
	troubles: readonly Trouble[];
	rank: number;
};

/** `hub` where the server that tells of it was dialled, `leaf` where it dialled; unknown before 2.9.15. */
export const roleOf = ({ end }: Pick<LeafRow, 'end'>): 'hub' | 'leaf' | undefined =>
	end.isSpoke === undefined ? undefined : end.isSpoke ? 'leaf' : 'hub';

/** What it is called: the server at the other end, else its address. */
export const leafName = ({ end, remote }: Pick<LeafRow, 'end' | 'remote'>): string | undefined =>
	remote?.urls[0] ?? end.name ?? end.ip;
