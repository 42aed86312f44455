// Decodes requests to change accounts, as `nsc push` sends them. The JWTs in them are dropped here.

import type { MonitorEvent } from '../model/event.ts';
import { type Fields, parseFields, readFields, readText, readTexts } from './read.ts';

const isAccountKey = (text: string | undefined): text is string => /^A[A-Z2-7]{55}$/.test(text ?? '');

/** JWTs larger than this are not looked into: no account needs so much. */
const largestClaims = 1_048_576;

/** The claims of a JWT, unverified. */
const claimsOf = (payload: Uint8Array): Fields | undefined => {
	if (payload.length > largestClaims) return undefined;
	const body = new TextDecoder().decode(payload).split('.')[1] ?? '';
	return parseFields(Buffer.from(body, 'base64url'));
};

/** The account in a subject `$SYS.ACCOUNT.A….CLAIMS.UPDATE`, old or new; `$SYS.REQ.CLAIMS.UPDATE` has none. */
const accountInSubject = (subject: string): string | undefined => /\.ACCOUNT\.([^.]+)\./.exec(subject)?.[1];

/** Which accounts a JWT of a `$SYS.REQ.CLAIMS.DELETE` names. */
const deletedBy = (claims: Fields | undefined): string[] => {
	const nats = claims && readFields(claims, 'nats');
	return (nats && readTexts(nats, 'accounts')) ?? [];
};

/**
 * What somebody asks the servers for; whether they do it is not seen here, as they answer who asked. Only name and key of
 * the account are taken from the JWT.
 */
export const decodeClaims = (payload: Uint8Array, subject: string, at: number): MonitorEvent => {
	const claims = claimsOf(payload);
	const event = { kind: 'CLAIMS', severity: 'info', at, subject } as const;
	if (subject.endsWith('.DELETE')) {
		const accounts = deletedBy(claims);
		const [account] = accounts;
		return accounts.length === 1 && isAccountKey(account)
			? { ...event, severity: 'warn', account, text: 'asked to delete it' }
			: { ...event, severity: 'warn', text: `asked to delete ${accounts.length || 'unnamed'} accounts` };
	}
	const key = claims && readText(claims, 'sub');
	const account = accountInSubject(subject) ?? (isAccountKey(key) ? key : undefined);
	const accountName = claims && key === account ? readText(claims, 'name') : undefined;
	return { ...event, account, accountName, text: 'asked to update its claims' };
};
