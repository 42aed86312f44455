// What the screen of connections is drawn from, and how complete it is.

import type { Connection } from '../../model/connection.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import { withCommas } from '../../model/count-words.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { Honesty } from '../list-facts.ts';

/** A server that was asked in vain, and why. */
export type Unheard = { name: string; why: string };

export type OpenConnection = {
	key: string;
	before?: Connection;
	/** Its server does not remember it, or did not answer: why, in words. */
	why?: string;
};

/** How much of all messages goes by connections that are measured, from 0 to 1; absent where that cannot be told. */
export type Shares = { out?: number; in?: number };

/** How far it is known who talks, where there are too many connections to ask for all of them in each round. */
export type Sampled = {
	shares: Shares;
	/** Messages a second that servers say all clients send and take; absent where they do not. */
	all?: { in: number; out: number };
	/** Sweeps through all connections that have come to their end, and of the one under way, from 0 to 1. */
	sweeps: number;
	done: number;
	/** Milliseconds that the last sweep took, and those until the one under way ends. */
	took?: number;
	left?: number;
};

export type ConnectionsSnapshot = {
	rows: readonly ConnectionRow[];
	/** How many there are, as the servers say that answered. */
	total: number;
	/** Servers asked in the last round, or so far in the first. */
	asked: number;
	answered: number;
	unheard: readonly Unheard[];
	/** A server has more than are read. */
	isCut: boolean;
	/** Only those in a scope were asked for. */
	isNarrowed?: boolean;
	/** Set where only a part of all connections is asked for in a round. */
	sampled?: Sampled;
	/** The subject that our user may not ask on. */
	denied?: string;
	/** Why the filter cannot be asked for, as a sentence. */
	unclear?: string;
	/** When the last round ended, our clock; absent before. */
	at?: number;
	/** Milliseconds between two rounds, where they are longer than wished. */
	every?: number;
	/** The connection that is open alone: what it listened to before, and what came of asking for it. */
	one?: OpenConnection;
	/** What happened lately, for the events of a connection. */
	events?: readonly LoggedEvent[];
	/** By their keys. */
	accountNames: ReadonlyMap<string, string>;
};

export const noConnections: ConnectionsSnapshot = {
	...{ rows: [], total: 0, asked: 0, answered: 0, unheard: [], isCut: false },
	accountNames: new Map(),
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)}s`;

/** Less than this part of the traffic known is a warning. */
const leastShare = 0.8;

type Way = { way: 'in' | 'out'; share: number };

/** Both directions as far as they are known. */
const waysOf = ({ out, in: into }: Shares): Way[] => [
	...(out === undefined ? [] : [{ way: 'out', share: out } as const]),
	...(into === undefined ? [] : [{ way: 'in', share: into } as const]),
];

const lower = ([first, ...others]: readonly Way[]): Way | undefined =>
	others.reduce((least, each) => (least && each.share < least.share ? each : least), first);

/** `94% of out`, `61%! of out`. */
const shareText = ({ way, share }: Way): string =>
	`${Math.floor(share * 100)}%${share < leastShare ? '!' : ''} of ${way}`;

/** `39% of out is in connections not found yet: sweep 62% done, 13s to go`; nothing where that is little. */
export const notFoundText = ({ sampled }: ConnectionsSnapshot): string | undefined => {
	const worst = sampled && lower(waysOf(sampled.shares));
	if (worst === undefined || worst.share >= leastShare) return undefined;
	const left = sampled?.left === undefined ? '' : `, ${Math.ceil(sampled.left / 1000)}s to go`;
	const missing = 100 - Math.floor(worst.share * 100);
	const done = Math.floor((sampled?.done ?? 0) * 100);
	return `${missing}% of ${worst.way} is in connections not found yet: sweep ${done}% done${left}.`;
};

/** `sampled: 94% of out, 91% of in known   sweep 33s`; where room is short the lower of the two. */
const sampledTexts = ({ shares, took, done }: Sampled): [text: string, short: string] => {
	const ways = waysOf(shares);
	const worst = lower(ways);
	const sweep = `sweep ${took === undefined ? `${Math.floor(done * 100)}% done` : `${Math.ceil(took / 1000)}s`}`;
	const said = (known: readonly Way[]): string =>
		known.length === 0
			? `sampled, share not known   ${sweep}`
			: `sampled: ${known.map(shareText).join(', ')} known   ${sweep}`;
	return [said(ways), said(worst ? [worst] : [])];
};

/** `all 312 counted, every 3.6s   8 of 8 answered`, `297 counted   7 of 8 answered: west-3`. */
export const connectionsHonesty = (snapshot: ConnectionsSnapshot): Honesty => {
	const { at, asked, answered, unheard, total, every, denied, isCut, rows, sampled, unclear } = snapshot;
	if (denied !== undefined) {
		const still = 'Who came and went is in the log (3), and how many there are with the servers (1).';
		return { at, denied: { subject: denied, still } };
	}
	if (unclear !== undefined) return { at, failed: unclear };
	if (asked === 0) return { at };
	const whom = `${answered} of ${asked} answered`;
	const hasMore = sampled !== undefined ? ({ hasMore: true } as const) : {};
	if (at === undefined) return { at, partial: `asking ${asked} servers   ${answered} answered`, ...hasMore };
	if (answered === 0) return { at, failed: `${whom}: ${unheard[0]?.why || 'no answer'}` };
	const all = answered < asked ? '' : 'all ';
	const counted = isCut
		? `${withCommas(rows.length)} of ${withCommas(total)} known`
		: `${all}${withCommas(total)} counted`;
	const pace = every === undefined ? '' : `, every ${seconds(every)}`;
	const names = unheard.map(({ name, why }) => (why === '' ? name : `${name} (${why})`));
	const missing =
		names.length === 0 ? '' : `: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}`;
	if (sampled !== undefined) {
		const [text, short] = sampledTexts(sampled);
		const [long, brief] = [`${text}   ${whom}${missing}`, `${short}   ${answered} of ${asked}${missing}`];
		return { at, partial: long, short: brief, ...hasMore, every };
	}
	const said = `${counted}${pace}   ${whom}${missing}`;
	return { at, every, ...(answered < asked || isCut ? { partial: said } : { note: said }) };
};
