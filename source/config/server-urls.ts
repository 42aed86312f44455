// Parses a list of server URLs: the addresses to connect to, and the login in one of them.

import { isIPv6 } from 'node:net';
import { SettingsError } from '../nats/connect/settings.ts';

/** One address of the list. `info` is the part before its last `@`. */
type Part = { scheme?: string; info?: string; host: string };

const partOf = (text: string): Part => {
	const [, scheme, rest = ''] = /^(?:([a-z+]+):\/\/)?(.*)$/is.exec(text) ?? [];
	const at = rest.lastIndexOf('@');
	return { scheme, ...(at >= 0 && { info: rest.slice(0, at) }), host: rest.slice(at + 1) };
};

const partsOf = (text: string): Part[] =>
	text
		.split(',')
		.map((url) => url.trim())
		.filter((url) => url !== '')
		.map(partOf);

const isAddress = ({ scheme = 'nats', host }: Part): boolean => URL.canParse(`${scheme}://${host}`);

/**
 * True where a password seems to be cut in two: by its slash, after which nothing of the login would be left in the
 * address, or by its comma, which makes two addresses of one. Pieces of it would be looked up as names of hosts.
 */
const isCut = (part: Part, rest: readonly Part[]): boolean => {
	if (part.info !== undefined) return part.info.includes('/');
	const maybeLogin = part.host.includes(':') && (part.scheme !== undefined || !isAddress(part));
	return maybeLogin && rest[0]?.scheme === undefined && rest.some(({ info }) => info !== undefined);
};

/** Fails where a part is no address; what may be a piece of a password is not repeated. `where` names the source. */
const check = (part: Part, rest: readonly Part[], where: string): void => {
	const { scheme, host } = part;
	if (isCut(part, rest)) {
		throw new SettingsError(
			`${where}: a password in a URL has to be %-encoded, / as %2F, @ as %40 and , as %2C; ` +
				'a list of servers with a login has nats:// before each',
		);
	}
	const shown = `${scheme === undefined ? '' : `${scheme}://`}${host}`;
	if (scheme !== undefined && !/^(nats|tls)$/i.test(scheme)) {
		throw new SettingsError(`${shown}: only nats:// and tls:// are supported, not ${scheme}://`);
	}
	if (isIPv6(host)) {
		throw new SettingsError(`${shown}: an IPv6 address stands in brackets, [${host}] or [${host}]:4222`);
	}
	if (!isAddress(part)) throw new SettingsError(`${JSON.stringify(shown)} is not the address of a server`);
};

/** The addresses of a list, without user information. Fails with one sentence that shows no password. */
export const serverList = (text: string, where: string): string[] => {
	const parts = partsOf(text);
	for (const [index, part] of parts.entries()) check(part, parts.slice(index + 1), where);
	return parts.map(({ scheme, host }) => `${scheme === undefined ? '' : `${scheme}://`}${host}`);
};

const decode = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

/** The login of the first address that has one: a user and a password, or a token as the user alone. */
export const loginOf = (text: string): { user: string; password?: string } | undefined => {
	const info = partsOf(text).find((part) => part.info !== undefined)?.info;
	if (info === undefined) return undefined;
	const [user = '', ...password] = info.split(':');
	return { user: decode(user), ...(password.length > 0 && { password: decode(password.join(':')) }) };
};
