// The header of every screen: the connection and the state of the servers, or that the connection is lost.

import { bytes } from '../format/number.ts';
import { type Piece, pieceRow, pieceWidth, tightWidth } from '../format/pieces.ts';
import { roomyColumns, wideColumns } from '../format/screen-sizes.ts';
import { shortId } from '../format/text.ts';
import { elapsed, uptimeShort, zonedClock } from '../format/time.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { HealthCounts } from '../model/health/health-book.ts';
import { type LinkState, reconnectedNotice } from '../model/link.ts';
import type { Theme, Token } from '../theme.ts';
import { lostRows, reconnectedRow } from './header-link.ts';
import { statePieces } from './header-problem.ts';
import { connsPiece, neededSums, sumPieces } from './header-sums.ts';
import { type HeaderTime, timePieces } from './header-time.ts';
import { Rows } from './rows.tsx';

export type HeaderProps = {
	columns: number;
	theme: Theme;
	link: LinkState;
	/** Absent or empty before the first answer. */
	fleet?: FleetSnapshot;
	/** Checks that fail on what is no server. */
	others?: HealthCounts;
	now: number;
	/** The version of natstop. */
	version: string;
	/** Milliseconds between two rounds. */
	interval: number;
	/** When natstop was started, ms since the epoch. */
	startedAt: number;
	paused: boolean;
	/** True for every digit of a figure instead of three. */
	exact: boolean;
	/** How the watched context is called, and the block it is drawn as; else it is called by where it comes from. */
	context?: { text: string; token?: Token };
	/** What natstop does to several servers: `reload 2/4`. */
	work?: { text: string; isBad: boolean };
	/** The file that is being recorded to: milliseconds since it was begun, and its bytes. */
	recording?: { forMs: number; bytes: number };
	/** True for messages and bytes since the start instead of per second. */
	totals: boolean;
	/** The earlier moment that is looked at; absent for now. */
	time?: HeaderTime;
};

/** Rows the header takes at a width. */
const headerHeight = (columns: number): number => (columns < roomyColumns ? 1 : 2);

const noCounts: HealthCounts = { critical: 0, warn: 0 };

const expiryWarning = 60 * 60_000;

/** The figures of `7 of 8`: servers whose figures are of now, which the sums are of, and all known servers. */
const answering = ({ rows, totals }: FleetSnapshot) => ({ there: totals.counted, total: rows.length });

const expiry = (props: HeaderProps, gap: string): Piece[] => {
	const at = props.link.expiresAt;
	if (at === undefined || at - props.now > expiryWarning) return [];
	const text = at <= props.now ? 'expired' : `expires in ${uptimeShort(at - props.now)}`;
	return [gap, { text, token: at - props.now < 5 * 60_000 ? 'crit' : 'warn' }];
};

/** The origin of the connection; a context with a colour never leaves. */
const originPieces = ({ link, context, time }: HeaderProps, gap: string, keep: number): Piece[] => {
	if (time?.isReplay && time.title !== undefined) return [{ text: gap + time.title, keep }];
	if (context === undefined) return [{ text: `${gap}${link.origin}`, keep }];
	const { text, token } = context;
	return token ? [gap, { text: ` ${text} `, token }] : [{ text: gap + text, keep }];
};

/** The account that is looked at, where it is one alone. */
const accountPieces = ({ link: { mode, accountName = '' }, theme }: HeaderProps): Piece[] => {
	if (mode !== 'account' || accountName === '') return [];
	const text = accountName.length > 24 ? shortId(accountName, theme.glyphs) : accountName;
	return [{ text: ` ${text}`, keep: 3 }];
};

/** What natstop does to several servers, and that it records; both never leave. */
const workPiece = ({ work, recording, theme: { glyphs } }: HeaderProps, gap: string): Piece[] => [
	...(work === undefined ? [] : [gap, { text: work.text, token: work.isBad ? 'crit' : 'info' } as const]),
	...(recording === undefined
		? []
		: [
				gap,
				{
					text: `${glyphs.ok} REC ${elapsed(recording.forMs).padStart(8, '00:')} ${bytes(recording.bytes, glyphs)}`,
					token: 'crit',
				} as const,
			]),
];

/** The first words of the header: what is shown is now, or stands still, or is over. */
const topPieces = ({ time, paused, theme, link, columns }: HeaderProps): Piece[] => {
	if (time !== undefined) {
		const lost: Piece[] = link.phase === 'connected' ? [] : [' ', { text: link.phase, token: 'crit' }];
		return [...timePieces(time, columns >= roomyColumns, theme), ...lost];
	}
	return paused ? [{ text: ' PAUSED', token: 'warn' }] : [{ text: ' natstop', token: 'title', keep: 1 }];
};

