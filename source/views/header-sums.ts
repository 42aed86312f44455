// The sums in the header: clients and their traffic, with a note where a sum does not count what one would think.

import { bytes, count } from '../format/number.ts';
import { fitsRow, type Piece } from '../format/pieces.ts';
import type { FleetSnapshot, TrafficSum } from '../model/fleet.ts';
import type { Traffic } from '../model/server.ts';
import type { Glyphs } from '../theme.ts';

/** The way figures are written. */
export type SumLook = { glyphs: Glyphs; exact: boolean; totals: boolean };

const sumOf = ({ totals }: FleetSnapshot, look: SumLook): TrafficSum =>
	look.totals ? totals.sinceStart : totals.rates;

/** True where a sum counts a routed message once on each server it passed; not with a single server. */
const countsAgain = (fleet: FleetSnapshot, look: SumLook): boolean =>
	sumOf(fleet, look).of === 'all' && fleet.rows.length > 1;

/** True where some servers have no rate yet, as they have just started. */
const isPartial = (fleet: FleetSnapshot, look: SumLook): boolean =>
	sumOf(fleet, look).servers < fleet.totals.counted;

/** The `~` before a sum that counts messages twice or lacks servers. */
const signOf = (fleet: FleetSnapshot, look: SumLook, traffic: Traffic | undefined): string =>
	traffic !== undefined && (countsAgain(fleet, look) || isPartial(fleet, look)) ? '~' : '';

/** The connections in a narrow header, which leave last. */
export const connsPiece = (fleet: FleetSnapshot, { glyphs, exact }: SumLook) => ({
	text: `  ${count(fleet.totals.connections, glyphs, exact)} conns`,
	keep: 5,
});

const narrow = (fleet: FleetSnapshot, look: SumLook): Piece[] => {
	const sum = sumOf(fleet, look);
	const unit = look.totals ? '' : '/s';
	const flow = (direction: 'in' | 'out'): Piece => ({
		text: `  ${signOf(fleet, look, sum[direction])}${count(sum[direction]?.msgs, look.glyphs, look.exact)}${unit} ${direction}`,
		keep: 4,
	});
	return [connsPiece(fleet, look), flow('in'), flow('out')];
};

/** The words for what the sum of the traffic counts. */
const meaning = (fleet: FleetSnapshot, look: SumLook): string => {
	const sum = sumOf(fleet, look);
	if (sum.in === undefined && sum.out === undefined) return '';
	const words = [
		look.totals ? 'since start' : '',
		countsAgain(fleet, look) ? 'incl. routes' : '',
		isPartial(fleet, look) ? `of ${sum.servers} servers` : '',
	].filter((word) => word !== '');
	return words.length === 0 ? '' : `  ${words.join(', ')}`;
};

/** The sum of subscriptions: servers of a cluster also count those that they know of each other. */
const subsText = ({ totals, rows }: FleetSnapshot, { glyphs, exact }: SumLook): string => {
	const sign = totals.subscriptions !== undefined && rows.length > 1 ? '~' : '';
	return sign + count(totals.subscriptions, glyphs, exact);
};

const wide = (fleet: FleetSnapshot, look: SumLook): Piece[] => {
	const { glyphs, exact } = look;
	const sum = sumOf(fleet, look);
	const unit = look.totals ? '' : '/s';
	const flow = (label: string, traffic: Traffic | undefined): Piece => ({
		text: `    ${label} ${signOf(fleet, look, traffic)}${count(traffic?.msgs, glyphs, exact)}${unit} ${bytes(traffic?.bytes, glyphs, exact)}${unit}`,
		keep: 3,
	});
	return [
		`    ${count(fleet.totals.connections, glyphs, true)} conns`,
		{ text: `    ${subsText(fleet, look)} subs`, keep: 2 },
		flow(sum.of === 'clients' && sum.in !== undefined ? 'clients in' : 'in', sum.in),
		flow('out', sum.out),
		{ text: meaning(fleet, look), keep: 1 },
	];
};

/** The sums of a wide header that leave room for no more than they must. */
export const neededSums = (fleet: FleetSnapshot, look: SumLook): Piece[] =>
	wide(fleet, { ...look, exact: false }).filter(
		(piece) => typeof piece === 'string' || (piece.keep ?? 0) > 2,
	);

/**
 * The sums behind `before` in a row of so many cells: every digit where it is asked for and all of it fits, else short.
 */
export const sumPieces = (
	fleet: FleetSnapshot,
	before: readonly Piece[],
	look: SumLook,
	isWide: boolean,
	columns: number,
): Piece[] => {
	const pieces = (isWide ? wide : narrow)(fleet, look);
	if (!look.exact || fitsRow([...before, ...pieces], columns)) return pieces;
	return (isWide ? wide : narrow)(fleet, { ...look, exact: false });
};
