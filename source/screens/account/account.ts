// The main screen of account mode: what there is in our account, who we are in it, its limits and its servers.

import { defineScreen } from '../define-screen.ts';
import type { Screen } from '../screen.ts';
import type { Area } from './area.ts';
import { areaColumns } from './columns.ts';
import { type AccountFacts, accountFacts } from './facts.ts';
import { accountLegend } from './legend.ts';
import { serverRows } from './server-rows.ts';
import { type AccountSnapshot, openAccount } from './source.ts';
import { accountLines } from './you-lines.ts';

/** What stands in the title: the account, and how much of it may not be asked for. */
const summaryOf = ({ areas, account }: AccountSnapshot): string => {
	const denied = areas.filter((area) => area.denied !== undefined).length;
	const name = account ?? '';
	return denied === 0 ? name : `${name}  ${denied} of ${areas.length} areas are denied`;
};

/** The screen, over the lists that may be areas of it. */
export const accountScreen = (lists: readonly Screen[]): Screen =>
	defineScreen<Area, AccountSnapshot, AccountFacts>({
		...{ id: 'account', key: '1', title: 'Account', list: 'table', modes: ['account'] },
		about: 'what there is in our account, and how it is',
		noun: ['area', 'areas'],
		empty: () => 'Nothing of this account is known yet.',
		source: { asked: 'while visible', open: (watching) => openAccount(watching, lists) },
		rows: ({ areas }) => areas,
		honesty: ({ fleet, asksByName }) => ({
			...(fleet.rounds > 0 && { at: fleet.at }),
			...(asksByName && { note: 'one answer per ask: servers are asked by name' }),
		}),
		heading: (snapshot) => ({ summary: summaryOf(snapshot) }),
		facts: accountFacts,
		keyOf: ({ id }) => id,
		namesOf: ({ id }) => [id],
		columns: areaColumns,
		sort: { column: 'trouble', descending: true },
		anywhere: ({ id, worst }) => [id, worst],
		rank: ({ rank }) => rank,
		rowLook: ({ rank, denied, isLazy }, { glyphs }) => {
			if (denied !== undefined) return { glyph: glyphs.unknown, token: 'muted', faded: true };
			if (rank > 1) return { glyph: glyphs.down, token: 'crit', faded: false };
			if (rank > 0) return { glyph: '!', token: 'warn', faded: false };
			return { glyph: ' ', faded: isLazy === true };
		},
		stateOf: ({ rank, denied }) =>
			denied !== undefined ? 'denied' : rank > 1 ? 'critical' : rank > 0 ? 'warn' : 'ok',
		open: ({ id }) => ({ screen: id }),
		above: (snapshot, size, look) => accountLines(snapshot, size, look),
		detail: (_row, size, look, focused) => serverRows(look.of, size, look, focused),
		legend: accountLegend,
		json: ({ id: area, count, bad, load, worst, denied }) => ({
			...{ area, count, bad, load_rate: load, worst, denied },
		}),
		copy: ({ id, denied, worst }) =>
			denied === undefined
				? { text: `${id} ${worst ?? ''}`.trim(), what: `the state of ${id}` }
				: { text: denied, what: `the subject that shows ${id}` },
	});
