// Reads creds files, user JWTs and nkey seeds, and says in one sentence what is wrong with one.

import { decode, type User } from '@nats-io/jwt';
import { fromSeed } from '@nats-io/nkeys';
import { type Fields, readCount, readFields, readList, readText, readTexts } from '../read.ts';
import { SettingsError } from './settings.ts';

/** Subjects a user may and may not use; an absent list restricts nothing. */
export type SubjectRules = { allow?: readonly string[]; deny?: readonly string[] };

/** What a user JWT says about its user; the server is the judge of it. Times are ms since the epoch. */
export type UserClaims = {
	/** Public key. */
	user: string;
	name?: string;
	/** Public key of the account, not of the signing key. */
	account: string;
	expiresAt?: number;
	bearer: boolean;
	/** What the token itself allows; absent where it says nothing, as that of a signing key with a template does. */
	permissions?: { publish?: SubjectRules; subscribe?: SubjectRules };
	/** What else it allows only, in words: `connections from 192.0.2.0/24`. */
	limits: readonly string[];
};

/** The last second that is a date, since the epoch. */
const lastSecond = 8.64e12;

const jwtPattern = /^-{3,}[^\n]*USER JWT[^\n]*-{3,}\n\s*([^\s-][^\s]*)\s*\n\s*-{3,}/im;
const seedPattern = /^-{3,}[^\n]*SEED[^\n]*-{3,}\n\s*([^\s-][^\s]*)\s*\n\s*-{3,}/im;

/** The type that servers take our connections for. */
const ourType = 'STANDARD';

/** Why a user may be refused who is who he says: only other types of connections, only from some places or at some times. */
const readLimits = (nats: Fields): string[] => {
	const types = readTexts(nats, 'allowed_connection_types').map((type) => type.toUpperCase());
	// Older tools wrote one text with commas.
	const sources = [...readTexts(nats, 'src'), readText(nats, 'src') ?? ''].filter((source) => source !== '');
	const times = (readList(nats, 'times') ?? []).map(
		(time) => `${readText(time, 'start') ?? ''}-${readText(time, 'end') ?? ''}`,
	);
	return [
		...(types.length === 0 || types.includes(ourType)
			? []
			: [`connections of type ${types.join(', ')}, which ours is not`]),
		...(sources.length === 0 ? [] : [`connections from ${sources.join(', ')}`]),
		...(times.length === 0 ? [] : [`connections at ${times.join(', ')}`]),
	];
};

const readRules = (nats: Fields, key: string): SubjectRules | undefined => {
	const rules = readFields(nats, key);
	const [allow, deny] = [rules ? readTexts(rules, 'allow') : [], rules ? readTexts(rules, 'deny') : []];
	if (allow.length + deny.length === 0) return undefined;
	return { ...(allow.length > 0 && { allow }), ...(deny.length > 0 && { deny }) };
};

const readPermissions = (nats: Fields): UserClaims['permissions'] => {
	const [publish, subscribe] = [readRules(nats, 'pub'), readRules(nats, 'sub')];
	return (publish ?? subscribe)
		? { ...(publish && { publish }), ...(subscribe && { subscribe }) }
		: undefined;
};

/** The claims of a user JWT. Fails when it is none or its signature is not its issuer's; `where` names it. */
export const readClaims = (jwt: string, where: string): UserClaims => {
	let claims: ReturnType<typeof decode<Partial<User> & { type?: string }>>;
	try {
		claims = decode(jwt);
	} catch {
		throw new SettingsError(`the user JWT in ${where} is malformed`);
	}
	if (typeof claims.sub !== 'string' || !claims.sub.startsWith('U')) {
		throw new SettingsError(`the JWT in ${where} is not a user's`);
	}
	// Whoever issued it chose the name: it is drawn like any other text of others.
	const name = readText({ ...claims }, 'name');
	const expires = readCount({ ...claims }, 'exp');
	const permissions = readPermissions({ ...claims.nats });
	return {
		user: claims.sub,
		...(name && { name }),
		account: claims.nats?.issuer_account || claims.iss,
		...(expires && expires <= lastSecond && { expiresAt: expires * 1000 }),
		bearer: claims.nats?.bearer_token === true,
		...(permissions && { permissions }),
		limits: readLimits({ ...claims.nats }),
	};
};

/** The public key of a user's seed. Fails when it is no seed of a user. */
export const publicKeyOf = (seed: string, where: string): string => {
	if (!seed.startsWith('SU')) throw new SettingsError(`there is no user nkey seed (SU…) in ${where}`);
	try {
		return fromSeed(new TextEncoder().encode(seed)).getPublicKey();
	} catch {
		throw new SettingsError(`the nkey seed in ${where} is malformed`);
	}
};

/** JWT, seed and claims of a creds file's text. Fails when one is missing or malformed, or they do not belong together. */
export const parseCreds = (
	text: string,
	where: string,
): { jwt: string; seed: string; claims: UserClaims } => {
	const lines = `${text.replaceAll('\r', '')}\n`;
	const jwt = jwtPattern.exec(lines)?.[1];
	const seed = seedPattern.exec(lines)?.[1];
	if (jwt === undefined && seed === undefined) throw new SettingsError(`${where} is not a creds file`);
	if (jwt === undefined) throw new SettingsError(`there is no user JWT in ${where}`);
	if (seed === undefined) throw new SettingsError(`there is no user nkey seed in ${where}`);
	const claims = readClaims(jwt, where);
	if (publicKeyOf(seed, where) !== claims.user) {
		throw new SettingsError(`the nkey seed in ${where} does not belong to its user JWT`);
	}
	return { jwt, seed, claims };
};

/** The seed in an nkey file: alone, or between the lines that decorate it. */
export const parseSeed = (text: string, where: string): string => {
	const seed =
		seedPattern.exec(`${text.replaceAll('\r', '')}\n`)?.[1] ?? /^\s*(SU\w+)\s*$/m.exec(text)?.[1] ?? '';
	publicKeyOf(seed, where);
	return seed;
};
