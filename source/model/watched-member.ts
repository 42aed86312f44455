// A server as the watches over gateways and over the JetStream meta group look at it.

import type { ServerState } from './fleet.ts';
import type { Sample, ServerInfo, Varz } from './server.ts';

export type WatchedMember = {
	key: string;
	info: ServerInfo;
	latest?: Sample;
	varz?: Pick<Varz, 'gateways'>;
	answering: boolean;
	state: ServerState;
};
