// Replaces every name in the lines of a recording, and keeps what it is about: numbers, times, states, and which name is which.

import { isIPv6 } from 'node:net';
import { asFields } from '../nats/read.ts';
import { FalseNames } from './false-names.ts';
import { knownFields } from './known-fields.ts';
import type { Line } from './line.ts';
import { isPlainWord } from './plain-words.ts';

/** Objects whose fields have the names of something: a person has given these. */
const namedByPeople = new Set([
	'metadata',
	'outbound_gateways',
	'inbound_gateways',
	'featureFlags',
	'feature_flags',
]);

/** Fields of servers that hold sentences or one of a few words. */
const wordy = new Set(
	(
		'kind type client_type reason error status state storage retention discard compression ack_policy deliver_policy ' +
		'replay_policy sort lang severity phase allowed_connection_types wal_error response_type'
	).split(' '),
);

/** Fields of natstop that hold names; its other texts are sentences, in which plain words stay. */
const naming = new Set(
	(
		'id name host user account accountName serverName cluster domain tags metadata subject url key keys issuer origin ' +
		'clientId subjects stream consumer owner names peer peers'
	).split(' '),
);

const time = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
const duration = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdy]))+$/;
const release = /^(?:v|go)?\d+\.\d+(?:\.\d+)?(?:-(?:rc|RC|beta|dev|preview)[.\d]*)?$/;
const releases = new Set(['ver', 'version', 'go', 'tls_version', 'app', 'serverVersion']);

/** Addresses, ports behind them, and the words between what parts texts. */
const token =
	/\d{1,3}(?:\.\d{1,3}){3}(?!\d)|[\da-fA-F]*:[\da-fA-F:]*:[\da-fA-F]*|:\d{1,5}(?!\w)|[^\s.:/@,;"'`()[\]{}<>*=|&?!\\·…–]+/g;

/** What subjects of the system and of JetStream are made of; a name in their place is one nobody gives. */
const systemTokens = new Set(
	(
		'$SYS $JS $G $KV $O $MQTT $NRG REQ SERVER ACCOUNT PING STATSZ VARZ CONNZ JSZ SUBSZ ROUTEZ GATEWAYZ LEAFZ ACCOUNTZ ' +
		'RAFTZ IPQUEUESZ HEALTHZ IDZ PROFILEZ EXPVARZ INFO STATZ CONNS CLAIMS LIST UPDATE DELETE PACK LOOKUP CONNECT DISCONNECT ' +
		'CLIENT AUTH ERR LAMEDUCK SHUTDOWN RELOAD KICK LDM USER OCSP API EVENT ADVISORY METRIC STREAM CONSUMER CREATE CREATED ' +
		'DELETED UPDATED MSG GET NEXT DURABLE NAMES LEADER_ELECTED QUORUM_LOST STEPDOWN MAX_DELIVER TERMINATED PURGE SNAPSHOT ' +
		'RESTORE DOMAIN ACK NAK FC META PEER REMOVE BATCH DIRECT'
	).split(' '),
);
const systemSubject = /^\$(?:SYS|JS|KV|O|MQTT|NRG|G)(?:\.|$)/;

/** How names are told from words: a subject, sentences with words that stay, or names alone. */
type Mode = 'names' | 'words' | 'version';

/** Who wrote a value: which of its texts are names, and which names of fields are its own. */
type Origin = { mode: (field: string) => Mode; mayName: (name: string) => boolean };

const ofServers: Origin = { mode: (field) => (wordy.has(field) ? 'words' : 'names'), mayName: () => false };

const ofNatstop: Origin = {
	mode: (field) => (naming.has(field) ? 'names' : 'words'),
	mayName: (name) => /^[a-z][A-Za-z]*$/.test(name),
};

/** Gives lines false names. One is for one recording: names that are the same stay the same. */
export class Anonymizer {
	readonly #names = new FalseNames();

	/** The line with false names. */
	readonly change = (line: Line): Line => {
		const [at, code, ...rest] = line;
		// What is told begins with its name, one of a few.
		const isTold = code === 'U' || code === 'A';
		return [
			at,
			code,
			...rest.map((part, index) => {
				if (isTold && index === 0) return part;
				if (part instanceof Uint8Array) return this.#payload(part);
				if (typeof part === 'string') return this.#text(part, isTold || code === 'X' ? 'words' : 'names');
				return this.#walk(part, '', code === 'Q' ? ofServers : ofNatstop);
			}),
		];
	};

	#payload(bytes: Uint8Array): Uint8Array {
		try {
			return Buffer.from(
				JSON.stringify(this.#walk(JSON.parse(Buffer.from(bytes).toString('utf8')), '', ofServers)),
			);
		} catch {
			return Buffer.from('{}');
		}
	}

	#walk(value: unknown, field: string, origin: Origin): unknown {
		if (typeof value === 'string')
			return this.#text(value, releases.has(field) ? 'version' : origin.mode(field));
		if (Array.isArray(value)) return value.map((item) => this.#walk(item, field, origin));
		const fields = asFields(value);
		if (fields === undefined) return value;
		const isField = (name: string): boolean =>
			!namedByPeople.has(field) &&
			(knownFields.has(name) || (origin.mayName(name) && !this.#names.has(name)));
		return Object.fromEntries(
			Object.entries(fields).map(([name, item]) => [
				isField(name) ? name : this.#text(name, 'names'),
				this.#walk(item, name, origin),
			]),
		);
	}

	#text(text: string, mode: Mode): string {
		if (time.test(text) || duration.test(text) || (mode === 'version' && release.test(text))) return text;
		const isSystem = systemSubject.test(text);
		return text.replace(token, (word, at: number) => this.#word(word, mode, isSystem, at));
	}

	#word(word: string, mode: Mode, isSystem: boolean, at: number): string {
		if (/^:\d+$/.test(word) && at > 0) return word;
		if (word.includes(':') && !isIPv6(word)) return word.replace(/[^:]+/g, (part) => this.#names.of(part));
		if (!/[\p{L}\p{N}]/u.test(word)) return word;
		if (word === '$G' || word === '_INBOX' || (isSystem && systemTokens.has(word))) return word;
		const [, prefix = '', rest = ''] = /^((?:KV|OBJ)_)(.+)$/.exec(word) ?? [];
		if (prefix !== '') return prefix + this.#names.of(rest);
		if (
			mode === 'words' &&
			!this.#names.has(word) &&
			(isPlainWord(word) || /^[\d.,]+(?:ms|[smhdKMGB%])?$/.test(word))
		)
			return word;
		return this.#names.of(word);
	}
}
