// Turns references to credentials into their text: paths, file://, env://, data:, and nsc's own folders.

import { join } from 'node:path';
import { type Environment, expandPath, variable, whyUnreadable } from '../../system/environment.ts';
import { SettingsError } from './settings.ts';

/** The text of a credential, and where it came from in words that can be shown. */
export type Resolved = { text: string; from: string };

/** The scheme of a reference in lower case; `C:\x` and plain text have none. */
const schemeOf = (reference: string): string =>
	/^([a-z][a-z0-9+.-]+):/i.exec(reference)?.[1]?.toLowerCase() ?? '';

const readFile = (path: string, what: string, environment: Environment): Resolved => {
	try {
		return { text: environment.read(path), from: path };
	} catch (error) {
		throw new SettingsError(`cannot read the ${what} file ${path}: ${whyUnreadable(error)}`);
	}
};

const fromVariable = (reference: string, what: string, environment: Environment): Resolved => {
	const name = reference.slice('env://'.length);
	const text = variable(environment, name);
	if (text === undefined)
		throw new SettingsError(`the ${what} is ${reference}, and ${name || 'it'} is not set`);
	return { text, from: reference };
};

/** `data:;base64,…`, any media type; the payload is never part of an error. */
const fromData = (reference: string, what: string): Resolved => {
	const [, header, payload = ''] = /^data:([^,]*),(.*)$/is.exec(reference) ?? [];
	const isBase64 = header?.split(';').some((part) => part.trim() === 'base64') === true;
	if (!isBase64 || !/^[A-Za-z0-9+/]*={0,2}$/.test(payload) || payload.length % 4 !== 0) {
		throw new SettingsError(`the ${what} is a data: reference that is not ;base64, followed by base64`);
	}
	return { text: Buffer.from(payload, 'base64').toString('utf8'), from: 'data:' };
};

/**
 * Where nsc keeps creds, in the order nsc looks (nsc home/home.go and cmd/store/keys.go): $NKEYS_PATH, then its data
 * folder, then the old ~/.nkeys.
 */
const nscFolders = (environment: Environment): string[] => {
	const named = variable(environment, 'NKEYS_PATH');
	if (named !== undefined) return [expandPath(named, environment)];
	const data = variable(environment, 'XDG_DATA_HOME') ?? join(environment.home, '.local', 'share');
	return [join(data, 'nats', 'nsc', 'keys'), join(environment.home, '.nkeys')];
};

/** The entry of a folder that is called so, capitals aside when none is exactly so: nsc takes names that way. */
const entry = (folder: string, name: string, environment: Environment): string | undefined => {
	const names = environment.list(folder);
	return names.find((one) => one === name) ?? names.find((one) => one.toLowerCase() === name.toLowerCase());
};

const decodePart = (part: string): string => {
	try {
		return decodeURIComponent(part.replaceAll('+', ' '));
	} catch {
		return part;
	}
};

/** `nsc://Operator/Account/User`, without running nsc; `?keystore=FOLDER` names another keystore, as in nsc. */
const fromNsc = (reference: string, what: string, environment: Environment): Resolved => {
	const [path = '', query] = reference.slice('nsc://'.length).split('?', 2);
	const parts = path.split('/').map(decodePart);
	if (parts.length !== 3 || parts.some((part) => part === '' || part.startsWith('.') || /[/\\]/.test(part))) {
		throw new SettingsError(`the ${what} ${reference} is not of the form nsc://Operator/Account/User`);
	}
	const keystore = new URLSearchParams(query).get('keystore');
	const folders = keystore ? [expandPath(keystore, environment)] : nscFolders(environment);
	for (const keys of folders) {
		let place = join(keys, 'creds');
		const names = [parts[0], parts[1], `${parts[2]}.creds`];
		const found = names.every((name = '') => {
			const next = entry(place, name, environment);
			if (next !== undefined) place = join(place, next);
			return next !== undefined;
		});
		if (found) return readFile(place, what, environment);
	}
	throw new SettingsError(`the ${what} ${reference} is not in nsc's folder ${folders.join(' or ')}`);
};

/**
 * What a reference stands for. Where it is none, a `path` is read and a `literal` is what it says. `what` names the
 * credential in errors, which never show its content. Fails with a SettingsError.
 */
export const resolveCredential = (
	reference: string,
	what: string,
	bare: 'path' | 'literal',
	environment: Environment,
): Resolved => {
	switch (schemeOf(reference)) {
		case 'env':
			return fromVariable(reference, what, environment);
		case 'data':
			return fromData(reference, what);
		case 'nsc':
			return fromNsc(reference, what, environment);
		case 'op':
			throw new SettingsError(
				`the ${what} is an op:// reference: 1Password is not supported; run it as op run -- natstop, with env:// here`,
			);
		case 'file':
			return readFile(expandPath(reference, environment), what, environment);
		default:
			return bare === 'path'
				? readFile(expandPath(reference, environment), what, environment)
				: { text: reference, from: 'the settings' };
	}
};
