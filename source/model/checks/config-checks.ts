// Checks of how servers are set up, against the others of their cluster and against what breaks tools; and of what they say of their own health.

import type { ServerRow } from '../fleet.ts';
import { isOld } from '../server-facts.ts';
import { type Check, swinging } from './check.ts';
import { gatewaysText, type Neighbours } from './neighbours.ts';

type ServerCheck = Check<ServerRow, Neighbours>;

const mib = 1024 * 1024;

/** Memory under this is never too much beside others. */
const littleMemory = 256 * mib;

/** Words of a server that one sentence quotes. */
const mostWords = 2;

/** Public keys of accounts and servers by their ends: a line has no room for 56 characters. What was said stands whole in the evidence. */
const withShortKeys = (words: string): string =>
	words.replace(/\b([A-Z][A-Z2-7]{5})[A-Z2-7]{46}([A-Z2-7]{4})\b/g, '$1...$2');

/** Errors told in one answer are quoted; a server without words says only that something is wrong. */
const health: ServerCheck = {
	id: 'health',
	about: 'what the server says of its own health (HEALTHZ); its words are quoted',
	unknown: 'HEALTHZ was not asked, or needs nats-server 2.9',
	applies: ({ healthz }) => healthz !== undefined,
	judge({ healthz }) {
		if (healthz === undefined || healthz.isOk) return undefined;
		const { words, more } = healthz;
		const quoted = words.slice(0, mostWords).map(withShortKeys).join('; ');
		const left = Math.max(0, words.length - mostWords) + more;
		const text = left > 0 ? `${quoted} and ${left} more` : quoted;
		return { severity: 'critical', text: quoted === '' ? 'it says that it is not healthy' : text };
	},
};

/** A remote that is away for no longer is on its way back, milliseconds. */
const remoteAway = 10_000;

const leafRemotes: ServerCheck = {
	id: 'leaf-remotes',
	about: `leafnode remotes of its configuration that are not connected, by its own word (HEALTHZ of nats-server 2.15.3); its words are quoted; critical after ${remoteAway / 1000}s`,
	unknown: 'HEALTHZ was not asked, or needs nats-server 2.15.3',
	applies: ({ healthz }) => healthz?.remotes !== undefined,
	judge({ healthz }) {
		const { words = [], since = 0 } = healthz?.remotes ?? {};
		const [first] = words;
		if (healthz === undefined || first === undefined) return undefined;
		const text = words.length === 1 ? first : `${first}, and ${words.length - 1} more`;
		return {
			severity: healthz.at - since >= remoteAway ? 'critical' : 'warn',
			text: withShortKeys(text),
		};
	},
};

const config: ServerCheck = {
	id: 'config',
	about:
		'its configuration against that of more than half of its cluster, by the digest (nats-server 2.11); not judged where each server has its own',
	unknown: 'needs nats-server 2.11, and a cluster whose servers share one configuration',
	applies: ({ info, varz }, { alike }) =>
		varz?.configDigest !== undefined && alike.get(info.cluster ?? '')?.digest !== undefined,
	judge({ info, varz }, { alike }) {
		const most = alike.get(info.cluster ?? '')?.digest;
		const own = varz?.configDigest;
		if (most === undefined || own === undefined || own === most) return undefined;
		return { severity: 'warn', text: `another configuration than most of ${info.cluster} have` };
	},
};

const gatewaysUniform: ServerCheck = {
	id: 'gateways-uniform',
	about: 'the clusters it is configured to have gateways to, against more than half of its own cluster',
	applies: ({ info, varz }, { alike }) =>
		varz?.gateways !== undefined || alike.get(info.cluster ?? '')?.gateways !== undefined,
	judge(row, { alike }) {
		const { info, varz } = row;
		const most = alike.get(info.cluster ?? '')?.gateways;
		if (most === undefined || varz === undefined) return undefined;
		const own = gatewaysText(row);
		if (own === most) return undefined;
		const said = own === undefined || own === '' ? 'no gateways' : `gateways to ${own}`;
		const others = most === '' ? 'none' : `some to ${most}`;
		return { severity: 'warn', text: `${said}, where most of ${info.cluster} have ${others}` };
	},
};

const authRequired: ServerCheck = {
	id: 'auth-required',
	about: 'whether clients have to log in: where they have not, anybody who reaches the server gets in',
	unknown: 'VARZ was not told',
	applies: ({ varz }) => varz?.authRequired !== undefined,
	judge: ({ varz }) =>
		varz?.authRequired === false ? { severity: 'warn', text: 'clients get in without a login' } : undefined,
};

const blanks: ServerCheck = {
	id: 'blanks',
	about: 'blanks in the names of its cluster and of its JetStream domain, which break subjects and tools',
	judge({ info, statsz }) {
		const domain = statsz?.jetstream?.domain ?? info.domain;
		const named = [
			...(/\s/.test(info.cluster ?? '') ? [`cluster ${JSON.stringify(info.cluster)}`] : []),
			...(/\s/.test(domain ?? '') ? [`JetStream domain ${JSON.stringify(domain)}`] : []),
		];
		return named.length === 0
			? undefined
			: { severity: 'warn', text: `a blank in the name of ${named.join(' and ')}` };
	},
};

const memoryUniform: ServerCheck = swinging({
	id: 'memory-uniform',
	column: 'mem',
	about: `memory, over ${littleMemory / mib} MiB, against the middle of its cluster, of three servers or more`,
	thresholds: { warn: 1.5 },
	unit: 'times',
	applies: ({ info }, { alike }) => alike.get(info.cluster ?? '')?.memory !== undefined,
	figure(row, { alike }) {
		const middle = alike.get(row.info.cluster ?? '')?.memory;
		const own = row.statsz?.mem;
		if (middle === undefined || middle === 0 || own === undefined || isOld(row)) return undefined;
		return own <= littleMemory ? 0 : own / middle;
	},
	text: (times, { info }) => `${times.toFixed(1)} times the memory that is usual in ${info.cluster}`,
});

/** What the server says of itself. */
export const healthChecks: readonly ServerCheck[] = [health, leafRemotes];

/** How it is set up. */
export const configChecks: readonly ServerCheck[] = [
	memoryUniform,
	gatewaysUniform,
	config,
	authRequired,
	blanks,
];
