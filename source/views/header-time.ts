// The block in the header that says which moment is looked at, how far it is from now, and how time goes on.

import type { Piece } from '../format/pieces.ts';
import { clock, dateTime, uptime } from '../format/time.ts';
import type { Theme } from '../theme.ts';

/** The moment that is looked at; times are ms since the epoch. */
export type HeaderTime = {
	at: number;
	/** The time by the clock on the wall. */
	now: number;
	/** True where a recording is looked at. */
	isReplay: boolean;
	/** The name of the recording. */
	title?: string;
	/** The word for what has one moment only. */
	word?: string;
	isPlaying: boolean;
	/** Seconds of the past a second. */
	speed: number;
	span: { from: number; to: number };
	/** A sentence about what is damaged or missing. */
	trouble?: string;
};

/** `×½`, `×4`. */
const speedText = (speed: number, { glyphs }: Theme): string => {
	const short: Readonly<Record<number, string>> = glyphs.ascii ? {} : { 0.25: '¼', 0.5: '½' };
	return glyphs.times + (short[speed] ?? String(speed));
};

/** How far into the recording, in whole percent; only its end is all of it. */
const percent = ({ at, span: { from, to } }: HeaderTime): string => {
	const share = to <= from ? 1 : (at - from) / (to - from);
	return `${share >= 1 ? 100 : Math.floor(Math.max(0, share) * 100)}%`;
};

/** `REWIND 12:04:51  −3m10s`, `REPLAY 12:04:51 ×1 ▶ 62%`, with the day where there is room; and what is damaged. */
export const timePieces = (time: HeaderTime, isRoomy: boolean, theme: Theme): Piece[] => {
	const { at, now, isReplay, isPlaying, speed, trouble } = time;
	const { glyphs } = theme;
	const { word = isReplay ? 'REPLAY' : 'REWIND' } = time;
	const day = isReplay && isRoomy ? `${dateTime(at).slice(0, 10)} ` : '';
	const flow = `${speedText(speed, theme)} ${isPlaying ? glyphs.play : glyphs.halt}`;
	const past = isReplay
		? ` ${flow} ${percent(time)}`
		: `  ${glyphs.minus}${uptime(now - at)}${isPlaying ? ` ${flow}` : ''}`;
	const block: Piece = {
		text: ` ${word} ${day}${clock(at)}${time.word === undefined ? past : ''} `,
		token: 'past',
	};
	return trouble === undefined ? [block] : [block, ' ', { text: 'damaged', token: 'warn' }];
};
