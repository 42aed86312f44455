// Contexts of the nats CLI: which one is selected, and what it says. Layout and fields as jsm.go's natscontext has them.

import { basename, join } from 'node:path';
import * as v from 'valibot';
import {
	configHome,
	type Environment,
	expandPath,
	isMissing,
	variable,
	whyUnreadable,
} from '../../system/environment.ts';
import { SettingsError } from './settings.ts';

const text = v.optional(v.string());

/** The fields natstop reads; it ignores all others, as natscli does. An empty text means the field is not set. */
const contextFile = v.object({
	url: text,
	user: text,
	password: text,
	token: text,
	creds: text,
	nkey: text,
	user_jwt: text,
	user_seed: text,
	cert: text,
	key: text,
	ca: text,
	nsc: text,
	socks_proxy: text,
	inbox_prefix: text,
	tls_first: v.optional(v.boolean()),
	windows_cert_store: text,
});

type ContextFile = v.InferOutput<typeof contextFile>;

/** A loaded context. */
export type Context = { name: string; path: string; fields: ContextFile };

const folder = (environment: Environment): string => join(configHome(environment), 'nats');

/** Names of all contexts, sorted. */
export const knownContexts = (environment: Environment): string[] =>
	environment
		.list(join(folder(environment), 'context'))
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length))
		.sort();

/** The name in context.txt, or nothing where there is no such file. Fails when there is one that cannot be read. */
const selectedContext = (environment: Environment): string | undefined => {
	const path = join(folder(environment), 'context.txt');
	try {
		return environment.read(path).trim() || undefined;
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw new SettingsError(`the selected context, ${path}: ${whyUnreadable(error)}`);
	}
};

/** What the file says, one sentence when it cannot be used. */
const parseContext = (path: string, json: string): ContextFile => {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		throw new SettingsError(`the context file ${path} is not valid JSON`);
	}
	// To valibot a list is an object too.
	const result = v.safeParse(contextFile, Array.isArray(value) ? undefined : value);
	if (!result.success) {
		const [issue] = result.issues;
		const field = v.getDotPath(issue);
		throw new SettingsError(
			field === null
				? `the context file ${path} holds no JSON object`
				: `the context file ${path} is wrong: ${field} must be ${issue.expected}`,
		);
	}
	const set = Object.entries(result.output).filter(([, field]) => field !== '');
	return Object.fromEntries(set) as ContextFile;
};

/** `nsc` is the deprecated form of a `nsc://` reference in `creds`; what natstop cannot do it says. */
const refuseUnsupported = ({ name, path, fields }: Context): void => {
	if (fields.socks_proxy)
		throw new SettingsError(`context ${name}: SOCKS proxies (socks_proxy in ${path}) are not supported`);
	if (fields.windows_cert_store) {
		throw new SettingsError(`context ${name}: the Windows certificate store (in ${path}) is not supported`);
	}
	if (fields.nsc && !fields.creds) {
		throw new SettingsError(
			`context ${name}: the deprecated field nsc in ${path} is not supported; write "creds": "nsc://${fields.nsc.replace(/^nsc:\/\//i, '')}" and a url instead`,
		);
	}
};

/** One context by name, or by a path that ends in .json. Fails naming the file, and the contexts there are. */
export const loadContext = (nameOrPath: string, environment: Environment): Context => {
	const isPath = nameOrPath.endsWith('.json');
	if (!isPath && /\.\.|[/\\]/.test(nameOrPath)) {
		throw new SettingsError(
			`${JSON.stringify(nameOrPath)} is no name of a context, nor a path ending in .json`,
		);
	}
	const path = isPath
		? expandPath(nameOrPath, environment)
		: join(folder(environment), 'context', `${nameOrPath}.json`);
	let json: string;
	try {
		json = environment.read(path);
	} catch (error) {
		const known = knownContexts(environment);
		const others = known.length === 0 ? 'there are no contexts' : `known contexts: ${known.join(', ')}`;
		throw new SettingsError(`context ${nameOrPath}: ${path}: ${whyUnreadable(error)}; ${others}`);
	}
	const name = isPath ? basename(path, '.json') : nameOrPath;
	const context = { name, path, fields: parseContext(path, json) };
	refuseUnsupported(context);
	return context;
};

/** The context that was asked for, else NATS_CONTEXT's, else the selected one, else none. */
export const findContext = (asked: string | undefined, environment: Environment): Context | undefined => {
	const name = asked ?? variable(environment, 'NATS_CONTEXT') ?? selectedContext(environment);
	return name === undefined ? undefined : loadContext(name, environment);
};
