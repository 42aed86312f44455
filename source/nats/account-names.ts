// Looks up the name of an account for its public key, once, where no event carries it.

import { type Fields, readFields, readText } from './read.ts';
import { accountInfoSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

/** How long to wait for a further answer after one without a name, milliseconds. */
const stall = 300;

const accountKey = /^A[A-Z2-7]{55}$/;

/** Looks names up one at a time, each key once; an account without a name stays a key. */
export class AccountNames {
	readonly #asked = new Set<string>();

	constructor(
		readonly wire: Wire,
		readonly timeout: number,
		readonly onName: (account: string, name: string) => void,
	) {}

	/** Asks for the name of an account unless that was done before; text that is not a key is a name already. */
	want(account: string): void {
		if (this.#asked.has(account) || this.#asked.size > 10_000 || !accountKey.test(account)) return;
		this.#asked.add(account);
		void this.#ask(account);
	}

	async #ask(account: string): Promise<void> {
		const nameIn = (fields: Fields): string | undefined => {
			const data = readFields(fields, 'data');
			const name = data && readText(data, 'name_tag');
			return name === account ? undefined : name;
		};
		const isMeant = (fields: Fields): boolean => nameIn(fields) !== undefined;
		const options = { timeout: this.timeout, isMeant, stall };
		const reply = await this.wire.ask(accountInfoSubject(account), undefined, options);
		const name = reply.ok ? nameIn(reply.value.fields) : undefined;
		// Where the request is denied, or no server knows the name, the key stays on screen.
		if (name !== undefined) this.onName(account, name);
	}
}
