// What an account uses of its limits, and what its claims say beside them.

import { bytes, count } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { roomyColumns } from '../../format/screen-sizes.ts';
import { bar } from '../../format/sparkline.ts';
import { width as cellsOf, fit, fitMiddle } from '../../format/text.ts';
import { dateTime, uptimeShort } from '../../format/time.ts';
import { isGone } from '../../model/account-claims.ts';
import {
	connectionLimits,
	jetStreamLimits,
	type LimitUse,
	limitsOfUse,
	mainUse,
} from '../../model/account-limit-use.ts';
import { percentText } from '../../model/checks/check.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import { withCommas } from '../../model/count-words.ts';
import { firstAndMore } from '../../model/first-names.ts';
import { markOf } from '../../model/health.ts';
import { placeName } from '../../model/jetstream-place.ts';
import { accountPermissions } from '../../nats/subjects.ts';
import { limitHealth } from './claim-columns.ts';
import { type AccountView, accountRow } from './detail-lines.ts';

/** A row of the table: its label, and what stands under `of` where that is no limit of the whole account. */
type Line = { label: string; figure: LimitUse; of?: string };

/** Tags, tiers and JetStream systems that are told at most. */
const [mostTags, mostTiers, mostSystems] = [8, 8, 8];

/** The labels of JetStream in the order of its limits. */
const jetStreamLabels = ['js memory', 'js store', 'streams', 'consumers'];

const ownLines = ({ account, look: { glyphs } }: AccountView): Line[] => {
	const { subscriptions, claims } = account;
	const each = claims?.limits?.subscriptions;
	const [conns, leafs] = connectionLimits(account);
	return [
		...(conns ? [{ label: 'conns', figure: conns }] : []),
		...(leafs ? [{ label: 'leafs', figure: leafs }] : []),
		{
			label: 'subs',
			figure: { what: '', used: subscriptions, share: undefined },
			...(each !== undefined && { of: `${count(each, glyphs)} each` }),
		},
		{
			label: 'payload',
			figure: { what: '', limit: claims?.limits?.payload, isBytes: true, share: undefined },
		},
	];
};

const jetStreamLines = ({ account }: AccountView): Line[] =>
	jetStreamLimits(account).map((figure, at) => ({ label: jetStreamLabels[at] ?? '', figure }));

const cells = (view: AccountView, { label, figure, of }: Line, isRoomy: boolean): Piece[] => {
	const { account, look } = view;
	const { glyphs, exact } = look;
	const write = (value: number | undefined): string =>
		figure.isBytes ? bytes(value, glyphs, exact) : count(value, glyphs, exact);
	const health = figure.share === undefined ? undefined : limitHealth(account, [figure]);
	const percent = figure.share === undefined ? '' : percentText(figure.share) + markOf(health);
	const token = health && { token: health };
	return [
		fit(label, 9, glyphs),
		fit(write(figure.used), 8, glyphs, 'right'),
		'  ',
		fit(of ?? write(figure.limit), 9, glyphs),
		{ text: fit(percent, 6, glyphs, 'right'), ...token },
		...(isRoomy
			? [
					' ',
					{
						text: fit(figure.share === undefined ? '' : bar(figure.share, 10, glyphs), 12, glyphs),
						...token,
					},
				]
			: ['   ']),
	];
};

const head = (isRoomy: boolean): string =>
	`${'LIMITS'.padEnd(9)}${'used'.padStart(8)}  ${'of'.padEnd(9)}${'%'.padStart(6)}${' '.repeat(isRoomy ? 13 : 3)}`;

/** `mem 1.1G of 4.0G 28%`; nothing where it is not known. */
const sizePieces = ({ account, look }: AccountView, label: string, figure: LimitUse | undefined): Piece[] => {
	const { glyphs, exact } = look;
	if (figure?.used === undefined) return [];
	const health = limitHealth(account, [figure]);
	const limit = figure.limit === undefined ? '' : ` of ${bytes(figure.limit, glyphs)}`;
	const share = figure.share === undefined ? '' : ` ${percentText(figure.share)}${markOf(health)}`;
	const text = `${label} ${bytes(figure.used, glyphs, exact)}${limit}${share}   `;
	return [{ text, ...(health && { token: health }) }];
};

const countPieces = ({ look }: AccountView, label: string, figure: LimitUse | undefined): Piece[] =>
	figure?.used === undefined
		? []
		: [{ text: `${label} ${count(figure.used, look.glyphs, look.exact)}   `, keep: 2 }];

/** `and 12 more tiers`. */
const moreRow = (view: AccountView, more: number, noun: string): string[] =>
	more > 0 ? [accountRow(view, [{ text: `and ${more} more ${noun}`, token: 'muted' }])] : [];

/** Where several JetStream systems tell of an account, each in a row: the table has the one in which it stores most. */
const domainRows = (view: AccountView): string[] => {
	const { account } = view;
	if (account.jetstream.length < 2) return [];
	const rows = account.jetstream.slice(0, mostSystems).map((use) => {
		const [memory, storage, streams, consumers] = limitsOfUse(use, account);
		const name = placeName(use) ?? 'no domain';
		return accountRow(view, [
			`JS in ${fitMiddle(name, Math.min(24, cellsOf(name)), view.look.glyphs)}   `,
			...sizePieces(view, 'mem', memory),
			...sizePieces(view, 'store', storage),
			...countPieces(view, 'streams', streams),
			...countPieces(view, 'consumers', consumers),
		]);
	});
	return [...rows, ...moreRow(view, account.jetstream.length - mostSystems, 'JetStream systems')];
};

