// The terms that narrow other lists to the account of a consumer, and this one to the consumers of a stream.

import type { Consumer } from '../../model/jetstream/consumer.ts';
import { isOwn } from '../../model/jetstream/replicated.ts';

/** A value as a term of a filter writes it. */
const term = (field: string, value: string): string =>
	`${field}=${/^[^\s"/!]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`}`;

/** `acc=APP`: servers do not say which clients read from a consumer. */
export const accountScope = ({ accountName }: Pick<Consumer, 'accountName'>): string =>
	term('acc', accountName);

/** `acc=APP stream=ORDERS`; the stream alone where there is no other account. */
export const streamScope = (
	of: Pick<Consumer, 'accountName' | 'stream'> & Partial<Pick<Consumer, 'place'>>,
): string => (isOwn(of) ? term('stream', of.stream) : `${accountScope(of)} ${term('stream', of.stream)}`);
