// The pane about the selected server: its worst route, in words, and the keys that lead on.

import { bytes } from '../../../format/number.ts';
import { emptyPane } from '../../../format/pane-title.ts';
import { roomyColumns } from '../../../format/screen-sizes.ts';
import { age, clock, rtt, uptime } from '../../../format/time.ts';
import { countWords } from '../../../model/count-words.ts';
import { firstAndMore } from '../../../model/first-names.ts';
import { maxPendingOf } from '../../../model/max-pending.ts';
import type { RoutePeer } from '../../../model/network/route-peer.ts';
import type { RouteRow } from '../../../model/network/route-row.ts';
import { routePeersOf } from '../../../model/route-peers.ts';
import type { Size } from '../../screen.ts';
import {
	type DetailLine,
	figureLine,
	flowLines,
	linkPane,
	rateText,
	tallRows,
	troubleMark,
} from '../trends.ts';
import type { RouteLook } from './facts.ts';
import { tripRange } from './figures.ts';

const gravity = { missing: 3, 'one-sided': 2, short: 1 } as const;

/** The server whose route to this one is worst: what is lost, else what is slow, else what most waits for. */
export const worstPeer = (row: RouteRow): string | undefined => {
	if (!row.isOld) {
		const [worst] = (row.server.routeTroubles ?? []).toSorted((a, b) => gravity[b.kind] - gravity[a.kind]);
		const [slow] = row.slowPeers;
		if (worst || slow) return worst?.peer ?? slow;
	}
	const peers = [...row.peers.values()].filter(({ name }) => row.group.names.includes(name));
	const [first] = peers.toSorted(
		(a, b) => (b.pending ?? 0) - (a.pending ?? 0) || (b.rtt ?? 0) - (a.rtt ?? 0),
	);
	return first?.name ?? row.group.names.find((name) => name !== row.name);
};

const other = (row: RouteRow, peer: string, { members }: RouteLook): RouteRow | undefined =>
	members.get(row.group.id)?.find(({ name }) => name === peer);

/** `east-1 sees east-2, east-3 and 2 more, and not east-6; east-6 has not answered for 4s.` */
const seesSentence = (row: RouteRow, peer: string, look: RouteLook): string => {
	const { glyphs, now } = look;
	const names = row.server.statsz ? routePeersOf(row.server.statsz).names : new Set<string>();
	const seen = row.group.names.filter((name) => names.has(name));
	const far = other(row, peer, look);
	const farNames = far?.server.statsz && !far.isOld ? routePeersOf(far.server.statsz).names : undefined;
	const sees = seen.length === 0 ? 'nobody' : firstAndMore(seen, 2);
	if (far?.isOld || far === undefined) {
		const silent =
			far?.server.receivedAt === undefined
				? `${peer} does not answer`
				: `${peer} has not answered for ${age(now - far.server.receivedAt, glyphs)}`;
		return `${row.name} sees ${sees}, and not ${peer}; ${silent}.`;
	}
	const back = farNames?.has(row.name)
		? `${peer} says it has one to ${row.name}`
		: `${peer} does not see it either`;
	return `${row.name} sees ${sees}, and not ${peer}; ${back}.`;
};

const lostLines = (row: RouteRow, peer: string, look: RouteLook): string[] => {
	const trouble = row.troubleWith(peer);
	const what =
		trouble?.kind === 'one-sided'
			? 'A half-open connection: one end has noticed, the other waits for its pings. It heals, or goes.'
			: `Messages cross one route only: clients of ${row.name} and of ${peer} do not reach each other.`;
	return [
		seesSentence(row, peer, look),
		what,
		`Look at   1 ${peer}   3 ROUTE of ${row.name}   logs of both for "Route"`,
	];
};

