// Takes secrets out of payloads, since screens, logs and exports of a monitor must not let anybody log in.

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
	'passwd',
	'secret',
	'private_key',
	'user_seed',
	'cmdline',
	'raw',
]);

/** The names of fields that are credentials, in lower case. */
export const secretFieldNames: readonly string[] = [...secretFields];

const secrets: ReadonlyArray<readonly [RegExp, (found: string) => string]> = [
	// Up to the last @: a password may hold one. First, as a JWT before it would take the scheme along.
	[/:\/\/[^\s/?#]+@/g, () => '://[credentials]@'],
	// A text that only begins like a JWT is taken as a whole, too: tried anew at each place, a long one would take seconds.
	[/eyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?|eyJ[\w-]*/g, (found) => (found.includes('.') ? '[jwt]' : found)],
	// Seeds are found anywhere in a text: nothing public has so many of these letters in a row.
	[/S[ACNOUX][A-Z2-7]{56}/g, () => '[seed]'],
];

/** True for the name of a field that is a credential, whatever it holds. */
export const isSecretField = (name: string): boolean => secretFields.has(name.toLowerCase());

/** Text without JWTs, nkey seeds and the credentials of a URL. */
export const redactText = (text: string): string => {
	let result = text;
	for (const [pattern, sign] of secrets) result = result.replace(pattern, sign);
	return result;
};

/** How much of a text is looked at, and how much of its end goes with a secret that may have been cut there. */
const lookedAt = 4 * longestText;
const cutSecret = 1024;

/** The start of a text that is too long, without the word at its end, of which at most `cutSecret` characters go. */
const startOf = (text: string): string => {
	let end = lookedAt;
	while (end > lookedAt - cutSecret && /\S/.test(text[end - 1] ?? '')) end--;
	return text.slice(0, end);
};

/** True where there may be something to clean or to redact; a quick test, as nearly all texts are plain. */
const suspicious = /[^\x20-\x7e]|eyJ|:\/\/|S[ACNOUX][A-Z2-7]{56}/;

/**
 * Clean text without secrets. They are taken out before a long text is cut, since half a seed is not recognised any
 * more; what is far behind the cut is not even looked at.
 */
export const safeText = (text: string): string => {
	if (text.length <= longestText && !suspicious.test(text)) return text;
	if (text.length <= longestText) return redactText(clean(text));
	const start = text.length > lookedAt ? `${startOf(text)}…` : text;
	return redactText(clean(redactText(start)));
};

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

/** Values kept of one payload: more than the largest statsz of a large cluster has. */
const mostValues = 10_000;

/**
 * A parsed payload, cleaned and without secrets: what is shown as raw JSON, copied and exported.
 * `hideUser` replaces `client.user` as well. What is too deep, or more than `most` values, is cut and says so.
 */
export const redactPayload = (payload: unknown, hideUser: boolean, most = mostValues): unknown => {
	let left = most;
	const redact = (value: unknown, depth: number): unknown => {
		left--;
		if (typeof value === 'string') return safeText(value);
		if (typeof value !== 'object' || value === null) return value;
		if (depth > deepest) return '[too deep]';
		if (left <= 0) return '[too much]';
		if (Array.isArray(value)) return value.slice(0, left).map((item) => redact(item, depth + 1));
		// The object is made of entries, so that a key called __proto__ stays a key.
		return Object.fromEntries(
			Object.entries(value)
				.slice(0, left)
				.map(([key, item]) => {
					if (isSecretField(key)) return [key, '[removed]'];
					if (key === 'user' && hideUser && typeof item === 'string' && !userKey.test(item))
						return [key, '[hidden]'];
					return [safeText(key), redact(item, depth + 1)];
				}),
		);
	};
	return redact(payload, 0);
};
