// Takes secrets out of payloads: what a monitor shows, logs or exports must not let anybody in.

import { clean, longestText } from './clean.ts';

/** Fields that are credentials whatever they hold. */
const secretFields = new Set([
	'jwt',
	'user_jwt',
	'seed',
	'password',
	'pass',
	'token',
	'auth_token',
	'sig',
	'nonce',
	'cmdline',
	'raw',
]);

const secrets: ReadonlyArray<readonly [RegExp, string]> = [
	[/eyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g, '[jwt]'],
	[/\bS[ACNOUX][A-Z2-7]{56}\b/g, '[seed]'],
	[/(\w+:\/\/)[^\s/@]+@/g, '$1[credentials]@'],
];

/** Text without JWTs, nkey seeds and the credentials of a URL. */
export const redactText = (text: string): string => {
	let result = text;
	for (const [pattern, sign] of secrets) result = result.replace(pattern, sign);
	return result;
};

/**
 * Clean text without secrets. They are taken out before a long text is cut, since half a seed is not recognised any
 * more; what is far behind the cut is not even looked at.
 */
export const safeText = (text: string): string =>
	redactText(clean(text.length > longestText ? redactText(text.slice(0, 4 * longestText)) : text));

const userKey = /^U[A-Z2-7]{55}$/;

/**
 * True for servers that put `[REDACTED]` where a client's token would stand in events: 2.10.28 and later of 2.10,
 * 2.11.2 and later. Older ones send the token itself as the `user`.
 */
export const redactsTokens = (version: string | undefined): boolean => {
	const [major, minor, patch] = (version ?? '').split(/[.-]/).map(Number);
	if (major === undefined || minor === undefined || patch === undefined) return false;
	if (major !== 2) return major > 2;
	if (minor === 10) return patch >= 28;
	if (minor === 11) return patch >= 2;
	return minor > 11;
};

/**
 * The `user` of an event, or a sign in its place where it can be a token: token users are always in `$G`, and so
 * is everybody who failed to log in.
 */
export const redactUser = (
	user: string | undefined,
	account: string | undefined,
	version: string | undefined,
) =>
	user === undefined ||
	userKey.test(user) ||
	redactsTokens(version) ||
	(account !== undefined && account !== '$G')
		? user
		: '[hidden]';

const deepest = 32;

/**
 * A parsed payload, cleaned and without secrets: what is shown as raw JSON, copied and exported.
 * `hideUser` replaces `client.user` as well.
 */
export const redactPayload = (value: unknown, hideUser: boolean, depth = 0): unknown => {
	if (typeof value === 'string') return safeText(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > deepest) return '[too deep]';
	if (Array.isArray(value)) return value.map((item) => redactPayload(item, hideUser, depth + 1));
	// Made of entries: a key called __proto__ stays a key.
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => {
			if (secretFields.has(key.toLowerCase())) return [key, '[removed]'];
			if (key === 'user' && hideUser && typeof item === 'string' && !userKey.test(item))
				return [key, '[hidden]'];
			return [safeText(key), redactPayload(item, hideUser, depth + 1)];
		}),
	);
};
