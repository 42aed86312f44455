// The exports of one account: what others can use of it, and who may.

import { exportJson } from '../../format/account-json.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import type { AccountExport } from '../../model/account-claims.ts';
import { firstAndMore } from '../../model/first-names.ts';
import { percents } from '../../table/filter-quantity.ts';
import { defineScreen } from '../define-screen.ts';
import { type AccountFacts, accountFacts } from './facts.ts';
import { type AccountTab, claimsHonesty, openAccountTab } from './tab-source.ts';

/** Accounts named in a cell. */
const mostNames = 4;

export const accountExports = defineScreen<AccountExport, AccountTab, AccountFacts>({
	...{ id: 'account-exports', key: '5', title: 'Exports', list: 'table', noun: ['export', 'exports'] },
	about: 'what other accounts can use of one',
	empty: () => 'It exports nothing to other accounts.',
	source: { asked: 'while visible', open: openAccountTab },
	rows: ({ account }) => account?.claims?.exports ?? [],
	honesty: (tab) => claimsHonesty(tab, 'exports'),
	facts: ({ all }, choices) => accountFacts(all, choices),
	keyOf: ({ subject, type = '' }) => `${subject}\n${type}`,
	namesOf: ({ subject }) => [subject],
	columns: [
		{
			...{ id: 'subject', title: 'SUBJECT', about: 'what can be used', align: 'left', width: 20, most: 48 },
			...{ priority: 1, json: 'subject', lit: 'always', value: ({ subject }) => subject },
			nameWidth: ({ subject }) => cellsOf(subject),
			cell: ({ subject }, width, { glyphs }) => ({ text: fitMiddle(subject, width, glyphs) }),
		},
		{
			...{ id: 'type', title: 'TYPE', about: 'stream or service', align: 'left', width: 7, priority: 2 },
			...{ json: 'type', value: ({ type }) => type },
		},
		{
			...{ id: 'response', title: 'RESPONSE', about: 'how a service answers', align: 'left', width: 9 },
			...{ priority: 4, json: 'response_type', value: ({ responseType }) => responseType },
		},
		{
			...{
				json: 'accounts',
				id: 'who',
				title: 'WHO',
				about: 'who may: all, with a token, or accounts by name',
				align: 'left',
			},
			...{ width: 10, most: 40, priority: 3 },
			value: ({ needsToken, accounts }) =>
				accounts ? accounts.join(' ') : needsToken ? 'with a token' : 'all',
			texts: ({ accounts = [], needsToken }, facts) => [
				...accounts.flatMap((account) => [account, facts?.nameFor(account)]),
				...(accounts.length > 0 ? [] : [needsToken ? 'with a token' : 'all']),
			],
			nameWidth: ({ accounts, needsToken }) =>
				accounts ? 14 * Math.min(mostNames, accounts.length) : needsToken ? 12 : 3,
			cell({ accounts, needsToken }, _, { nameFor }) {
				if (accounts === undefined) return { text: needsToken ? 'with a token' : 'all' };
				if (accounts.length === 0) return { text: 'nobody' };
				return { text: firstAndMore(accounts.map(nameFor), mostNames) };
			},
		},
		{
			...{
				json: 'latency_sampling',
				id: 'latency',
				title: 'LATENCY',
				about: 'how many of the requests are measured, percent',
			},
			...{ align: 'right', width: 7, priority: 5, unit: percents },
			value: ({ latencySampling }) => latencySampling,
			cell: ({ latencySampling }, _, { glyphs }) => ({
				text: latencySampling === undefined ? glyphs.none : `${latencySampling}%`,
			}),
		},
	],
	sort: { column: 'subject', descending: false },
	anywhere: ({ subject, type }) => [subject, type],
	json: exportJson,
	copy: ({ subject }) => ({ text: subject, what: subject }),
});