/** `4 connections, s2_fast   up 41d, newest 3m12s`. */
const poolText = (peer: RoutePeer, row: RouteRow, { glyphs }: RouteLook): string => {
	const now = row.server.info.time;
	const span = (at: number | undefined): string | undefined =>
		at === undefined || now === undefined ? undefined : uptime(Math.max(0, now - at));
	const [oldest, newest] = [span(peer.oldest), span(peer.newest)];
	const compression =
		peer.compression === undefined
			? ''
			: `, ${peer.compression === 'off' ? 'no compression' : peer.compression}`;
	const dialled =
		peer.isSolicited === undefined
			? ''
			: peer.isSolicited
				? `, dialled by ${row.name}`
				: `, dialled by ${peer.name}`;
	const up = oldest === undefined ? '' : `   up ${oldest}${newest === oldest ? '' : `, newest ${newest}`}`;
	return `${countWords(peer.entries, 'connection')}${compression}${dialled}${up}`.replaceAll(
		'–',
		glyphs.none,
	);
};

const flowOf = (row: RouteRow, peer: string, { trends }: RouteLook) => ({
	...{ out: row.rateTo(peer, 'out'), in: row.rateTo(peer, 'in') },
	trend: trends?.of(row, peer),
});

const pendLine = (
	row: RouteRow,
	{ name, pending, slowestRid }: RoutePeer,
	width: number,
	look: RouteLook,
): DetailLine => {
	const { glyphs, trends } = look;
	const write = (value: number): string => (value === 0 ? '0' : bytes(value, glyphs));
	const limit = maxPendingOf(row.server);
	const of = limit === undefined ? '' : ` of ${bytes(limit, glyphs)}`;
	const where = slowestRid === undefined ? '' : `on rid ${slowestRid}`;
	const trend = trends?.of(row, name);
	return figureLine(
		['PEND', `${write(pending ?? 0)}${of}`, where],
		{ trend, metric: 'pending' },
		write,
		width,
		look,
	);
};

/** What the other end says of the same way, where one is slow; else what the way is. */
const tripSentence = (row: RouteRow, peer: RoutePeer, look: RouteLook): string => {
	const { glyphs } = look;
	const { usualRtt } = row.group;
	if (peer.rtt === undefined) return `The round trip to ${peer.name} is not known yet.`;
	const back = other(row, peer.name, look);
	const theirs = back?.peers.get(row.name)?.rtt;
	const own = rtt(peer.rtt, glyphs);
	if (!row.slowPeers.includes(peer.name))
		return `Round trip ${own}${theirs === undefined ? '' : `, the other side says ${rtt(theirs, glyphs)}`}.`;
	const usual = usualRtt === undefined ? '' : `, where ${rtt(usualRtt, glyphs)} is usual`;
	if (theirs === undefined) return `Round trip ${own}${usual}; the other side has not said.`;
	return back?.slowPeers.includes(row.name)
		? `The other side says ${rtt(theirs, glyphs)} too${usual}: the path is slow, not one server.`
		: `The other side says ${rtt(theirs, glyphs)}: ${row.name} answers late, not the path.`;
};

const peerLines = (row: RouteRow, peer: RoutePeer, size: Size, look: RouteLook): readonly DetailLine[] => {
	const trouble = row.troubleWith(peer.name);
	const short =
		trouble?.kind === 'short'
			? `${trouble.has} of ${countWords(trouble.of ?? 0, 'connection')}: accounts of the missing one wait until it is made again.`
			: undefined;
	return [
		poolText(peer, row, look),
		...flowLines(flowOf(row, peer.name, look), size, look),
		pendLine(row, peer, size.width, look),
		short ?? tripSentence(row, peer, look),
	];
};

/** What is said of one route, or of the silence of its server. */
const linesOf = (
	row: RouteRow,
	name: string | undefined,
	size: Size,
	look: RouteLook,
): readonly DetailLine[] => {
	const { server } = row;
	if (row.isOld) {
		const silent =
			server.receivedAt === undefined
				? `${row.name} has not told of its routes.`
				: `${row.name} has not answered for ${age(look.now - server.receivedAt, look.glyphs)}: what it sees is not known now.`;
		return [silent, 'The column of its name shows what the others say of it.', `Look at   1 ${row.name}`];
	}
	if (name === undefined) return ['It has no routes.'];
	const peer = row.peers.get(name);
	return peer === undefined ? lostLines(row, name, look) : peerLines(row, peer, size, look);
};

