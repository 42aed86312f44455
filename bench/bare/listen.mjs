// The same subscriptions and requests as natstop, into a counter: `listen.mjs URL CREDS INTERVAL`, where 0 asks nothing.

import { readFileSync } from 'node:fs';
import { connect, credsAuthenticator } from '@nats-io/transport-node';

const [, , servers, creds, interval] = process.argv;
const nc = await connect({ servers, name: 'bare', authenticator: credsAuthenticator(readFileSync(creds)) });
let count = 0;
const callback = () => count++;
const subjects = [
	'$SYS.SERVER.*.STATSZ',
	'$SYS.SERVER.*.SHUTDOWN',
	'$SYS.SERVER.*.LAMEDUCK',
	'$SYS.SERVER.*.CLIENT.AUTH.ERR',
	'$SYS.SERVER.*.OCSP.>',
	'$SYS.ACCOUNT.*.CONNECT',
	'$SYS.ACCOUNT.*.DISCONNECT',
	'$SYS.ACCOUNT.*.SERVER.CONNS',
	'$SYS.ACCOUNT.*.CLAIMS.UPDATE',
	'$JS.EVENT.ADVISORY.>',
	'bare.answers',
];
for (const subject of subjects) nc.subscribe(subject, { callback });
const ask = () => nc.publish('$SYS.REQ.SERVER.PING', '', { reply: 'bare.answers' });
if (Number(interval) > 0) setInterval(ask, Number(interval));
await nc.flush();
process.stdout.write('ready\n');
