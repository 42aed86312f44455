// The users of one account that were seen or revoked: servers list none, so they are learned from connections and events.

import { userJson } from '../../format/account-json.ts';
import { countIn } from '../../format/number.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { age, dateTime } from '../../format/time.ts';
import { type AccountShare, isIdle } from '../../model/account.ts';
import {
	type AccountUser,
	addConnections,
	type ConnectedUser,
	type ConnectedUsers,
	usersOf,
} from '../../model/account-users.ts';
import { withCommas } from '../../model/count-words.ts';
import { firstAndMore } from '../../model/first-names.ts';
import { askConnz } from '../../nats/connz.ts';
import { type Failure, failureText } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import { workThrough } from '../../nats/work-through.ts';
import type { Column } from '../../table/column.ts';
import { counts, timeSpans } from '../../table/filter-quantity.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import { defineScreen } from '../define-screen.ts';
import type { Honesty } from '../list-facts.ts';
import { polledSource } from '../polled-source.ts';
import { pairOf, type Source, type Watching } from '../source.ts';
import { atOnce } from './ask-needs.ts';
import type { AccountsSnapshot } from './snapshot.ts';
import { type AccountTab, openAccountTab } from './tab-source.ts';

/** Connections of one server that are looked at; users of the others are seen in events. */
const mostRows = 1024;

/** Least time between two rounds, milliseconds: in operator mode each row brings the user's token along. */
const leastSpan = 15_000;

/** Longest wait for one answer, milliseconds. */
const answerLimit = 2000;

/** What connections told. */
type Seen = {
	/** Absent before the first answer. */
	connected?: ConnectedUsers;
	at?: number;
	denied?: string;
	/** Servers that have told nothing, and why. */
	unheard: readonly string[];
	/** Some server has more connections of the account than were looked at. */
	isCut: boolean;
};

type Users = { tab: AccountTab; seen: Seen };

const none: Seen = { unheard: [], isCut: false };

/** Servers that have not said whether the account is in use there. */
const unasked = ({ silent, refused, tooOld }: AccountsSnapshot): readonly string[] => [
	...silent,
	...refused,
	...tooOld,
];

/** Asks every server that has connections of the account for them, and keeps what its users come to. */
const openSeen = (watching: Watching, of: string, tab: Source<AccountTab>): Source<Seen> => {
	let isKnown = false;
	return polledSource<Seen>(
		watching,
		none,
		async (wire, before, { isWished, spend, signal }) => {
			if (before.denied !== undefined && !isWished) return before;
			const { account, all } = tab.get();
			isKnown = account !== undefined;
			// Where it is connected is not known before it is.
			if (account === undefined) return before;
			const at = wire.now();
			const timeout = Math.min(watching.timeout, answerLimit);
			const users = new Map<string, ConnectedUser>();
			const unheard = [...unasked(all)];
			let isCut = false;
			const inUse = account.shares.filter((share) => !isIdle(share));
			const ask = async ({ server }: AccountShare): Promise<Failure | undefined> => {
				const body = { acc: of, auth: true, sort: 'cid', limit: mostRows };
				const result = await askConnz(wire, server.id, body, { timeout, spend });
				if (result.ok) {
					const { rows, total, received } = result.value;
					isCut = !addConnections(users, of, rows) || total > received || isCut;
					return undefined;
				}
				unheard.push(`${server.name}: ${failureText(result.failure)}`);
				return result.failure;
			};
			const denied = await workThrough(inUse, ask, { atOnce, signal });
			if (signal.aborted) return before;
			if (denied?.kind === 'denied') return { ...none, denied: permissionPattern(denied.subject), at };
			return { connected: { users, at, isWhole: !isCut && unheard.length === 0 }, at, unheard, isCut };
		},
		{
			name: 'account-users',
			keptAs: `account-users ${of}`,
			base: (interval) => (isKnown ? Math.max(leastSpan, interval) : interval),
		},
	);
};

const openUsers = (watching: Watching, of = ''): Source<Users> => {
	const tab = openAccountTab(watching, of);
	const seen = openSeen(watching, of, tab);
	const { refresh, close } = seen;
	return {
		...pairOf(tab, seen, (tabNow, seenNow): Users => ({ tab: tabNow, seen: seenNow })),
		refresh,
		close,
	};
};

const rowsOf = memoizeLast(({ tab: { account, all }, seen }: Users): readonly AccountUser[] =>
	account === undefined ? [] : usersOf(account.account, seen.connected, all.events ?? [], account.claims),
);

const stillKnown =
	'Users that connect stand here from their events; those that are revoked, from the claims.';

/** What the users were not learned from, the worst first. */
const lacking = ({ tab: { account }, seen: { unheard, isCut } }: Users): readonly string[] => [
	...(unheard.length > 0 ? [`without ${firstAndMore(unheard)}`] : []),
	...(isCut ? [`of the first ${withCommas(mostRows)} of each server`] : []),
	...(account?.claims?.cut.includes('revoked') ? ['the first 1,000 that are revoked'] : []),
];

