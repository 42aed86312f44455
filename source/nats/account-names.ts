// Names of accounts for their public keys: asked for once where no event tells them.

import type { NatsConnection } from '@nats-io/transport-node';
import { parseFields, readFields, readText } from './read.ts';
import { askMany } from './requests.ts';
import { accountInfoSubject } from './subjects.ts';

/** How long further answers are waited for after one without a name, milliseconds. */
const stall = 300;

const accountKey = /^A[A-Z2-7]{55}$/;

/** Looks names up one at a time, each key once; an account without a name stays a key. */
export class AccountNames {
	readonly #asked = new Set<string>();

	constructor(
		readonly nc: NatsConnection,
		readonly timeout: number,
		readonly onName: (account: string, name: string) => void,
	) {}

	/** Asks for the name of an account unless that was done before; what is not a key has its name already. */
	want(account: string): void {
		if (this.#asked.has(account) || this.#asked.size > 10_000 || !accountKey.test(account)) return;
		this.#asked.add(account);
		void this.#ask(account);
	}

	async #ask(account: string): Promise<void> {
		const subject = accountInfoSubject(account);
		// Not permitted, or nobody knows: the key stays on screen, which is the truth we have.
		await askMany(this.nc, subject, undefined, { timeout: this.timeout }, ({ data: payload }) => {
			const fields = parseFields(payload);
			const data = fields && readFields(fields, 'data');
			const name = data && readText(data, 'name_tag');
			if (name === undefined || name === account) return { stall };
			this.onName(account, name);
			return 'enough';
		});
	}
}
