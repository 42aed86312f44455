// Serves account JWTs over HTTP for nats-servers with a URL resolver.

import { createServer } from 'node:http';

const prefix = '/jwt/v1/accounts/';

export type ClaimsServer = { url: string; close(): Promise<void> };

/** Starts the server on a free port of 127.0.0.1. `lookup` gives the JWT for the public key of an account, if any. */
export async function startClaimsServer(lookup: (key: string) => string | undefined): Promise<ClaimsServer> {
	const server = createServer((request, response) => {
		const path = request.url ?? '';
		const key = path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
		// A nats-server asks for the bare prefix at its start, to see whether the resolver answers.
		const body = key === '' ? 'ok' : key && lookup(key);
		response.writeHead(body ? 200 : 404, { 'content-type': 'application/jwt' }).end(body ?? '');
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	server.unref();
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the claims server has no port');
	return {
		url: `http://127.0.0.1:${address.port}${prefix}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
