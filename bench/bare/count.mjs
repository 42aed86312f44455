// A bare client that counts: `count.mjs URL CREDS N` asks everybody for each line it reads, and writes the milliseconds until
// N have answered. In a process of its own, so that it collects nobody else's garbage.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { connect, credsAuthenticator } from '@nats-io/transport-node';

const [, , servers, creds, all] = process.argv;
const nc = await connect({ servers, name: 'bare', authenticator: credsAuthenticator(readFileSync(creds)) });
let received = 0;
let from = 0;
nc.subscribe('bare.answers', {
	callback: () => {
		if (++received === Number(all)) process.stdout.write(`${performance.now() - from}\n`);
	},
});
for await (const _ of createInterface({ input: process.stdin })) {
	received = 0;
	from = performance.now();
	nc.publish('$SYS.REQ.SERVER.PING', '', { reply: 'bare.answers' });
}
await nc.close();
