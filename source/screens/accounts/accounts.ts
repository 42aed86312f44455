// The accounts of the whole system: who uses how much of it, and with whom something is wrong.

import { accountJson } from '../../format/account-json.ts';
import { type Account, isIdle } from '../../model/account.ts';
import { defineScreen } from '../define-screen.ts';
import { accountPage } from './account-page.ts';
import { accountColumns } from './columns.ts';
import { accountDetail } from './detail.ts';
import { type AccountFacts, accountFacts } from './facts.ts';
import { accountExamples, accountsLegend } from './legend.ts';
import { accountsReport } from './report.ts';
import { connectionsScope } from './scopes.ts';
import { type AccountsSnapshot, completeText, missingText } from './snapshot.ts';
import { askAccountsOnce, openAccounts } from './source.ts';
import { accountExports } from './tab-exports.ts';
import { accountImports } from './tab-imports.ts';
import { accountServers } from './tab-servers.ts';
import { accountUsers } from './tab-users.ts';

/** What nobody has to be asked for. */
const stillKnown = 'Who connects to which account stands among the events, on 3.';

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
	report: accountsReport,
	honesty: (snapshot) => ({
		at: snapshot.at,
		...(snapshot.failed !== undefined && snapshot.denied === undefined && { failed: snapshot.failed }),
		...(snapshot.denied !== undefined && { denied: { subject: snapshot.denied, still: stillKnown } }),
		partial: missingText(snapshot),
		note: completeText(snapshot),
	}),
	asksMore: true,
	facts: accountFacts,
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
		{ names: ['tag'], texts: ({ claims }) => claims?.tags ?? [] },
		{ names: ['issuer'], texts: ({ claims }) => [claims?.issuer] },
	],
	anywhere: ({ name, account }) => [name, account],
	rowLook: ({ isOld, isLoaded, troubles: [worst] }, { glyphs }) => {
		if (!isLoaded) return { glyph: ' ', faded: true };
		if (isOld) return { glyph: glyphs.unknown, token: 'muted', faded: true };
		if (worst === undefined) return { glyph: ' ', faded: false };
		return worst.severity === 'critical'
			? { glyph: glyphs.down, token: 'crit', faded: false }
			: { glyph: '!', token: 'warn', faded: false };
	},
	detail: accountDetail,
	tabs: [
		'overview',
		{ list: accountServers },
		{ list: accountImports },
		{ list: accountExports },
		{ list: accountUsers },
	],
	tabCounts: ({ servers, isLoaded, claims }) => ({
		[accountServers.id]: isLoaded ? servers : undefined,
		[accountImports.id]: claims?.imports.length,
		[accountExports.id]: claims?.exports.length,
	}),
	scopes: (row) => {
		const scope = connectionsScope(row);
		return { connections: scope, streams: scope, subjects: scope };
	},
	opened: accountPage,
	legend: accountsLegend,
	examples: accountExamples,
	json: accountJson,
	copy: ({ account, name }) => ({ text: account, what: account === name ? name : `the key of ${name}` }),
});
