// The legend of the signs on every screen, and the type of a screen's own legend.

import type { Glyphs } from '../theme.ts';

/** A mark, an abbreviation or a key, and its meaning. */
export type LegendEntry = readonly [mark: string, words: string];

/** Entries that are read together. */
export type LegendPart = {
	title: string;
	entries: readonly LegendEntry[];
	/** Where the signs stand: in lists and their details, or in opened objects; absent for both. */
	on?: 'list' | 'object';
};

/** A filter, and the rows that it lets through in words. */
export type Example = readonly [filter: string, words: string];

/** Signs with one meaning wherever they stand. */
const marks = (glyphs: Glyphs): LegendPart => ({
	title: 'Marks',
	entries: [
		['!', 'worth a look: over a limit, or not as the others of its kind'],
		['!!', 'bad: somebody should act now'],
		[glyphs.none, 'not known, or not there; never zero'],
		[
			`${glyphs.ellipsis}`,
			'cut here for want of room, in a key in its middle; whole in the detail or with v',
		],
		['~', 'before a sum: roughly, as servers count each other or some have no rate yet'],
		['>', 'the row that keys act on'],
		[
			`${glyphs.heavy} ${glyphs.light}`,
			'title line of a pane: heavy where keys go, light elsewhere; its number is the key to it',
		],
		[glyphs.column, 'between two panes'],
		[`${glyphs.sortDown} ${glyphs.sortUp}`, 'sorted by this column, the greatest first or the least first'],
		[`1${glyphs.range}9 of 50`, 'which rows are in view, of how many'],
		[`${glyphs.up}3`, 'grown by so many within a minute'],
		[`${glyphs.times}4`, 'so many of them: alike events, or connections of one route'],
		[glyphs.arrow, 'from old to new, or into which file'],
		[glyphs.dot, 'between two facts'],
		[
			[...new Set(glyphs.spark)].join(''),
			'a trend, the oldest on the left, a round or more each; a blank where no sample came',
		],
		[`${glyphs.barFull}${glyphs.barEmpty}`, 'how much of a limit is used'],
		['B K M G T', 'bytes; thousands, millions and so on, of bytes each 1,024 of the one before'],
		['%', 'of a limit; of CPU 100 is one core'],
		['/s', 'in a second'],
		['ms s m h d', 'milliseconds, seconds, minutes, hours, days'],
		[`${glyphs.enter} ${glyphs.shift} ^`, 'keys: Enter, Shift, Ctrl'],
		['/ "text"', 'in a title: the filter in force; in a line: what a client chose to be called'],
	],
});

/** The legend of the header. */
const header = (glyphs: Glyphs): LegendPart => ({
	title: 'Header',
	entries: [
		[
			'natstop',
			'then where the connection comes from: a context, a flag, the demo; user@account, and the address (server)',
		],
		['8 srv, servers', 'servers known; 7/8 and 7 of 8: those that answer, of all'],
		['ok', 'servers that answer, where no check fails'],
		[
			`1${glyphs.down} 3!`,
			'checks that fail, critical or worth a look: 8 lists them; behind it the worst server, and why',
		],
		['ldm', 'lame duck mode: servers about to stop'],
		['stale', 'servers that have not answered for a while'],
		['down', 'servers that are gone'],
		['unknown', 'servers nobody can ask, as natstop is disconnected'],
		['conns', 'client connections of all servers that answer'],
		['subs', 'subscriptions'],
		['in, out', 'messages and bytes that servers receive and send'],
		['clients', 'of clients alone, without what servers pass on'],
		['incl. routes', 'messages count again at each server they pass'],
		['every 2s', 'how often all servers are asked'],
		['up', 'how long natstop runs'],
		['as of', 'the picture stands still since then'],
		['UTC', 'or another zone: that of the times on the screen'],
		['PAUSED', 'the picture stands still, collecting goes on; p resumes'],
		[
			'REWIND',
			'an earlier moment is looked at, and how long ago that is; collecting goes on; G returns to now',
		],
		['REPLAY', 'a recording is looked at: the moment, how fast it is played, how far into it'],
		['DISCONNECTED', 'natstop has lost its connection; rows are as of then'],
		[
			'reload 2/4',
			'what natstop does to the marked servers, and how many of them are done; profile 3/4 alike',
		],
		['expires in', 'when the credentials of natstop end'],
	],
});

/** The legend of all screens. */
export const commonLegend = (glyphs: Glyphs): { marks: LegendPart; header: LegendPart } => ({
	marks: marks(glyphs),
	header: header(glyphs),
});
