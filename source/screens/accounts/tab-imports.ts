// The imports of one account: what it gets from others, and what of it does not come through.

import { importJson } from '../../format/account-json.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import type { AccountImport } from '../../model/account-claims.ts';
import { defineScreen } from '../define-screen.ts';
import { type AccountFacts, accountFacts } from './facts.ts';
import { type AccountTab, claimsHonesty, openAccountTab } from './tab-source.ts';

const isInvalid = ({ isInvalid: bad }: AccountImport): boolean => bad;

/** What every account has of the system account is counted only. */
const systemNote = ({ account }: AccountTab): string | undefined => {
	const count = account?.claims?.systemImports ?? 0;
	return count === 0 ? undefined : `+ ${count} of the system`;
};

export const accountImports = defineScreen<AccountImport, AccountTab, AccountFacts>({
	...{ id: 'account-imports', key: '5', title: 'Imports', list: 'table', noun: ['import', 'imports'] },
	about: 'what one account gets from others',
	empty: () => 'It imports nothing from other accounts.',
	source: { asked: 'while visible', open: openAccountTab },
	rows: ({ account }) => account?.claims?.imports ?? [],
	honesty: (tab) => claimsHonesty(tab, 'imports', systemNote(tab)),
	facts: ({ all }, choices) => accountFacts(all, choices),
	keyOf: ({ subject, account = '', type = '', localSubject = '' }) =>
		[subject, account, type, localSubject].join('\n'),
	namesOf: ({ subject, account = '' }) => [subject, account],
	columns: [
		{
			...{ id: 'subject', title: 'SUBJECT', about: 'what the other account calls it', align: 'left' },
			...{ width: 20, most: 48, priority: 1, json: 'subject', lit: 'always' },
			nameWidth: ({ subject }) => cellsOf(subject),
			value: ({ subject }) => subject,
			cell: ({ subject }, width, { glyphs }) => ({ text: fitMiddle(subject, width, glyphs) }),
		},
		{
			...{
				id: 'from',
				title: 'FROM',
				about: 'the account it comes from',
				align: 'left',
				width: 12,
				most: 24,
			},
			...{ priority: 2, json: 'account', aliases: ['acc', 'account'] },
			nameWidth: ({ account = '' }) => Math.min(13, cellsOf(account)),
			value: ({ account }) => account,
			texts: ({ account = '' }, facts) => [account, facts?.nameFor(account)],
			cell: ({ account }, width, { glyphs, nameFor }) => ({
				text: account === undefined ? glyphs.none : fitMiddle(nameFor(account), width, glyphs),
			}),
		},
		{
			...{ id: 'type', title: 'TYPE', about: 'stream or service', align: 'left', width: 7, priority: 3 },
			...{ json: 'type', value: ({ type }) => type },
		},
		{
			...{
				id: 'as',
				title: 'AS',
				about: 'what it is called here, where that is another subject',
				align: 'left',
			},
			...{ width: 12, most: 40, priority: 5, json: 'local_subject' },
			nameWidth: ({ localSubject = '' }) => cellsOf(localSubject),
			value: ({ localSubject }) => localSubject,
		},
		{
			...{
				json: 'invalid',
				id: 'valid',
				title: 'VALID',
				about: 'whether the other account allows it',
				align: 'left',
				width: 5,
			},
			...{ priority: 4, value: ({ isInvalid: bad }) => (bad ? 'no' : 'yes') },
			cell: ({ isInvalid: bad }) => (bad ? { text: 'no!', token: 'warn' } : { text: 'yes' }),
		},
		{
			...{ id: 'share', title: 'SHARE', about: 'whether the other side learns who asks', align: 'left' },
			...{ width: 5, priority: 6, json: 'share', value: ({ isShared }) => (isShared ? 'yes' : 'no') },
		},
	],
	sort: { column: 'subject', descending: false },
	rank: (row) => (isInvalid(row) ? 1 : 0),
	anywhere: ({ subject, localSubject, account = '' }, { nameFor }) => [
		subject,
		localSubject,
		nameFor(account),
	],
	rowLook: (row) =>
		isInvalid(row) ? { glyph: '!', token: 'warn', faded: false } : { glyph: ' ', faded: false },
	json: importJson,
	copy: ({ subject }) => ({ text: subject, what: subject }),
});
