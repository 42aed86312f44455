// The legend of the main screen of account mode.

import type { Glyphs } from '../../theme.ts';
import type { LegendPart } from '../legend.ts';

export const accountLegend = ({ unknown }: Pick<Glyphs, 'unknown'>): readonly LegendPart[] => [
	{
		title: 'Account',
		entries: [
			[unknown, 'before an area: our user may not ask for it; the row names what would show it'],
			['You', 'our user, the server that took the connection, and when he ends: ! within 14d, !! within 2d'],
			['publish, subscribe', 'how many subjects he may use, where he is restricted; but 2: two he may not'],
			['STORE, MEM', 'what the account stores, of what it may; R3 and R1 are tiers with limits of their own'],
			['STREAMS, CONSUMERS', 'how many there are, of how many there may be'],
			['asked when opened', 'a list that would cost too much to ask for in passing'],
		],
	},
	{
		title: 'Servers of the account',
		entries: [
			['you', 'the server that natstop is connected to'],
			['VER !', 'another version than most of them have'],
			['CONNS, SUBS', 'connections and subscriptions of the account there'],
			['IN/s, OUT/s, BIN/s, BOUT/s', 'messages and bytes of the account a second, from clients and to them'],
			['SLOW', 'slow consumers of the account'],
			['JS', 'it runs JetStream: y or n'],
			['DELAY', 'how long its answer took; of a silent server how long it has been silent'],
			['asked by name', 'one answer comes where all are asked, as after a reload: each is asked by its name'],
		],
	},
];
