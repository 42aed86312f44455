// Where an account uses JetStream: the JetStream systems that servers form, told from each other.

import type { ServerInfo, Statsz } from './server.ts';

/** A JetStream system: a meta group by its domain, which may have no name, or one server that is alone. */
export type JetStreamPlace = {
	/** Absent where servers name no domain. */
	domain?: string;
	/** The name of the server, where it is in no meta group. */
	server?: string;
};

type Member = { info: ServerInfo; statsz?: Statsz };

/** The JetStream domain of a server, as it says of itself or in its figures; empty where it has none. */
export const domainOf = ({ info, statsz }: Member): string => info.domain ?? statsz?.jetstream?.domain ?? '';

/** The JetStream system of a server. */
export const placeOf = (member: Member): JetStreamPlace => {
	const domain = domainOf(member);
	const isAlone = member.statsz?.jetstream?.meta === undefined;
	return { domain: domain || undefined, ...(isAlone && { server: member.info.name }) };
};

/** Tells one JetStream system from another, whoever leads it. */
export const placeKey = ({ domain = '', server = '' }: JetStreamPlace): string => `${domain}\n${server}`;

/** What a person calls it: its domain, or the server that is alone; nothing where it has neither name. */
export const placeName = ({ domain, server }: JetStreamPlace): string | undefined => domain ?? server;