const honesty = (users: Users): Honesty => {
	const { tab, seen } = users;
	const parts = lacking(users);
	return {
		at: tab.all.at,
		...(seen.denied !== undefined && { denied: { subject: seen.denied, still: stillKnown } }),
		...(parts.length > 0 && { partial: parts.join('   ') }),
		note: seen.connected === undefined ? 'asking for its connections' : 'seen in connections, events',
	};
};

const figure = { align: 'right', descending: true, isExact: true, unit: counts } as const;

const columns: readonly Column<AccountUser, object>[] = [
	{
		...{ id: 'user', title: 'USER', about: 'its name, or its key', align: 'left', width: 16, most: 40 },
		...{ priority: 1, json: 'user', lit: 'always', value: ({ user }) => user },
		nameWidth: ({ user }) => Math.min(20, cellsOf(user)),
		cell({ user }, width, { glyphs }) {
			if (user === '') return { text: 'no name' };
			return {
				text: user === '*' ? '* everybody' : cellsOf(user) > width ? fitMiddle(user, width, glyphs) : user,
			};
		},
	},
	{
		...{
			json: 'names',
			id: 'name',
			title: 'NAME',
			about: 'what its clients call themselves',
			align: 'left',
			width: 12,
		},
		...{ most: 32, priority: 3, value: ({ names }) => names.join(' '), texts: ({ names }) => names },
		nameWidth: ({ names }) => cellsOf(names.join(' ')),
	},
	{
		...{
			...figure,
			id: 'conns',
			title: 'CONNS',
			about: 'its connections now; + where some servers have not told of all',
			width: 6,
			priority: 2,
		},
		...{ json: 'connections', value: ({ connections }) => connections },
		cell({ connections, mayHaveMore }, width, { glyphs, exact }) {
			if (!mayHaveMore) return { text: countIn(connections, width, glyphs, exact) };
			return { text: `${countIn(connections, width - 1, glyphs, exact)}+` };
		},
	},
	{
		...{ ...figure, id: 'came', title: 'CAME', about: 'connects that natstop has heard of', width: 6 },
		...{ priority: 4, json: 'came', value: ({ came }) => came },
	},
	{
		...{ ...figure, id: 'went', title: 'WENT', about: 'disconnects that natstop has heard of', width: 6 },
		...{ priority: 5, json: 'went', value: ({ went }) => went },
	},
	{
		...{
			json: 'seen_at',
			id: 'seen',
			title: 'SEEN',
			about: 'since it was seen last',
			align: 'right',
			width: 5,
			priority: 6,
		},
		...{ unit: timeSpans, value: ({ seenAt }, { now }) => seenAt && Math.max(0, now - seenAt) },
		cell: ({ seenAt, connections = 0 }, _, { now, glyphs }) => ({
			text: connections > 0 ? 'now' : age(seenAt && now - seenAt, glyphs),
		}),
	},
	{
		...{ id: 'revoked', title: 'REVOKED', about: 'since when its older logins are refused', align: 'left' },
		...{
			width: 20,
			priority: 6,
			json: 'revoked_at',
			value: ({ revokedAt, isRevoked }) => revokedAt ?? (isRevoked ? 0 : undefined),
		},
		cell: ({ isRevoked, revokedAt }, _, { glyphs }) => ({
			text: isRevoked ? dateTime(revokedAt, glyphs) : glyphs.none,
		}),
	},
	{
		...{
			json: 'servers',
			id: 'servers',
			title: 'SERVERS',
			about: 'where it is or was connected',
			align: 'left',
			width: 16,
		},
		...{ most: 40, priority: 8, value: ({ servers }) => servers.join(' '), texts: ({ servers }) => servers },
		nameWidth: ({ servers }) => cellsOf(servers.join(' ')),
	},
];

export const accountUsers = defineScreen<AccountUser, Users, object>({
	...{ id: 'account-users', key: '5', title: 'Users', list: 'table', noun: ['user', 'users'] },
	about: 'users of one account that were seen or revoked',
	empty: () => 'Nobody was seen yet.',
	source: { asked: 'while visible', open: openUsers },
	rows: rowsOf,
	honesty,
	facts: () => ({}),
	keyOf: ({ user }) => user,
	namesOf: ({ user }) => [user],
	columns,
	sort: { column: 'conns', descending: true },
	anywhere: ({ user, names, servers }) => [user, ...names, ...servers],
	rowLook: ({ isRevoked, connections }) => ({ glyph: ' ', faded: isRevoked && connections === 0 }),
	json: userJson,
	copy: ({ user }) => ({ text: user, what: 'the user' }),
});
