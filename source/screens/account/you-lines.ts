// The lines above the areas: who we are and for how long, and how much of its limits the account uses.

import { bytes } from '../../format/number.ts';
import { type Piece, pieceRow } from '../../format/pieces.ts';
import { uptimeShort } from '../../format/time.ts';
import {
	healthOfUse,
	type LimitUse,
	limitUses,
	percentOfUse,
} from '../../model/account-mode/jetstream-use.ts';
import { withCommas } from '../../model/count-words.ts';
import type { SubjectRules } from '../../nats/connect/user-info.ts';
import type { Glyphs, Token } from '../../theme.ts';
import type { BaseLook, Size } from '../screen.ts';
import type { AccountSnapshot, Allowed } from './source.ts';

const day = 24 * 60 * 60_000;

/** How long before the end of our user it is a warning, and critical. */
const [soon, verySoon] = [14 * day, 2 * day];

/** The end of our user: `expires 13d!`; nothing where there is none. */
const expiryPiece = (expiresAt: number | undefined, now: number, glyphs: Glyphs): Piece[] => {
	if (expiresAt === undefined) return [];
	const left = expiresAt - now;
	const token: Token | undefined = left < verySoon ? 'crit' : left < soon ? 'warn' : undefined;
	const mark = token === undefined ? '' : token === 'crit' ? '!!' : '!';
	const text = left <= 0 ? `expired${mark}` : `expires ${uptimeShort(left, glyphs)}${mark}`;
	return ['  ', { text, ...(token && { token }) }];
};

/** `publish 15 subjects`, or the only one; what is not restricted is not counted. */
const rulesText = (what: string, rules: SubjectRules | undefined): string => {
	const { allow, deny = [] } = rules ?? {};
	const [only] = allow ?? [];
	const allowed =
		allow === undefined
			? 'anything'
			: allow.length === 1 && only !== undefined
				? only
				: `${allow.length} subjects`;
	return `${what} ${allowed}${deny.length === 0 ? '' : ` but ${deny.length}`}`;
};

const permissionPieces = ({ user }: AccountSnapshot): Piece[] => {
	if (user === undefined || user.from === 'connections' || user.from === 'settings') return [];
	const { publish, subscribe } = user.permissions ?? {};
	if (publish === undefined && subscribe === undefined) return [];
	return [
		{ text: `  ${rulesText('publish', publish)}`, keep: 2 },
		{ text: `  ${rulesText('subscribe', subscribe)}`, keep: 1 },
	];
};

const youLine = (snapshot: AccountSnapshot, { now, theme, glyphs }: BaseLook, width: number): string => {
	const { user, server } = snapshot;
	const name = user?.userName || user?.user || glyphs.none;
	return pieceRow(
		[
			' You ',
			{ text: name, token: 'title' },
			` on ${server?.name ?? glyphs.none}`,
			...expiryPiece(user?.expiresAt, now, glyphs),
			...permissionPieces(snapshot),
		],
		width,
		theme,
	);
};

const amount = (n: number, { what }: LimitUse, glyphs: Glyphs): string =>
	what === 'STORE' || what === 'MEM' ? bytes(n, glyphs) : withCommas(n);

/** `STORE 310G of 500G 62%`. */
const usePiece = (use: LimitUse, glyphs: Glyphs): Piece => {
	const { what, tier, used, most } = use;
	const share = percentOfUse(use);
	const health = healthOfUse(use);
	const of = most === undefined ? '' : ` of ${amount(most, use, glyphs)}`;
	const percent = share === undefined ? '' : ` ${share}%${health === 'crit' ? '!!' : health ? '!' : ''}`;
	const text = `${tier === undefined ? '' : `${tier} `}${what} ${amount(used, use, glyphs)}${of}${percent}`;
	return { text, ...(health && { token: health }) };
};

const usesLine = ({ use, why, denied, at }: Allowed, { theme, glyphs }: BaseLook, width: number): string => {
	if (denied !== undefined)
		return pieceRow([{ text: ` JetStream: publish ${denied} is not allowed`, token: 'muted' }], width, theme);
	if (use === undefined) {
		const text = at === undefined ? '' : ` JetStream: ${why ?? 'no answer'}`;
		return pieceRow([{ text, token: 'muted' }], width, theme);
	}
	const pieces = limitUses(use).flatMap((each, index): Piece[] => [
		{ text: index === 0 ? ' ' : '   ', keep: -index },
		{ ...(usePiece(each, glyphs) as Exclude<Piece, string>), keep: -index },
	]);
	return pieceRow(pieces, width, theme, why !== undefined);
};

/** Two lines, each as wide as told. */
export const accountLines = (
	snapshot: AccountSnapshot,
	{ width }: Pick<Size, 'width'>,
	look: BaseLook,
): readonly string[] => [youLine(snapshot, look, width), usesLine(snapshot.allowed, look, width)];