/** The header under 100 columns: the first problem replaces the rates, and its name displaces everything else. */
const narrowRow = (props: HeaderProps): string => {
	const { fleet, theme, exact, columns } = props;
	const { glyphs } = theme;
	const isKept = props.paused || props.time !== undefined;
	const top = topPieces(props);
	const origin = [...originPieces(props, '  ', 2), ...accountPieces(props)];
	if (!fleet?.rows.length)
		return pieceRow([...top, ...origin, '  no server yet', ...expiry(props, '  ')], columns, theme);
	const { there, total } = answering(fleet);
	const servers: Piece = there < total ? { text: ` ${there}/${total} srv`, token: 'warn' } : ` ${total} srv`;
	const states = statePieces(fleet, ' ', { short: true, glyphs, others: props.others ?? noCounts });
	const look = { glyphs, exact, totals: props.totals };
	const rest = [servers, ...workPiece(props, ' '), ...expiry(props, ' ')];
	const kept = isKept ? [...top, ...rest] : rest;
	const withOrigin = columns - tightWidth([...origin, ...kept]);
	const room = withOrigin < states.named ? columns - tightWidth(kept) : withOrigin;
	const pieces = [
		...[...top, ...origin, servers, ...workPiece(props, '  ')],
		...[...states.fit(room), ...expiry(props, '  ')],
	];
	if (states.hasProblem) pieces.push({ ...connsPiece(fleet, look), keep: 1.5 });
	else pieces.push(...sumPieces(fleet, pieces, look, false, columns));
	return pieceRow(pieces, columns, theme);
};

const identity = ({ user, accountName }: LinkState, theme: Theme): string => {
	const short = (name: string): string => (name.length > 24 ? shortId(name, theme.glyphs) : name);
	return `${user ? short(user) : theme.glyphs.none}@${accountName ? short(accountName) : theme.glyphs.none}`;
};

const identityRow = (props: HeaderProps): string => {
	const { link, theme, now, columns } = props;
	const wide = columns >= wideColumns;
	const right: Piece[] = ['  '];
	if (props.paused)
		right.push({ text: `PAUSED as of ${zonedClock(props.fleet?.at ?? now)}`, token: 'warn' }, '   ');
	if (wide && props.time === undefined)
		right.push(`up ${elapsed(now - props.startedAt).padStart(8, '00:')}   `);
	right.push(`${zonedClock(now)} `);
	const rightCells = pieceWidth(right);
	// Nobody was logged in as anybody, and nobody asks again.
	const isStill = props.time?.word !== undefined;
	const at = link.serverName && !isStill ? `${link.url} (${link.serverName})` : link.url;
	const left: Piece[] = [
		...(props.time
			? topPieces(props)
			: [{ text: ` natstop ${props.version}`, token: 'title' as const, keep: 2 }]),
		...originPieces(props, '   ', 3),
		...(isStill ? [] : [{ text: `   ${identity(link, theme)}`, keep: 4 }]),
		`   ${at}`,
		...(isStill ? [] : [{ text: `   every ${props.interval / 1000}s`, keep: 1 }]),
		...workPiece(props, '   '),
		...expiry(props, '   '),
	];
	return pieceRow(left, columns - rightCells, theme) + pieceRow(right, rightCells, theme);
};

const totalsRow = (props: HeaderProps): string => {
	const { fleet, theme, columns } = props;
	if (!fleet?.rows.length) return pieceRow([' No server has answered yet'], columns, theme);
	const { there, total } = answering(fleet);
	const servers = `${there} of ${total} servers`;
	const look = { glyphs: theme.glyphs, exact: props.exact, totals: props.totals };
	const start: Piece[] = [' ', there < total ? { text: servers, token: 'warn' } : servers];
	const states = statePieces(fleet, '  ', {
		...{ short: false, glyphs: theme.glyphs, others: props.others ?? noCounts },
	});
	const room = columns - tightWidth([...start, ...neededSums(fleet, look)]);
	const before = [
		...start,
		...states.fit(Math.max(room, Math.min(states.named, columns - pieceWidth(start)))),
	];
	return pieceRow([...before, ...sumPieces(fleet, before, look, true, columns)], columns, theme);
};

/** The header: one row under 100 columns, two from there on; the lost connection takes its place. */
export const headerRows = (props: HeaderProps): string[] => {
	const { link, now, columns, theme } = props;
	const height = headerHeight(columns);
	if (props.time) return height === 1 ? [narrowRow(props)] : [identityRow(props), totalsRow(props)];
	if (link.phase !== 'connected') return lostRows(link, now, columns, height, theme);
	const back = link.reconnectedAt !== undefined && now - link.reconnectedAt < reconnectedNotice;
	if (height === 1) return [back ? reconnectedRow(link, columns, theme) : narrowRow(props)];
	return [back ? reconnectedRow(link, columns, theme) : identityRow(props), totalsRow(props)];
};

/** See `headerRows`. */
export const Header = (props: HeaderProps) => <Rows lines={headerRows(props)} />;