/** Two halves side by side: connections, and JetStream where the account has any. */
export const limitRows = (view: AccountView): string[] => {
	const { account, look, width } = view;
	const isRoomy = width >= roomyColumns;
	const [own, stored] = [ownLines(view), jetStreamLines(view)];
	const hasUse = mainUse(account) !== undefined;
	const half = isRoomy ? 47 : 37;
	const rows = own.map((line, at) => {
		const right = stored[at];
		return accountRow(view, [
			...cells(view, line, isRoomy),
			...(hasUse && right && width >= 2 * half ? cells(view, right, isRoomy) : []),
		]);
	});
	const under =
		hasUse && width < 2 * half ? stored.map((line) => accountRow(view, cells(view, line, isRoomy))) : [];
	const title = accountRow(view, [
		{ text: head(isRoomy), token: 'title' },
		...(hasUse && width >= 2 * half ? [{ text: head(isRoomy), token: 'title' as const }] : []),
	]);
	const { tiers = [] } = account.claims ?? {};
	const tierRows = tiers
		.slice(0, mostTiers)
		.map(({ tier, memory, storage, streams, consumers }) =>
			accountRow(view, [
				`${fit(tier, 9, look.glyphs)}limits: memory ${bytes(memory, look.glyphs)}   store ${bytes(storage, look.glyphs)}   `,
				`streams ${count(streams, look.glyphs)}   consumers ${count(consumers, look.glyphs)}`,
			]),
		);
	return [
		title,
		...rows,
		...under,
		...domainRows(view),
		...tierRows,
		...moreRow(view, tiers.length - mostTiers, 'tiers'),
	];
};

/** What the claims say, or why nothing is known of them, a sentence a row. */
export const claimRows = (view: AccountView): string[] => {
	const { account, look, denied = [] } = view;
	const { glyphs, now, nameFor } = look;
	const { claims } = account;
	const muted = (text: string): string => accountRow(view, [{ text, token: 'muted' }]);
	if (!account.isLoaded) return [];
	const noUse = denied.includes(accountPermissions.use)
		? [muted(`JetStream use is not known: not permitted: ${accountPermissions.use}`)]
		: [];
	if (claims === undefined) {
		return denied.includes(accountPermissions.claims)
			? [
					accountRow(view, [
						{
							text: `Limits and claims are not known: not permitted: ${accountPermissions.claims}`,
							token: 'crit',
						},
					]),
					...noUse,
					muted('The user must be allowed to publish there.'),
				]
			: [muted('Limits and claims: no server has told of them yet.')];
	}
	if (claims.limits === undefined)
		return [...noUse, muted('limits are in the configuration, which servers do not show')];
	const isOver = isGone(claims, now);
	const left = claims.expires === undefined ? undefined : claims.expires - now;
	const health = healthInColumn(account.troubles, 'exp');
	const until = isOver
		? `ended ${dateTime(claims.expires, glyphs)}`
		: left === undefined
			? 'do not end'
			: `valid until ${dateTime(claims.expires, glyphs)} (${uptimeShort(left)})`;
	const issuer = claims.issuer === undefined ? glyphs.none : fitMiddle(nameFor(claims.issuer), 13, glyphs);
	const revoked = `${withCommas(claims.revoked.length)}${claims.cut.includes('revoked') ? '+' : ''}`;
	return [
		...noUse,
		accountRow(view, [
			`Claims   pushed ${dateTime(claims.updated ?? claims.issued, glyphs)}   `,
			{ text: until + markOf(health), ...(health && { token: health }) },
		]),
		accountRow(view, [
			`Issuer   ${issuer}   signing keys ${claims.signingKeys ?? glyphs.none}   revoked users ${revoked}`,
			...(claims.tags.length === 0
				? []
				: [{ text: `   tags ${firstAndMore(claims.tags, mostTags, { joint: ' ' })}`, keep: 2 }]),
			...(claims.hasDefaultPermissions ? [{ text: '   has default permissions', keep: 1 }] : []),
		]),
	];
};

/** `JS mem 1.1G of 4.0G 28%   store 1.2T of 2.0T 62%   streams 41   claims 41d`; nothing where none of it is known. */
export const claimsLine = (view: AccountView): string | undefined => {
	const { account, look } = view;
	const { now } = look;
	const { claims } = account;
	const use = mainUse(account);
	if (use === undefined && claims?.limits === undefined) return undefined;
	const [memory, storage, streams, consumers] = jetStreamLimits(account);
	const health = healthInColumn(account.troubles, 'exp');
	const left = claims?.expires === undefined ? undefined : claims.expires - now;
	const end =
		claims?.limits === undefined
			? undefined
			: isGone(claims, now)
				? 'claims ended'
				: left === undefined
					? 'claims do not end'
					: `claims end in ${uptimeShort(left)}`;
	return accountRow(view, [
		...(use === undefined ? [] : ['JS  ']),
		...sizePieces(view, 'mem', memory),
		...sizePieces(view, 'store', storage),
		...countPieces(view, 'streams', streams),
		...countPieces(view, 'consumers', consumers),
		...(end === undefined
			? [{ text: 'limits are in the configuration', keep: 1 }]
			: [{ text: end + markOf(health), ...(health ? { token: health } : { keep: 1 }) }]),
	]);
};
