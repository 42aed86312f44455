// The sums of the header: what clients and their traffic add up to, and what a sum is of where that is not plain.

import { bytes, count } from '../format/number.ts';
import { fitsRow, type Piece } from '../format/pieces.ts';
import type { FleetSnapshot, TrafficSum } from '../model/fleet.ts';
import type { Traffic } from '../model/server.ts';
import type { Glyphs } from '../theme.ts';

/** How figures are written. */
export type SumLook = { glyphs: Glyphs; exact: boolean; totals: boolean };

const sumOf = ({ totals }: FleetSnapshot, look: SumLook): TrafficSum =>
	look.totals ? totals.sinceStart : totals.rates;

/** Routed messages are in it once a server they passed; of one server that is known alone nothing is counted again. */
const countsAgain = (fleet: FleetSnapshot, look: SumLook): boolean =>
	sumOf(fleet, look).of === 'all' && fleet.rows.length > 1;

/** Some servers have no rate yet: they have just started. */
const isPartial = (fleet: FleetSnapshot, look: SumLook): boolean =>
	sumOf(fleet, look).servers < fleet.totals.counted;

/** `~` before a sum of another meaning than the plain one. */
const signOf = (fleet: FleetSnapshot, look: SumLook, traffic: Traffic | undefined): string =>
	traffic !== undefined && (countsAgain(fleet, look) || isPartial(fleet, look)) ? '~' : '';

/** Connections of a narrow header, which stay longest. */
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

/** What the traffic is the sum of, in words. */
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

/** Servers of a cluster count the subscriptions that they know of each other, too. */
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
