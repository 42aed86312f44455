// Figures of routes that columns, cells and the detail share.

import { bytes, bytesIn, countIn } from '../../../format/number.ts';
import { rtt } from '../../../format/time.ts';
import type { RoutePeer } from '../../../model/network/route-peer.ts';
import type { RouteRow } from '../../../model/network/route-row.ts';
import type { Glyphs } from '../../../theme.ts';

/** The figures that cells of the matrix show in turn, and what each is called. */
export const cellFigures = ['rtt', 'pending', 'out/s', 'in/s'] as const;

/** The text of all that are known, or `mixed`. */
export const commonOf = (texts: readonly (string | undefined)[]): string | undefined => {
	const known = new Set(texts.filter((text) => text !== undefined));
	return known.size > 1 ? 'mixed' : [...known][0];
};

/** Bytes that wait; nothing is a plain `0`. */
export const pendingText = (pending: number | undefined, room: number, glyphs: Glyphs): string =>
	pending === 0 ? '0' : room < 6 ? bytesIn(pending, room, glyphs) : bytes(pending, glyphs);

/** The longest of its round trips, milliseconds. */
export const worstTripOf = ({ peers }: RouteRow): number | undefined => {
	const trips = [...peers.values()].flatMap((peer) => peer.rtt ?? []);
	return trips.length === 0 ? undefined : Math.max(...trips);
};

/** How old its oldest connection is, milliseconds, by its own clock. */
export const oldestOf = ({ peers, server }: RouteRow): number | undefined => {
	const starts = [...peers.values()].flatMap(({ oldest }) => oldest ?? []);
	const now = server.info.time;
	return starts.length === 0 || now === undefined ? undefined : Math.max(0, now - Math.min(...starts));
};

/** One figure of a route that is there. A route whose figure is not known is there all the same. */
export const figureText = (
	row: RouteRow,
	peer: RoutePeer | undefined,
	figure: number,
	room: number,
	glyphs: Glyphs,
): string => {
	const name = peer?.name ?? '';
	switch (cellFigures[figure]) {
		case 'pending':
			return pendingText(peer?.pending, room, glyphs);
		case 'out/s':
			return countIn(row.rateTo(name, 'out')?.msgs, room, glyphs);
		case 'in/s':
			return countIn(row.rateTo(name, 'in')?.msgs, room, glyphs);
		default:
			return peer?.rtt === undefined ? 'ok' : rtt(peer.rtt, glyphs);
	}
};

/** `1–2ms`; one of them where both are written alike. */
export const tripRange = (trips: readonly number[], glyphs: Glyphs): string => {
	if (trips.length === 0) return glyphs.none;
	const [least, most] = [rtt(Math.min(...trips)), rtt(Math.max(...trips))];
	if (least === most) return most;
	const unit = /[a-z]+$/.exec(most)?.[0] ?? '';
	return `${least.endsWith(unit) && /^[\d.]+$/.test(least.slice(0, -unit.length)) ? least.slice(0, -unit.length) : least}${glyphs.range}${most}`;
};
