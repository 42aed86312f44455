// The terms that narrow connections to an account, or to an account on one server.

import type { Account } from '../../model/account.ts';

/** A value as a term of a filter writes it. */
export const term = (field: string, value: string): string =>
	`${field}=${/^[^\s"/!]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`}`;

/** `acc=APP`, with a server `acc=APP server=east-1`. The name stands for the key: it is what a person reads in the title. */
export const connectionsScope = ({ name }: Pick<Account, 'name'>, server?: string): string =>
	[term('acc', name), ...(server === undefined ? [] : [term('server', server)])].join(' ');
