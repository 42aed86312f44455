// What a server says as it hangs up, heard by a connection that says nothing itself.

import { setTimeout as delay } from 'node:timers/promises';
import type { Address } from './addresses.ts';
import { greet } from './greeting.ts';
import { Login } from './server-words.ts';
import type { TlsWish } from './tls.ts';

/** How long they are waited for, milliseconds. */
const limit = 500;

/** The last words of a server that hangs up on a client that says nothing. Fails where it cannot be reached. */
export const lastWords = async (address: Address, tls: TlsWish): Promise<string | undefined> => {
	const { signal } = new AbortController();
	const transport = await greet(address, tls, limit, signal);
	await Promise.race([transport.closed(), delay(limit)]);
	const login = new Login();
	for (const chunk of transport.yields) login.read(chunk);
	transport.discard();
	return login.words;
};
