// The top of every screen: where we are connected and how the fleet is, or in its place that the connection is lost.

import { type Piece, pieceRow, pieceWidth } from '../format/pieces.ts';
import { roomyColumns, wideColumns } from '../format/screen-sizes.ts';
import { shortId } from '../format/text.ts';
import { elapsed, uptimeShort, zonedClock } from '../format/time.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import { type LinkState, reconnectedNotice } from '../model/link.ts';
import type { Theme } from '../theme.ts';
import { lostRows, reconnectedRow } from './header-link.ts';
import { sumPieces } from './header-sums.ts';
import { Rows } from './rows.tsx';

export type HeaderProps = {
	columns: number;
	theme: Theme;
	link: LinkState;
	/** Absent or empty before the first answer. */
	fleet?: FleetSnapshot;
	now: number;
	/** Of natstop. */
	version: string;
	/** Milliseconds between two rounds. */
	interval: number;
	/** When natstop was started. */
	startedAt: number;
	paused: boolean;
	/** Every digit instead of three. */
	exact: boolean;
	/** Messages and bytes since the start instead of per second. */
	totals: boolean;
};

/** Rows the header takes at a width. */
const headerHeight = (columns: number): number => (columns < roomyColumns ? 1 : 2);

const expiryWarning = 60 * 60_000;

/** `7 of 8`: of all servers known, those whose figures are of now; the sums are theirs. */
const answering = ({ rows, totals }: FleetSnapshot) => ({ there: totals.counted, total: rows.length });

/** How many servers are in which state; healthy counts stay quiet. */
const states = (fleet: FleetSnapshot, gap: string, short: boolean): Piece[] => {
	const { ok, lameduck, stale, down, unknown } = fleet.totals;
	const pieces: Piece[] = [`${gap}${ok} ok`];
	if (lameduck > 0) pieces.push(gap, { text: `${lameduck} ${short ? 'ldm' : 'lame duck'}`, token: 'warn' });
	if (stale > 0) pieces.push(gap, { text: `${stale} stale`, token: 'warn' });
	if (down > 0) pieces.push(gap, { text: `${down} down`, token: 'crit' });
	if (unknown > 0) pieces.push(`${gap}${unknown} unknown`);
	return pieces;
};

const expiry = (props: HeaderProps, gap: string): Piece[] => {
	const at = props.link.expiresAt;
	if (at === undefined || at - props.now > expiryWarning) return [];
	const text = at <= props.now ? 'expired' : `expires in ${uptimeShort(at - props.now)}`;
	return [gap, { text, token: at - props.now < 5 * 60_000 ? 'crit' : 'warn' }];
};

const narrowRow = (props: HeaderProps): string => {
	const { fleet, link, theme, exact } = props;
	const pieces: Piece[] = props.paused
		? [' ', { text: 'PAUSED', token: 'warn' }]
		: [{ text: ' natstop', token: 'title', keep: 1 }];
	pieces.push({ text: `  ${link.origin}`, keep: 2 });
	if (!fleet?.rows.length)
		return pieceRow([...pieces, '  no server yet', ...expiry(props, '  ')], props.columns, theme);
	const { there, total } = answering(fleet);
	if (there < total) pieces.push(' ', { text: `${there}/${total} srv`, token: 'warn' });
	else pieces.push(` ${total} srv`);
	pieces.push(...states(fleet, ' ', true), ...expiry(props, '  '));
	const look = { glyphs: theme.glyphs, exact, totals: props.totals };
	pieces.push(...sumPieces(fleet, pieces, look, false, props.columns));
	return pieceRow(pieces, props.columns, theme);
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
	if (wide) right.push(`up ${elapsed(now - props.startedAt).padStart(8, '00:')}   `);
	right.push(`${zonedClock(now)} `);
	const rightCells = pieceWidth(right);
	const at = link.serverName ? `${link.url} (${link.serverName})` : link.url;
	const left: Piece[] = [
		{ text: ` natstop ${props.version}`, token: 'title', keep: 2 },
		{ text: `   ${link.origin}`, keep: 3 },
		{ text: `   ${identity(link, theme)}`, keep: 4 },
		`   ${at}`,
		{ text: `   every ${props.interval / 1000}s`, keep: 1 },
		...expiry(props, '   '),
	];
	return pieceRow(left, columns - rightCells, theme) + pieceRow(right, rightCells, theme);
};

const totalsRow = (props: HeaderProps): string => {
	const { fleet, theme, columns } = props;
	if (!fleet?.rows.length) return pieceRow([' No server has answered yet'], columns, theme);
	const { there, total } = answering(fleet);
	const servers = `${there} of ${total} servers`;
	const before: Piece[] = [
		' ',
		there < total ? { text: servers, token: 'warn' } : servers,
		...states(fleet, '  ', false),
	];
	const look = { glyphs: theme.glyphs, exact: props.exact, totals: props.totals };
	return pieceRow([...before, ...sumPieces(fleet, before, look, true, columns)], columns, theme);
};

/** The header: one row under 100 columns, two from there on; the lost connection takes its place. */
export const headerRows = (props: HeaderProps): string[] => {
	const { link, now, columns, theme } = props;
	const height = headerHeight(columns);
	if (link.phase !== 'connected') return lostRows(link, now, columns, height, theme);
	const back = link.reconnectedAt !== undefined && now - link.reconnectedAt < reconnectedNotice;
	if (height === 1) return [back ? reconnectedRow(link, columns, theme) : narrowRow(props)];
	return [back ? reconnectedRow(link, columns, theme) : identityRow(props), totalsRow(props)];
};

/** See `headerRows`. */
export const Header = (props: HeaderProps) => <Rows lines={headerRows(props)} />;
