// What one server tells of our account, in the form in which servers tell of themselves.

import { readAccountStatz } from '../account-statz.ts';
import { type Fields, readCount, readFields } from '../read.ts';

const asFields = (counts: ReturnType<typeof readAccountStatz>): Fields => {
	const [own] = counts?.counts ?? [];
	const { received, sent } = own ?? {};
	// Only since servers tell apart what they pass on to each other are these figures of clients alone.
	const isOfClients = own?.sentIsRouted === false;
	return {
		connections: own?.connections,
		subscriptions: own?.subscriptions,
		...{ received, sent },
		...(isOfClients && { received_from_clients: received, sent_to_clients: sent }),
		slow_consumers: own?.slowConsumers,
	};
};

/** The answer to STATZ of an account; nothing where it names no server. */
export const statzAsServer = (answer: Fields, at: number): Fields | undefined => {
	const read = readAccountStatz(answer, at);
	return read && { server: readFields(answer, 'server'), statsz: asFields(read) };
};

/** The answer to CONNZ of an account, from which only the number of connections is known. */
export const connzAsServer = (answer: Fields): Fields | undefined => {
	const [server, data] = [readFields(answer, 'server'), readFields(answer, 'data')];
	if (server === undefined || data === undefined) return undefined;
	return { server, statsz: { connections: readCount(data, 'total') } };
};
