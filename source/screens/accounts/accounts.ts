// The accounts of the whole system: who uses how much of it, and with whom something is wrong.

import { accountJson } from '../../format/account-json.ts';
import { type Account, isIdle } from '../../model/account.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import { defineScreen } from '../define-screen.ts';
import { accountPage } from './account-page.ts';
import { type AccountFacts, accountColumns } from './columns.ts';
import { accountDetail } from './detail.ts';
import { accountExamples, accountsLegend } from './legend.ts';
import { type AccountsSnapshot, missingText } from './snapshot.ts';
import { askAccountsOnce, openAccounts } from './source.ts';

/** What nobody has to be asked for. */
const stillKnown = 'Who connects to which account stands among the events, on 3.';

const byName = memoizeLast(
	(keys: boolean): AccountFacts => ({
		nameOf: ({ account, name }) => (keys ? account : name),
	}),
);

export const accounts = defineScreen<Account, AccountsSnapshot, AccountFacts>({
	id: 'accounts',
	key: '5',
	title: 'Accounts',
	about: 'every account of the system, who uses how much of it',
	noun: ['account', 'accounts'],
	list: 'table',
	empty: () => 'No server has told of an account yet.',
	source: {
		asked: 'while visible',
		open: openAccounts,
		once: askAccountsOnce,
		freeze: ({ accounts: live, ...rest }) => ({
			...rest,
			// Histories go on being written, so a frozen snapshot has its own copies.
			accounts: live.map((account) => ({ ...account, history: account.history?.clone() })),
		}),
	},
	rows: (snapshot) => snapshot.accounts,
	honesty: (snapshot) => ({
		at: snapshot.at,
		...(snapshot.failed !== undefined && snapshot.denied === undefined && { failed: snapshot.failed }),
		...(snapshot.denied !== undefined && { denied: { subject: snapshot.denied, still: stillKnown } }),
		partial: missingText(snapshot),
	}),
	facts: (_, { keys }) => byName(keys),
	keyOf: ({ account }) => account,
	namesOf: ({ name, account }) => [name, account],
	columns: accountColumns,
	sort: { column: 'trouble', descending: true },
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld,
	fields: [
		{
			names: ['server'],
			texts: ({ shares }) => shares.filter((share) => !isIdle(share)).map(({ server }) => server.name),
		},
	],
	anywhere: ({ name, account }) => [name, account],
	rowLook: ({ isOld, troubles: [worst] }, { glyphs }) => {
		if (isOld) return { glyph: glyphs.unknown, token: 'muted', faded: true };
		if (worst === undefined) return { glyph: ' ', faded: false };
		return worst.severity === 'critical'
			? { glyph: glyphs.down, token: 'crit', faded: false }
			: { glyph: '!', token: 'warn', faded: false };
	},
	detail: accountDetail,
	tabs: ['overview'],
	opened: accountPage,
	legend: accountsLegend,
	examples: accountExamples,
	json: accountJson,
	copy: ({ account, name }) => ({ text: account, what: account === name ? name : `the key of ${name}` }),
});