/** `  since 12:01:10, 3m46s`, of what is wrong with one route. */
const sinceText = (row: RouteRow, name: string | undefined, { now }: RouteLook): string => {
	const trouble = name === undefined ? undefined : row.troubleWith(name);
	return trouble ? `   since ${clock(trouble.since)}, ${uptime(Math.max(0, now - trouble.since))}` : '';
};

/** The worst route of the cluster, where it is that of another server. */
const worstOfCluster = (row: RouteRow, { members }: RouteLook): RouteRow | undefined => {
	const rows = (members.get(row.group.id) ?? []).filter(({ rank }) => rank > 0);
	const [worst] = rows.toSorted((a, b) => b.rank - a.rank);
	return worst === undefined || worst === row || worst.rank <= row.rank ? undefined : worst;
};

/** The same in one line. */
const worstLine = (row: RouteRow, look: RouteLook): readonly DetailLine[] => {
	const worst = worstOfCluster(row, look);
	const name = worst && worstPeer(worst);
	const mark = worst && troubleMark(worst.troubles, worst.troubles[0]?.text ?? '', look.glyphs);
	if (worst === undefined || mark === undefined) return [];
	const since = sinceText(worst, name, look);
	return [[`Worst of ${worst.group.name}: ${worst.name}   `, mark, since]];
};

/** Each other server of the cluster in a line, where the pane has the height. */
const allLines = (row: RouteRow, rows: number, look: RouteLook): string[] => {
	const { glyphs } = look;
	const lines = row.group.names
		.filter((name) => name !== row.name)
		.map((name) => {
			const peer = row.peers.get(name);
			const state = row.stateOf(name);
			if (peer === undefined) return `${name}   ${state === 'unknown' ? glyphs.none : state}`;
			const ways = (['out', 'in'] as const).map(
				(way) => `${way.toUpperCase()} ${rateText(row.rateTo(name, way), glyphs)}`,
			);
			return `${name}   ${peer.rtt === undefined ? 'ok' : rtt(peer.rtt, glyphs)}   ${ways.join('   ')}`;
		});
	return lines.length > rows ? [...lines.slice(0, rows - 1), `and ${lines.length - rows + 1} more`] : lines;
};

export const routeDetail = (
	row: RouteRow | undefined,
	size: Size,
	look: RouteLook,
	focused: boolean,
): string[] => {
	const { glyphs } = look;
	if (row === undefined) return emptyPane('No server is selected', size, focused, look.theme);
	const name = worstPeer(row);
	const [worst] = row.troubles;
	const mark = row.isOld
		? undefined
		: troubleMark(row.troubles, `${worst?.text}${sinceText(row, name, look)}`, glyphs);
	const title = row.isOld || name === undefined ? row.name : `${row.name} ${glyphs.arrow} ${name}`;
	const right = mark?.text ?? `${row.sees ?? glyphs.none} of ${row.others} seen`;
	const said = linesOf(row, name, size, look);
	const trips = [...row.peers.values()].flatMap((peer) => peer.rtt ?? []);
	const summary = trips.length > 1 ? [`All its round trips: ${tripRange(trips, glyphs)}`] : [];
	const other = size.width >= roomyColumns || size.height >= tallRows ? worstLine(row, look) : [];
	const rest =
		size.height >= tallRows
			? [
					...(other.length > 0 ? ['', ...other] : []),
					...(row.isOld ? [] : ['', ...allLines(row, size.height - said.length - 4, look)]),
				]
			: [...other, ...summary];
	return linkPane({ title, right, mark, lines: [...said, ...rest] }, size, look, focused);
};
