// Reads what a server sends from its greeting until it lets us in, or refuses.

import { parseFields, readText, readTexts } from '../read.ts';

/** A server answers our first PING once it has taken who we are: that PONG is the end of the login. */
export class Login {
	letIn = false;
	/** Its last words against us. */
	words?: string;
	/** Addresses of its neighbours. */
	urls?: readonly string[];
	serverId?: string;
	#rest = '';
	readonly #decoder = new TextDecoder();

	/** Takes what has arrived. */
	read(chunk: Uint8Array): void {
		const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\r\n');
		this.#rest = lines.pop() ?? '';
		for (const line of lines) this.#readLine(line);
	}

	#readLine(line: string): void {
		const [, verb = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
		switch (verb.toUpperCase()) {
			case 'PONG':
				this.letIn = true;
				return;
			case '-ERR':
				this.words = rest.replace(/^'(.*)'$/, '$1');
				return;
			case 'INFO': {
				const info = parseFields(new TextEncoder().encode(rest));
				if (info === undefined) return;
				if (info.connect_urls !== undefined) this.urls = readTexts(info, 'connect_urls');
				this.serverId = readText(info, 'server_id');
			}
		}
	}
}
