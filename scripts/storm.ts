// Runs clients that connect, say PING and leave, again and again: `tsx scripts/storm.ts URL USER PASSWORD CLIENTS [PER-SECOND]`.

import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const [url = '', user = '', pass = '', clients = '200', perSecond] = process.argv.slice(2);
const { hostname, port } = new URL(url);

/** One connection from INFO to PONG; an error ends it, too. */
const visit = (name: string): Promise<void> =>
	new Promise((resolve) => {
		const socket = connect(Number(port), hostname);
		const login = { user, pass, name, lang: 'go', version: '1.0.0', verbose: false, pedantic: false };
		let greeted = false;
		socket.on('data', (data) => {
			if (!greeted) socket.write(`CONNECT ${JSON.stringify(login)}\r\nPING\r\n`);
			else if (data.includes('PONG')) socket.end();
			greeted = true;
		});
		socket.on('error', () => resolve());
		socket.on('close', () => resolve());
	});

const count = Number(clients);
/** Milliseconds from one visit of a client to its next; none unless a rate is given. */
const pause = perSecond === undefined ? 0 : (1000 * count) / Number(perSecond);

let visits = 0;
const client = async (name: string): Promise<void> => {
	if (pause > 0) await delay(Math.random() * pause);
	for (;;) {
		const next = delay(pause);
		await visit(name);
		visits++;
		await next;
	}
};

for (let i = 1; i <= count; i++) void client(`storm-${i}`);
// Whoever started us reads how many there were, and ends us by closing our input.
setInterval(() => process.stdout.write(`${visits}\n`), 1000);
process.stdin.on('end', () => process.exit()).resume();
