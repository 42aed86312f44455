// The servers of one account: what it is on each of them, in the columns of all accounts.

import { shareJson } from '../../format/account-json.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { type Account, type AccountShare, isIdle } from '../../model/account.ts';
import { defineScreen } from '../define-screen.ts';
import { accountColumns } from './columns.ts';
import { type AccountFacts, accountFacts } from './facts.ts';
import { connectionsScope } from './scopes.ts';
import { missingText } from './snapshot.ts';
import { type AccountTab, openAccountTab } from './tab-source.ts';

/** What one server counts, as a row of the same kind as an account. */
type ServerShare = Account & { share: AccountShare };

const rowsOf = ({ account }: AccountTab): readonly ServerShare[] =>
	account === undefined
		? []
		: account.shares.map((share): ServerShare => {
				const isSlow = share.slowGrowth > 0;
				return {
					...account,
					...share,
					...{ share, name: account.name, shares: [share], servers: isIdle(share) ? 0 : 1 },
					...{ ratesArePartial: false, rank: isSlow ? 1 : 0 },
					troubles: account.troubles.filter(({ check }) => check === 'slow' && isSlow),
				};
			});

const shown = ['conns', 'leafs', 'subs', 'in', 'out', 'bin', 'bout', 'slow', 'load'];

export const accountServers = defineScreen<ServerShare, AccountTab, AccountFacts>({
	...{ id: 'account-servers', key: '5', title: 'Account servers', tab: 'Servers', list: 'table' },
	about: 'what one account is on each server',
	noun: ['server', 'servers'],
	empty: () => 'No server has loaded it.',
	source: { asked: 'while visible', open: openAccountTab },
	rows: rowsOf,
	honesty: ({ all }) => ({ at: all.at, partial: missingText(all) }),
	facts: ({ all }, choices) => accountFacts(all, choices),
	keyOf: ({ share }) => share.server.id,
	namesOf: ({ share }) => [share.server.name, share.server.id],
	columns: [
		{
			...{
				id: 'server',
				title: 'SERVER',
				about: 'the server',
				align: 'left',
				width: 12,
				most: 24,
				priority: 1,
			},
			nameWidth: ({ share }) => cellsOf(share.server.name),
			value: ({ share }) => share.server.name,
			json: 'server',
			cell: ({ share }, width, { glyphs }) => ({ text: fitMiddle(share.server.name, width, glyphs) }),
		},
		...accountColumns.filter(({ id }) => shown.includes(id)),
		{
			...{ id: 'cluster', title: 'CLUSTER', about: 'cluster of the server', align: 'left', width: 10 },
			...{ priority: 14, json: 'cluster', value: ({ share }) => share.server.cluster },
		},
		{
			...{
				json: 'version',
				id: 'version',
				title: 'VER',
				about: 'version of the server',
				align: 'left',
				width: 8,
				priority: 15,
			},
			value: ({ share }) => share.server.version,
		},
	],
	sort: { column: 'conns', descending: true },
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld,
	anywhere: ({ share }) => [share.server.name, share.server.cluster],
	rowLook: ({ rank, isOld, share }, { glyphs }) => {
		if (isOld) return { glyph: glyphs.unknown, token: 'muted', faded: true };
		if (rank > 0) return { glyph: '!', token: 'warn', faded: false };
		return { glyph: ' ', faded: isIdle(share) };
	},
	open: (row) => ({ screen: 'connections', scope: connectionsScope(row, row.share.server.name) }),
	scopes: (row) => ({
		connections: connectionsScope(row, row.share.server.name),
		streams: connectionsScope(row, row.share.server.name),
	}),
	serverOf: ({ share }) => ({ id: share.server.id, name: share.server.name }),
	json: ({ share }) => shareJson(share),
	copy: ({ share }) => ({ text: share.server.name, what: share.server.name }),
});
