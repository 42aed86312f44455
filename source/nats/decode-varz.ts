// Decodes the few fields kept of VARZ: the configuration of a server, and the settings that a reload can change.

import type { ConfigFact, Varz } from '../model/server.ts';
import { longestText } from '../system/clean.ts';
import {
	type Fields,
	readCount,
	readFields,
	readFlag,
	readList,
	readNumber,
	readText,
	readTexts,
	readTime,
} from './read.ts';

type FactReader = (fields: Fields, key: string) => ConfigFact | undefined;

/** Nanoseconds as `2s`. */
const readSpan: FactReader = (fields, key) => {
	const ns = readCount(fields, key);
	return ns === undefined ? undefined : `${ns / 1e9}s`;
};

/** Words side by side, as many as make one readable text. */
const readWords: FactReader = (fields, key) => {
	let text = '';
	for (const word of readTexts(fields, key)) {
		if (text.length + word.length >= longestText) break;
		text += text === '' ? word : ` ${word}`;
	}
	return text || undefined;
};

/** JetStream is an empty object where it is off. */
const readJetStream: FactReader = (fields, key) => {
	const jetstream = readFields(fields, key);
	return jetstream && Object.keys(jetstream).length > 0;
};

/** Settings that a reload can change, or that go when something else is changed, by their field in VARZ. */
const facts: readonly (readonly [key: string, name: string, read: FactReader])[] = [
	['jetstream', 'JetStream', readJetStream],
	['auth_required', 'login required', readFlag],
	['tls_required', 'TLS required', readFlag],
	['tls_verify', 'TLS client certificates', readFlag],
	['max_connections', 'max connections', readCount],
	['max_subscriptions', 'max subscriptions', readCount],
	['max_payload', 'max payload', readCount],
	['max_pending', 'max pending', readCount],
	['max_control_line', 'max control line', readCount],
	['ping_interval', 'ping interval', readSpan],
	['ping_max', 'pings out', readCount],
	['write_deadline', 'write deadline', readSpan],
	['auth_timeout', 'auth timeout', readNumber],
	['tls_timeout', 'TLS timeout', readNumber],
	['tags', 'tags', readWords],
];

const readFacts = (fields: Fields): Record<string, ConfigFact> =>
	Object.fromEntries(
		facts.flatMap(([key, name, read]) => {
			const value = read(fields, key);
			return value === undefined ? [] : [[name, value]];
		}),
	);

/** Clusters that are named in the configuration of one server at most. */
const mostGateways = 200;

/** A server that has gateways has a list of them, its own cluster among them. */
const readGateways = (fields: Fields): readonly string[] | undefined => {
	const gateway = readFields(fields, 'gateway');
	if (gateway === undefined || readText(gateway, 'name') === undefined) return undefined;
	const names = (readList(gateway, 'gateways') ?? [])
		.slice(0, mostGateways)
		.flatMap((one) => readText(one, 'name') ?? []);
	return [...new Set(names)].sort();
};

/** Hubs that one server dials, and addresses of one of them, at most. */
const [mostRemotes, mostUrls] = [200, 20];

/** The account of a remote that names none. */
const globalAccount = '$G';

/** An empty object where neither this server dials others nor others dial it. */
const readLeafs = (fields: Fields): Varz['leafs'] => {
	const leaf = readFields(fields, 'leaf');
	const remotes = (leaf && readList(leaf, 'remotes')) ?? [];
	if (leaf === undefined || remotes.length === 0) return undefined;
	return {
		remotes: remotes.slice(0, mostRemotes).map((remote) => ({
			account: readText(remote, 'local_account') ?? globalAccount,
			urls: readTexts(remote, 'urls', mostUrls),
		})),
		letsIn: (readCount(leaf, 'port') ?? 0) > 0,
	};
};

/** The facts kept of VARZ `data`. `config_digest` is there since 2.11. */
export const decodeVarz = (fields: Fields): Varz => ({
	configLoadTime: readTime(fields, 'config_load_time'),
	configDigest: readText(fields, 'config_digest'),
	go: readText(fields, 'go'),
	leafnodes: readCount(fields, 'leafnodes'),
	maxConnections: readCount(fields, 'max_connections'),
	// A server that lets anybody in leaves it out.
	authRequired: readFlag(fields, 'auth_required') ?? false,
	gateways: readGateways(fields),
	leafs: readLeafs(fields),
	tlsCertNotAfter: readTime(fields, 'tls_cert_not_after'),
	facts: readFacts(fields),
});
