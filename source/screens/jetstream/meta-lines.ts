// The lines about meta groups above the heads: one a group, those in trouble first.

import { count } from '../../format/number.ts';
import { dropPieces, type Piece, pieceRow } from '../../format/pieces.ts';
import { roomyColumns } from '../../format/screen-sizes.ts';
import { age } from '../../format/time.ts';
import type { Severity } from '../../model/checks/check.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { type FleetFacts, troublesIn } from '../../model/fleet-facts.ts';
import { markOf } from '../../model/health.ts';
import { type MetaGroup, type MetaPeer, peerSeverity } from '../../model/jetstream/meta-group.ts';
import { placeName } from '../../model/jetstream-place.ts';
import type { ScreenLook, Size } from '../screen.ts';
import type { JetStreamRow } from './snapshot.ts';
import { peerWord } from './words.ts';

type MetaLook = ScreenLook<FleetFacts>;

/** A server and its meta group. */
export type MetaMember = Pick<JetStreamRow, 'server' | 'group'>;

/** Lines in a pane of a height: rows come first where room is short. */
const mostLines = (height: number): number => (height < 16 ? 1 : Math.max(2, Math.floor(height / 6)));

/** Checks about a meta group and the members of it. */
export const groupChecks: readonly string[] = ['meta-leader', 'meta-peers', 'meta-lag', 'js-pending'];

type Said = { severity?: Severity; text?: string };

/** The worst that is said of a member of the group about the group. */
const saidOf = (group: MetaGroup, rows: readonly MetaMember[], facts: FleetFacts): Said => {
	const troubles = rows
		.filter((row) => row.group?.key === group.key)
		.flatMap(({ server }) => troublesIn(facts, server))
		.filter(({ check }) => groupChecks.includes(check));
	return troubles.find(({ severity }) => severity === 'critical') ?? troubles[0] ?? {};
};

/** `west-3 lags 12!`, as bad as the checks say, else as it looks. */
const badPeer = (peer: MetaPeer, rows: readonly MetaMember[], look: MetaLook): Piece => {
	const row = rows.find(({ server, group }) => server.info.name === peer.name && group?.peers.includes(peer));
	const said =
		row && troublesIn(look, row.server).find(({ check }) => check === 'down' || groupChecks.includes(check));
	const severity = said?.severity ?? (row === undefined ? peerSeverity(peer) : undefined);
	const health = healthOf(severity);
	return {
		text: `${peer.name} ${peerWord(peer, look.glyphs)}${markOf(health)}`,
		...(health && { token: health }),
	};
};

/** Bad peers that are named. */
const mostNamed = 3;

const peersPieces = (group: MetaGroup, rows: readonly MetaMember[], look: MetaLook): Piece[] => {
	const { peers, size, isLed, leader } = group;
	const bad = peers.filter(({ state }) => state !== 'ok' && state !== 'leader' && state !== 'unknown');
	const known = peers.filter(({ state }) => state !== 'unknown').length;
	const all = size ?? peers.length;
	if (!isLed) return [{ text: `${leader} does not answer!`, token: 'warn' }];
	if (known === 1 && all > 1) return [`${all} peers`];
	const more = bad.length - mostNamed;
	return [
		`${known - bad.length} of ${all} peers ok`,
		...bad.slice(0, mostNamed).flatMap((peer): Piece[] => [', ', badPeer(peer, rows, look)]),
		...(more > 0 ? [` and ${more} more`] : []),
	];
};

/** What else is known of a group, behind its leader. */
export type MoreOf = (group: MetaGroup, gap: string) => readonly Piece[];

/** One group in a row. */
const groupLine = (
	group: MetaGroup,
	rows: readonly MetaMember[],
	width: number,
	look: MetaLook,
	{ isOnly, more = () => [] }: { isOnly: boolean; more?: MoreOf },
): string => {
	const { leader, size, quorum, pending, snapshotAt, seen } = group;
	const { glyphs, theme } = look;
	const { severity, text } = saidOf(group, rows, look);
	const isRoomy = width >= roomyColumns;
	const gap = isRoomy ? '   ' : ` ${glyphs.dot} `;
	const name = isOnly ? '' : ` ${placeName(group.place) ?? 'no domain'}`;
	const start = ` META${name}${isRoomy && isOnly ? '  ' : ''} `;
	if (leader === undefined) {
		const health = healthOf(severity);
		const of = size === undefined ? `${seen} peers seen` : `${seen} of ${size} peers seen`;
		const sign = severity === 'critical' ? glyphs.down : severity === undefined ? ' ' : '!';
		return pieceRow(
			dropPieces(
				[
					{ text: `${sign} META${name} no leader`, token: health ?? 'text' },
					`  ${of}`,
					{ text: quorum === undefined ? '' : `${gap}quorum ${quorum}`, keep: 2 },
					{ text: `${gap}nothing can be created, changed or moved`, keep: 1 },
				],
				width,
			),
			width,
			theme,
		);
	}
	const said = severity === 'critical' && text !== undefined && !text.includes('offline for');
	return pieceRow(
		dropPieces(
			[
				severity === 'critical' ? { text: `${glyphs.down} META${name} `, token: 'crit' } : start,
				`leader ${leader}`,
				...more(group, gap),
				gap,
				...peersPieces(group, rows, look),
				{ text: quorum === undefined ? '' : `${gap}quorum ${quorum}`, keep: 4 },
				{ text: `${gap}pending ${count(pending, glyphs)}`, keep: 3 },
				{
					text:
						snapshotAt === undefined || !isRoomy ? '' : `${gap}snapshot ${age(look.now - snapshotAt)} ago`,
					keep: 2,
				},
				...(said && isRoomy ? [{ text: `${gap}${text}`, token: 'crit' as const, keep: 1 }] : []),
			],
			width,
		),
		width,
		theme,
	);
};

const rankOf = (severity: Severity | undefined): number =>
	severity === 'critical' ? 0 : severity === 'warn' ? 1 : 2;

/** The lines for a pane of this size; where there are more groups than lines the last one says how many. */
export const metaLines = (
	{ groups, rows }: { groups: readonly MetaGroup[]; rows: readonly MetaMember[] },
	{ width, height }: Size,
	look: MetaLook,
	more?: MoreOf,
): string[] => {
	const sorted = groups
		.map((group) => ({ group, rank: rankOf(saidOf(group, rows, look).severity) }))
		.sort((a, b) => a.rank - b.rank);
	const most = mostLines(height);
	const shown = sorted.length > most && most > 1 ? most - 1 : most;
	const lines = sorted
		.slice(0, shown)
		.map(({ group }) => groupLine(group, rows, width, look, { isOnly: groups.length === 1, more }));
	const left = sorted.length - shown;
	if (left <= 0 || most === 1) return lines;
	return [
		...lines,
		pieceRow([{ text: `  and ${left} more meta groups`, token: 'muted' }], width, look.theme),
	];
};
