// False names: nothing of the true ones stays, and what is about the same thing still is.

import { describe, expect, test } from 'vitest';
import { Anonymizer } from '../../source/recording/anonymize.ts';
import type { Line } from '../../source/recording/line.ts';
import { capture, capturesOf } from '../helpers/capture.ts';
import { startOfRecording as at } from '../helpers/recordings.ts';

const payload = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const textOf = (line: Line): string =>
	JSON.stringify(
		line.map((part) => (part instanceof Uint8Array ? JSON.parse(Buffer.from(part).toString()) : part)),
	);

/** Names of a system, as people give them: in many scripts, with anything in them, long and short. */
const corpus = [
	'prod-east-1',
	'acme',
	'Acme Billing GmbH',
	'db1.acme-corp.example',
	'198.51.100.23',
	'2001:db8::8a2e:370:7334',
	'orders.eu.customer-88412.created',
	'KV_sessions',
	'$KV.sessions.user-77',
	'ナッツ-サーバー',
	'größe',
	'alice@acme.example',
	'rack:b12',
	'88412345',
	'NCXNLHBY3NJ3QQABKV4GTR74FTXKYUJAK6AA4UJWNCRJPKSI36MQBBJ5',
	'ADVFJ5QSRH4HJBKCOXNCFX64XKXR4EX7WFGWMWX6TVRFQVJXWKVKM2WH',
	'UBRQOZRNZBVNQXYNQ5WTSW2LLVIB4FHHKHG3RDDOXVXGZLXSVGPJXYZA',
	'payments_v2',
	'x7',
];

/** The pieces of a name that would betray it. */
const pieces = corpus
	.flatMap((name) => [name, ...name.split(/[.:@ ]/)])
	.filter(
		(piece) =>
			piece.length > 1 &&
			!/^[\da-f]{1,4}$/i.test(piece) &&
			!['$KV', 'created', 'eu', 'example', 'user', 'rack'].includes(piece),
	);

const linesAbout = (name: string): Line[] => [
	[
		at,
		'S',
		name,
		1,
		payload({
			server: { name, host: name, id: name, cluster: name, tags: [name], metadata: { [name]: name } },
			statsz: { routes: [{ rid: 1, name, [name]: 1 }], gateways: [{ name }] },
		}),
	],
	[
		at,
		'V',
		name,
		payload({
			data: {
				server_id: name,
				cluster: { name, urls: [`nats://${name}:6222`] },
				connect_urls: [`${name}:4222`],
				system_account: name,
			},
		}),
	],
	[at, 'I', { id: name, name, host: name, domain: name, metadata: { [name]: name } }],
	[
		at,
		'E',
		`$SYS.ACCOUNT.${name}.DISCONNECT`,
		payload({
			client: { acc: name, user: name, name, host: name, lang: name, ver: name },
			reason: `Credentials ${name}`,
		}),
	],
	[
		at,
		'N',
		{
			kind: 'AUTH ERR',
			at,
			text: `${name} is gone: no route to "${name}" (${name})`,
			server: { name },
			subject: name,
		},
		1,
	],
	[
		at,
		'L',
		{
			link: {
				url: `nats://${name}:4222`,
				serverName: name,
				user: name,
				accountName: name,
				origin: `context ${name}`,
				error: `dial ${name}: refused`,
			},
		},
	],
	[at, 'U', 'unanswered', name],
	[at, 'A', 'name', name, name],
	[
		at,
		'Q',
		`$SYS.REQ.SERVER.${name}.CONNZ`,
		{ acc: name, filter_subject: `${name}.>` },
		1.5,
		{ kind: 'refused', description: `no ${name}` },
		payload({
			data: {
				connections: [{ name, ip: name, subscriptions_list: [name, `${name}.*`], tls_cert: name }],
				error: { description: name },
			},
		}),
	],
	[
		at,
		'H',
		{
			findings: [{ check: 'server.down', subject: name, text: `${name} does not answer` }],
			kinds: [[name, 1]],
		},
	],
	[at, 'W', { servers: [{ name }], names: [[name, name]], gone: { [name]: { at } } }],
	[at, 'M', `look at ${name}`],
	[at, 'X', `${name} went`],
	[at, 'Z', name, { [name]: [name] }],
];

describe('A recording with false names', () => {
	test('holds no name of a corpus, wherever it stood: in payloads, sentences, subjects, requests, names of fields', () => {
		const { change } = new Anonymizer();
		const text = corpus.flatMap(linesAbout).map(change).map(textOf).join('\n');
		expect(pieces.filter((piece) => text.includes(piece))).toEqual([]);
	});

	test('holds no name of what real servers sent', () => {
		const { change } = new Anonymizer();
		for (const version of ['2.15.1', '2.9.10'] as const)
			for (const name of capturesOf(version, '')) {
				const line = change([at, 'E', 'x', Buffer.from(capture(version, name))]);
				const text = textOf(line);
				const betrayed = ['probe-1', '127.0.0.1', 'alice', 'region:eu'].filter((one) => text.includes(one));
				expect([name, betrayed, /"[NAU][A-Z2-7]{55}"/.test(text) && text.includes('NCXNLHBY')]).toEqual([
					name,
					[],
					false,
				]);
			}
	});

	test('gives one name the same false name everywhere, and two names two', () => {
		const { change } = new Anonymizer();
		const [, , id, , data] = change([
			at,
			'S',
			'NX',
			1,
			payload({ server: { id: 'NX', name: 'prod-1', cluster: 'c-2' } }),
		]);
		const { server } = JSON.parse(Buffer.from(data as Uint8Array).toString());
		expect(id).toBe(server.id);
		expect(new Set([server.id, server.name, server.cluster]).size).toBe(3);
		const [, , event] = change([
			at,
			'N',
			{ kind: 'DOWN', text: 'prod-1 does not answer', serverName: 'prod-1' },
			1,
		]);
		expect(event).toEqual({ kind: 'DOWN', text: `${server.name} does not answer`, serverName: server.name });
		expect(new Anonymizer().change([at, 'M', 'prod-1'])[2]).not.toBe(server.name);
	});

	test('keeps numbers, times, versions, states and the structure of subjects; a key stays a key, an address an address', () => {
		const { change } = new Anonymizer();
		const statsz = { start: '2026-11-23T18:44:27.884163311Z', mem: 12, cpu: 0.5, uptime: '1h2m3s' };
		const sent = {
			server: { ver: '2.15.1', jetstream: true, seq: 4 },
			statsz,
			reason: 'Slow Consumer (Write Deadline)',
		};
		const [, , subject, data] = change([at, 'E', '$SYS.ACCOUNT.acme.CONNECT', payload(sent)]);
		expect(JSON.parse(Buffer.from(data as Uint8Array).toString())).toEqual(sent);
		expect(subject).toMatch(/^\$SYS\.ACCOUNT\.[a-z]{6}\.CONNECT$/);
		const [, , tokens] = change([at, 'M', 'orders.eu.*.created.>']);
		expect(tokens).toMatch(/^[a-z]+\.[a-z]+\.\*\.[a-z]+\.>$/);
		const [, , url] = change([at, 'M', 'nats://198.51.100.23:4222']);
		expect(url).toMatch(/^[a-z]+:\/\/10\.\d+\.\d+\.\d+:4222$/);
		const key = `N${'A'.repeat(55)}`;
		expect(change([at, 'U', 'unanswered', key])[3]).toMatch(/^N[A-Z2-7]{55}$/);
	});
});
