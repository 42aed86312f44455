// The least a script can do to show a server: connect, ping, print the first answer. `start.mjs URL CREDS [COUNT]` ends after COUNT.

import { readFileSync } from 'node:fs';
import { connect, credsAuthenticator } from '@nats-io/transport-node';

const [, , servers, creds, count = '1'] = process.argv;
const nc = await connect({ servers, authenticator: credsAuthenticator(readFileSync(creds)) });
const rows = [];
const options = { strategy: 'count', maxMessages: Number(count), maxWait: 5000 };
for await (const message of await nc.requestMany('$SYS.REQ.SERVER.PING', '', options))
	rows.push(message.json());
process.stdout.write(
	`${count === '1' ? `first: ${rows[0].server.name}` : JSON.stringify(rows, undefined, 2)}\n`,
);
await nc.close();
