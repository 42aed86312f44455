// Resolves the connection settings from flags over environment over context, and names their origin.

import { durationExample, longestInterval, parseDuration } from '../format/duration.ts';
import { type Context, findContext } from '../nats/connect/context.ts';
import { type ConnectionSettings, type LoginSettings, SettingsError } from '../nats/connect/settings.ts';
import { type Environment, expandPath, variable } from '../system/environment.ts';
import { type FlagName, type Flags, flagEntries, flagTable } from './flags.ts';
import { loginOf, serverList } from './server-urls.ts';

/** The settings that flags, environment and contexts can give, by the names of their flags; each with its name in a context. */
const contextNames = {
	server: 'url',
	user: 'user',
	password: 'password',
	token: 'token',
	creds: 'creds',
	nkey: 'nkey',
	jwt: 'user_jwt',
	seed: 'user_seed',
	tlscert: 'cert',
	tlskey: 'key',
	tlsca: 'ca',
	tlsfirst: 'tls_first',
	inboxPrefix: 'inbox_prefix',
} as const satisfies Partial<Record<FlagName, keyof Context['fields']>> & Record<keyof LoginSettings, string>;

type Field = keyof typeof contextNames;

type Fields = { [Name in Field]?: Context['fields'][(typeof contextNames)[Name]] };

const fieldNames = Object.keys(contextNames) as Field[];

/** One source of settings; `label` names the origin of a field. */
type Layer = { fields: Fields; label: (field: Field) => string };

/** The fields of each way to log in. A login in a higher layer replaces all of a lower one, whatever its way. */
const logins = [['user', 'password'], ['creds'], ['nkey'], ['jwt', 'seed'], ['token']] as const;

const defaultServer = 'nats://127.0.0.1:4222';

/** The fields that have a value, by `give`. */
const fieldsBy = (give: (name: Field) => unknown): Fields =>
	Object.fromEntries(fieldNames.map((name) => [name, give(name)]).filter(([, value]) => value !== undefined));

const fromFlags = (flags: Flags): Layer => ({
	fields: {
		...fieldsBy((name) => flags[name]),
		// The file is read anew for every connection, as all files of credentials are.
		...(flags.passwordFile !== undefined && { password: `file://${flags.passwordFile}` }),
	},
	label: (field) => `--${flagTable[field].name}`,
});

const envOf = (name: FlagName): string | undefined => flagEntries.find(([key]) => key === name)?.[1].env;

const fromEnv = (environment: Environment): Layer => ({
	fields: fieldsBy((name) => {
		const env = envOf(name);
		return env && variable(environment, env);
	}),
	label: (field) => envOf(field) ?? field,
});

const fromContext = ({ name, fields }: Context): Layer => ({
	fields: fieldsBy((field) => fields[contextNames[field]]),
	label: () => `context ${name}`,
});

/** User information of the first URL that has some becomes the layer's login, unless the layer names another. */
const takeUserInfo = (layer: Layer): Layer => {
	const login = loginOf(layer.fields.server ?? '');
	const named = logins.some(([main]) => layer.fields[main] !== undefined);
	if (login === undefined || named) return layer;
	return {
		fields: { ...layer.fields, ...login },
		label: (field) => (field === 'user' ? layer.label('server') : layer.label(field)),
	};
};

/** The value of a field in the highest layer that has it. */
const pick = <F extends Field>(layers: readonly Layer[], field: F): Fields[F] | undefined =>
	layers.find((layer) => layer.fields[field] !== undefined)?.fields[field];

const pickLogin = (layers: readonly Layer[]): { fields: Fields; label?: string } => {
	const layer = layers.find(({ fields }) => logins.some(([main]) => fields[main] !== undefined));
	if (layer === undefined) return { fields: {} };
	const chosen = logins.filter(([main]) => layer.fields[main] !== undefined);
	const names: readonly Field[] = chosen.flat();
	const fields = Object.fromEntries(
		names.map((name) => [name, pick(layers, name)]).filter(([, value]) => value !== undefined),
	);
	return { fields, label: layer.label(chosen[0]?.[0] ?? 'user') };
};

const tlsOf = (layers: readonly Layer[], servers: readonly string[], environment: Environment) => {
	const path = (field: 'tlscert' | 'tlskey' | 'tlsca'): string | undefined => {
		const value = pick(layers, field);
		return value === undefined ? undefined : expandPath(value, environment);
	};
	const [cert, key, ca] = [path('tlscert'), path('tlskey'), path('tlsca')];
	if ((cert === undefined) !== (key === undefined)) {
		throw new SettingsError(
			cert === undefined ? 'a TLS key needs its certificate' : 'a TLS certificate needs its key',
		);
	}
	const first = pick(layers, 'tlsfirst') === true;
	const asked = cert !== undefined || ca !== undefined || first || servers.some((url) => /^tls:/i.test(url));
	return asked
		? { tls: { ...(cert && { cert }), ...(key && { key }), ...(ca && { ca }), ...(first && { first }) } }
		: {};
};

const timeoutOf = (flags: Flags, environment: Environment): number => {
	const text = variable(environment, 'NATS_TIMEOUT');
	const timeout = flags.timeout ?? (text === undefined ? 5000 : parseDuration(text));
	if (timeout === undefined)
		throw new SettingsError(`NATS_TIMEOUT: ${JSON.stringify(text)} is not ${durationExample}`);
	if (timeout > longestInterval) {
		throw new SettingsError(
			`${flags.timeout === undefined ? 'NATS_TIMEOUT' : '--timeout'} must be at most 1h`,
		);
	}
	return timeout;
};

/** The connection settings, the context that is part of them, and their origin: `context prod-sys`, `NATS_URL`, `--server`, `default`; at most two are named. */
export const resolveConnection = (
	flags: Flags,
	environment: Environment,
): { connection: ConnectionSettings; origin: string; context?: string } => {
	if (variable(environment, 'NATS_SOCKS_PROXY')) {
		throw new SettingsError('SOCKS proxies (NATS_SOCKS_PROXY) are not supported');
	}
	const context = flags.noContext === true ? undefined : findContext(flags.context, environment);
	const layers = [fromFlags(flags), fromEnv(environment), ...(context ? [fromContext(context)] : [])].map(
		takeUserInfo,
	);
	const serverLayer = layers.find(({ fields }) => fields.server !== undefined);
	const serverLabel = serverLayer?.label('server');
	const listed = serverList(serverLayer?.fields.server ?? '', serverLabel ?? 'server');
	const servers = listed.length > 0 ? listed : [defaultServer];
	const login = pickLogin(layers);
	if (flags.passwordFile !== undefined && login.fields.user === undefined)
		throw new SettingsError('--password-file needs a user: give --user, or set NATS_USER');
	const inboxPrefix = pick(layers, 'inboxPrefix');
	const labels = [...new Set([serverLabel, login.label].filter((label) => label !== undefined))];
	return {
		connection: {
			servers,
			...login.fields,
			...tlsOf(layers, servers, environment),
			...(inboxPrefix && { inboxPrefix }),
			...(flags.as !== undefined && { as: flags.as }),
			timeout: timeoutOf(flags, environment),
			name: flags.connectionName ?? 'natstop',
		},
		origin: labels.length === 0 ? 'default' : labels.join(' + '),
		...(context && labels.includes(`context ${context.name}`) && { context: context.name }),
	};
};
