// A client of the demo that reads too slowly, as one does that is busy with each message: what is meant for it waits on
// its server, which closes it when too much does.

import { connect as connectSocket } from 'node:net';
import { type Authenticator, credsAuthenticator } from '@nats-io/transport-node';
import type { OperatorCluster } from './operator-cluster.ts';
import type { Schedule } from './schedule.ts';

/** Milliseconds before the reader connects for the first time, and before it connects again. */
const calm = 100_000;
const away = 10_000;

/** How often the reader subscribes to the same subject: each message then waits that many times. */
const copies = 6;

/** Milliseconds after which the reader counts as closed: a client that does not read hears of no close. */
const longestStay = 40_000;

const said = { verbose: false, pedantic: false, lang: 'python3', version: '2.12.0', protocol: 1 };

/** The first line of a server is never as long, characters. */
const longestInfo = 1024 * 1024;

/** The nonce that a server wants signed, from what it says first; empty where it has none, nothing where that is no INFO. */
const nonceOf = (heard: string): string | undefined => {
	const [, info] = /^INFO (.*)\r\n/.exec(heard) ?? [];
	try {
		const { nonce = '' } = JSON.parse(info ?? '') as { nonce?: string };
		return nonce;
	} catch {
		return undefined;
	}
};

/** Logs in with a socket of its own, since a client of the library reads all that comes. Ends when the server closes it. */
export const stay = (
	url: string,
	name: string,
	login: Authenticator,
	schedule: Pick<Schedule, 'stay'>,
): Promise<void> =>
	new Promise((resolve) => {
		const { hostname, port } = new URL(url);
		const socket = connectSocket(Number(port), hostname);
		const end = (): void => {
			socket.destroy();
			resolve();
		};
		let heard = '';
		socket.on('data', (bytes) => {
			heard += String(bytes);
			if (!heard.includes('\r\n') && heard.length < longestInfo) return;
			const nonce = nonceOf(heard);
			if (nonce === undefined) return end();
			socket.removeAllListeners('data');
			socket.write(`CONNECT ${JSON.stringify({ ...said, name, ...login(nonce) })}\r\n`);
			for (let sid = 1; sid <= copies; sid++) socket.write(`SUB > ${sid}\r\n`);
			socket.write('PING\r\n');
			socket.pause();
		});
		socket.once('error', end);
		socket.once('close', end);
		void schedule.stay(longestStay).then(end);
	});

/** Lets the reader connect, fall behind and be closed, again and again. */
export const readSlowly = async (cluster: OperatorCluster, schedule: Schedule): Promise<void> => {
	const name = 'svc-report';
	const { creds } = await cluster.operator.createUser('APP', { name });
	const login = credsAuthenticator(creds);
	const [, url = ''] = cluster.urls;
	schedule.repeat([away, away], () => stay(url, name, login, schedule), calm);
};
